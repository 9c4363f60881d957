/** Strategy files as a user would write them: WeakMap's strategy under another name, changed. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './running.ts';

export function strategyFile(
  folder: string,
  name: string,
  change: (text: string) => string = (text) => text,
): string {
  const file = join(folder, `${name}.ts`);
  const text = readFileSync(join(ROOT, 'strategies', 'weakmap.ts'), 'utf8')
    .replace("name: 'weakmap'", `name: '${name}'`)
    .replaceAll("'../interpreter/", `'${ROOT}interpreter/`)
    .replaceAll("'./contract.ts'", `'${ROOT}strategies/contract.ts'`);
  writeFileSync(file, change(text));
  return file;
}
