/** Breaks release-only-what-was-set: at a death it calls the release functions of tools that set nothing as well. */

import { releasing } from '../releasing.ts';

export default { ...releasing({ absent: 'undefined' }), name: 'breaks-release-only-what-was-set' };
