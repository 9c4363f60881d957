/** Call traces of real programs, recorded under CPython by record-traces.py: what each is, and where it lies. */

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Head, readHead } from './head.ts';

export interface RecordedTrace extends Head {
  /** The file's name without `.trace.gz`. */
  readonly name: string;
  readonly file: string;
  readonly path: string;
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'traces');

/** All traces, by name. Each has a recipe: the Python program that was recorded. */
export const TRACES: readonly RecordedTrace[] = readdirSync(join(FOLDER, 'recipes'))
  .filter((file) => file.endsWith('.py'))
  .sort()
  .map((file) => {
    const name = file.replace(/\.py$/, '');
    const path = join(FOLDER, `${name}.trace.gz`);
    if (!existsSync(path))
      throw new Error(`The recipe ${file} has no trace. Run workloads/record-traces.py.`);
    return { name, file: `${name}.trace.gz`, path, ...readHead(join(FOLDER, 'recipes', file)) };
  });
