/** Loads a user's strategy: a file from anywhere, taken through the same bundler as ours, then looked at. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AfterReuse, Fate, Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { usageFailure } from '../failures/failure.ts';
import { planArms, type StrategySource } from '../plan/arms.ts';

/** What a strategy may be called. */
export const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** JavaScript is taken as it is: it has no types to check. */
export function isTypeScript(file: string): boolean {
  return !/\.[cm]?js$/.test(file);
}

/** Throws Failure (exit code 5) for a file that cannot be loaded, or whose default export is no strategy. */
export async function loadUserStrategy(given: string, file: string, folder: string): Promise<StrategySource> {
  const { bundleEntry } = await import('../arms/bundle.ts');
  let strategy: unknown;
  try {
    // The strategy alone: an arm would use it before it was looked at.
    const module = await bundleEntry(file, join(folder, 'user-strategy.mjs'));
    strategy = ((await import(pathToFileURL(module).href)) as { default?: unknown }).default;
  } catch (error) {
    throw usageFailure(`The strategy file ${given} cannot be loaded: ${(error as Error).message}`);
  }
  const missing = missingPart(strategy);
  if (missing !== null) {
    throw usageFailure(
      `The default export of ${given} is no strategy: ${missing}. See strategies/contract.ts.`,
    );
  }
  return { strategy: strategy as Strategy, file };
}

/** What is wrong with a value that should be a strategy, or null. Types are not there to help at run time. */
function missingPart(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'it is no object';
  const { name, role, identity, promises, makePlace, ...texts } = value as Record<string, unknown>;
  for (const field of ['title', 'summary', 'origin']) {
    if (typeof texts[field] !== 'string') return `"${field}" is no text`;
  }
  if (typeof name !== 'string' || !KEBAB_CASE.test(name)) return '"name" is no name in kebab case';
  if (isTaken(name))
    return `the name "${name}" belongs to a strategy or control of the project; give it another`;
  if (role !== 'strategy') return '"role" is not "strategy"';
  if (identity !== 'small-integer' && identity !== 'address')
    return '"identity" is not "small-integer" or "address"';
  if (typeof promises !== 'object' || promises === null) return '"promises" is missing';
  const { fate, tools, afterReuse } = promises as Record<string, unknown>;
  if (!FATES.includes(fate as Fate)) return `"promises.fate" is not one of ${FATES.join(', ')}`;
  if (afterReuse !== undefined && !AFTER_REUSE.includes(afterReuse as AfterReuse))
    return `"promises.afterReuse" is not one of ${AFTER_REUSE.join(', ')}`;
  if (typeof tools !== 'number' || !(tools >= 1)) return '"promises.tools" is no number from 1 on';
  if (typeof makePlace !== 'function') return '"makePlace" is no function';
  return null;
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
