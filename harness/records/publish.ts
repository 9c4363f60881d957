/** Writes the published JSON schemas from schema.ts: `npm run schema`. A test fails when they differ. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GateRecord } from './gate.ts';
import { ProcessRecord, Run } from './schema.ts';
import { Summary } from './summary.ts';

const FOLDER = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'schema');
const DIALECT = 'http://json-schema.org/draft-07/schema#';

/** Published files by name, as text. */
export function publishedSchemas(): Record<string, string> {
  const text = (schema: object) => `${JSON.stringify({ $schema: DIALECT, ...schema }, null, 2)}\n`;
  return {
    'run.schema.json': text(Run),
    'process.schema.json': text(ProcessRecord),
    'gate.schema.json': text(GateRecord),
    'summary.schema.json': text(Summary),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(join(FOLDER, name), text);
}
