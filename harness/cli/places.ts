/** Where runs and reports lie, unless somebody says otherwise. */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const RESULTS = join(ROOT, 'results');
export const REPORTS = join(ROOT, 'reports');
