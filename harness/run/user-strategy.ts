/**
 * Finds out what a user's strategy file is: bundled like ours, then loaded in a process of its own that answers what the default export
 * says of itself (load.ts). This process never runs a line of the file.
 */

import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AfterReuse, Fate, Strategy, StrategyDescription } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { bundleEntry } from '../arms/bundle.ts';
import { usageFailure } from '../failure.ts';
import { planArms, type StrategySource } from '../plan/arms.ts';
import type { LawFinding } from '../process/first-try.ts';
import type { loadModules } from './load.ts';
import { unchecked } from './preflight.ts';

/** What a strategy may be called. */
export const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Characters of a name, at most: longer names break the lines of tables, and of the skeleton. */
export const LONGEST_NAME = 40;
/** The same for a text. */
const LONGEST_TEXT = 500;

/** JavaScript is taken as it is: it has no types to check. */
export function isTypeScript(file: string): boolean {
  return !/\.[cm]?js$/.test(file);
}

/**
 * The strategy of a file, or the broken law of a file that ends, stops or changes the process that loads it. Throws Failure (exit code 5)
 * for a file that cannot be loaded, or whose default export is no strategy.
 */
export async function readUserStrategy(
  given: string,
  file: string,
  folder: string,
  load: typeof loadModules,
  signal: AbortSignal,
): Promise<StrategySource | LawFinding> {
  const module = await bundled(given, file, folder);
  const answer = await load([module], folder, signal);
  if ('ended' in answer) return unchecked(nameOfFile(file), `loading ${answer.ended}`);
  const said = answer[0]!;
  if ('threw' in said) throw usageFailure(`The strategy file ${given} cannot be loaded: ${said.threw}`);
  const { value, changed } = said;
  if (changed.length > 0)
    return unchecked(nameOfFile(file), `loading changed ${changed.slice(0, 3).join(', ')}`);
  const missing = missingPart(value);
  if (missing !== null) {
    throw usageFailure(
      `The default export of ${given} is no strategy: ${missing}. See strategies/contract.ts.`,
    );
  }
  return { strategy: descriptionFrom(value as Strategy), file };
}

/** The strategy alone: an arm would use it before it was looked at. */
async function bundled(given: string, file: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  try {
    return await bundleEntry(file, join(folder, 'user-strategy.mjs'));
  } catch (error) {
    throw usageFailure(`The strategy file ${given} cannot be loaded: ${(error as Error).message}`);
  }
}

/** What a file that cannot say its name is called. */
function nameOfFile(file: string): string {
  const name = basename(file)
    .replace(/\.[cm]?[jt]s$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-$/g, '')
    .slice(0, LONGEST_NAME);
  return name === '' ? 'given-file' : name;
}

function descriptionFrom(value: Strategy): StrategyDescription {
  const { makePlace: _, promises, ...rest } = value;
  const tools = (promises.tools as unknown) === 'Infinity' ? Number.POSITIVE_INFINITY : promises.tools;
  return { ...rest, promises: { ...promises, tools } };
}

/** What is wrong with a value that should be a strategy, or null. Types are not there to help at run time. */
function missingPart(value: unknown): string | null {
  if (!isRecord(value)) return 'it is no object';
  const { name, role, identity, promises, makePlace, formOf, beyond, roomWhenMade } = value;
  for (const field of ['title', 'summary', 'origin']) {
    const wrong = wrongText(value[field]);
    if (wrong !== null) return `"${field}" ${wrong}`;
  }
  if (typeof name !== 'string' || !KEBAB_CASE.test(name)) return '"name" is no name in kebab case';
  if (name.length > LONGEST_NAME)
    return `"name" has ${name.length} letters, at most ${LONGEST_NAME} are allowed`;
  if (isTaken(name))
    return `the name "${name}" belongs to a strategy or control of the project; give it another`;
  if (role !== 'strategy') return '"role" is not "strategy"';
  if (identity !== 'small-integer' && identity !== 'address')
    return '"identity" is not "small-integer" or "address"';
  if (typeof roomWhenMade !== 'boolean') return '"roomWhenMade" is neither true nor false';
  if (formOf !== undefined && !STRATEGIES.some((each) => each.name === formOf))
    return '"formOf" is not the name of a strategy of the project';
  if (beyond !== undefined && beyond !== 'later' && beyond !== 'candidate')
    return '"beyond" is not "later" or "candidate"';
  if (!isRecord(promises)) return '"promises" is missing';
  const { fate, means, tools, afterReuse, lossy, releases, touches } = promises;
  if (!FATES.includes(fate as Fate)) return `"promises.fate" is not one of ${FATES.join(', ')}`;
  const wrong = wrongText(means);
  if (wrong !== null) return `"promises.means" ${wrong}`;
  if (afterReuse !== undefined && !AFTER_REUSE.includes(afterReuse as AfterReuse))
    return `"promises.afterReuse" is not one of ${AFTER_REUSE.join(', ')}`;
  if (tools !== 'Infinity' && !(Number.isInteger(tools) && (tools as number) >= 1))
    return '"promises.tools" is no whole number from 1 on';
  for (const [field, flag] of Object.entries({ lossy, releases }))
    if (flag !== undefined && flag !== true) return `"promises.${field}" is not true`;
  if (!Array.isArray(touches) || touches.some((each) => wrongText(each) !== null))
    return '"promises.touches" is no list of names';
  if (makePlace !== 'function') return '"makePlace" is no function';
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a text that is shown in a terminal and on a page, or null. */
function wrongText(value: unknown): string | null {
  if (typeof value !== 'string') return 'is no text';
  if (value.length > LONGEST_TEXT) return `has more than ${LONGEST_TEXT} letters`;
  return /\p{Cc}/u.test(value) ? 'has control characters' : null;
}

/** True of the names of our strategies, and of arms that every run has. */
export function isTaken(name: string): boolean {
  return planArms(STRATEGIES).some((arm) => arm.name === name);
}

/** What a strategy can promise; a control alone may store nothing. */
const FATES: readonly Fate[] = [
  'dies-with-code',
  'dies-after-callback',
  'dies-after-notice',
  'dies-after-sweep',
  'leaks',
  'keeps-code-alive',
];
const AFTER_REUSE: readonly AfterReuse[] = ['nothing', 'the-dead-until-cleaned', 'the-dead'];
