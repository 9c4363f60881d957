/** What modules that may do anything say of themselves. */

import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { watchBuiltIns } from './built-ins.ts';

export interface DescribeTask {
  /** Bundled modules, in the order in which they are loaded. */
  readonly modules: readonly string[];
}

export type Described =
  | {
      /** The default export as plain data; a function is its type's name. */
      readonly value: unknown;
      /** Names of all exports. */
      readonly exports: readonly string[];
      /** Names of built-ins that the module changed. */
      readonly changed: readonly string[];
    }
  /** The module threw: what, as text. */
  | { readonly threw: string };

/** Levels of objects that are looked into: the strategy, its promises, and their lists. */
const DEPTH = 3;

const waitATurn = turn;

/** Loads modules one after another. */
export async function describeModules({ modules }: DescribeTask): Promise<Described[]> {
  const described: Described[] = [];
  for (const module of modules) described.push(await describeModule(module));
  return described;
}

async function describeModule(module: string): Promise<Described> {
  const changedBuiltIns = watchBuiltIns();
  try {
    const loaded = (await import(pathToFileURL(module).href)) as { default?: unknown };
    const value = plain(loaded.default, DEPTH);
    // A rejection that the module did not handle ends the process now.
    await waitATurn();
    return { value, exports: Object.keys(loaded), changed: changedBuiltIns() };
  } catch (error) {
    return { threw: textOf(error) };
  }
}

/** JSON holds neither functions nor infinity; each is a text instead. */
function plain(value: unknown, depth: number): unknown {
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || depth === 0) return value === null ? null : typeof value;
  if (Array.isArray(value)) return value.map((each) => plain(each, depth - 1));
  const found: Record<string, unknown> = {};
  for (const key in value) found[key] = plain((value as Record<string, unknown>)[key], depth - 1);
  return found;
}

/** A thrown value may be anything, also an object that cannot be made a text. */
function textOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message || error.name : `it threw ${String(error)}`;
  } catch {
    return 'it threw an object that cannot be shown';
  }
}
