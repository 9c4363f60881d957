/**
 * Settings and experiments by name: what reads records without checking them, a page in a browser among them, needs of
 * the schema as values. Nothing here leads to the schema's package.
 */

import type { Setting } from './schema.ts';

/** In the order in which rows and pages tell of them. */
export const EXPERIMENTS = [
  'call-cost',
  'builds',
  'tools',
  'replay',
  'look-up',
  'several-tools',
  'life',
  'collector',
  'layouts',
  'memory',
  'cleanup',
] as const;

/** The schema holds this list against its own. */
export const SETTING_NAMES = [
  'population',
  'attachFraction',
  'hitRatio',
  'others',
  'perTurn',
  'tools',
  'part',
  'death',
  'collections',
  'rule',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

/** The rule of the counter that runs with every program: an extra for every code object that is called. */
export const COUNTER_RULE = 'call-1';

/** The setting of a row, a control or samples, without the rest of it. */
export function settingOf(of: Setting): Setting {
  const setting: Record<string, unknown> = {};
  for (const name of SETTING_NAMES) if (of[name] !== undefined) setting[name] = of[name];
  return setting;
}

/** Do two stand in the same setting? */
export function sameSetting(one: Setting, other: Setting): boolean {
  return SETTING_NAMES.every((name) => one[name] === other[name]);
}
