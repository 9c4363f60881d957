/**
 * Mutants of one source file: small changes of meaning, found in the text. The formatter makes that safe: binary operators have spaces
 * around them, brackets of types have none. Comments, strings, imports and lines that only declare types are left alone.
 */

import { transformSync } from 'esbuild';

export interface Mutant {
  readonly file: string;
  /** Offset in the file. */
  readonly at: number;
  readonly was: string;
  readonly becomes: string;
}

const CHANGES: readonly (readonly [RegExp, (was: string) => string])[] = [
  [/ === /g, () => ' !== '],
  [/ !== /g, () => ' === '],
  [/ < (?!=)/g, () => ' <= '],
  [/ > (?!=)/g, () => ' >= '],
  [/ <= /g, () => ' < '],
  [/ >= /g, () => ' > '],
  [/ && /g, () => ' || '],
  [/ \|\| /g, () => ' && '],
  [/ \?\? /g, () => ' && '],
  [/ \+ /g, () => ' - '],
  [/ - /g, () => ' + '],
  [/ \* /g, () => ' / '],
  [/ \/ /g, () => ' * '],
  [/ \+= /g, () => ' -= '],
  [/(?<=[ ([])true\b/g, () => 'false'],
  [/(?<=[ ([])false\b/g, () => 'true'],
  [/(?<=[ ([])\d+(?=[,;)\] ])/g, (was) => String(Number(was) + 1)],
  [/(?<=\bif \()(?=[^\n]*\))/g, () => 'false && '],
  [/(?<=^ *return )[^\n{[]+(?=;$)/gm, () => 'undefined'],
  [/^ +[a-zA-Z][\w.#!]*\([^\n]*\);$/gm, () => ''],
];

/** Text with everything that is no code blanked out, at the same offsets. */
function codeOf(text: string): string {
  const blank = (part: string) => part.replaceAll(/[^\n]/g, '_');
  return text
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, blank)
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, blank)
    .replaceAll(/^(import|export type|export interface|type|interface|declare)\b[\s\S]*?(;$|^\}$)/gm, blank);
}

/** All that still parse. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const code = codeOf(text);
  const mutants = CHANGES.flatMap(([found, change]) =>
    [...code.matchAll(found)].map((match) => ({
      file,
      at: match.index,
      was: match[0],
      becomes: change(match[0]),
    })),
  );
  return mutants.filter(({ was, becomes }) => was !== becomes);
}

/** Does the file still parse with the mutant in it? */
export function parses({ file, at, was, becomes }: Mutant, text: string): boolean {
  try {
    const loader = file.endsWith('x') ? 'tsx' : 'ts';
    transformSync(text.slice(0, at) + becomes + text.slice(at + was.length), { loader, logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
}
