/**
 * The colours of the charts.
 *
 * A strategy has the same hue in every chart, light or dark, and a mark of its own, so that no line is known by its
 * colour alone. The seven colours were searched for: each stands at 3:1 or more against its background, and every
 * two stay apart for readers with normal sight and with each of the three kinds of colour blindness (simulated after
 * Machado, Oliveira and Fernandes, 2009). Controls are grey. Strategies of a user take the spare colours in turn.
 * Where there are more than those, the lines of the next round are dashed.
 * A form of a strategy has its colour and a hollow mark, the same for one way to clean up whatever the strategy.
 */

import type { PlannedArm, Run } from '../../records/schema.ts';

export interface Theme {
  readonly name: 'light' | 'dark';
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly control: string;
  readonly noise: string;
  readonly strategies: Readonly<Record<string, string>>;
  readonly spare: readonly string[];
}

export const light: Theme = {
  name: 'light',
  background: '#ffffff',
  text: '#1b1f24',
  muted: '#57606a',
  grid: '#e4e7eb',
  control: '#6b7280',
  noise: '#6b728029',
  strategies: {
    inline: '#3f7df0',
    trailing: '#246f45',
    'map-by-id': '#cf7800',
    'map-by-address': '#8d5308',
    'map-by-object': '#422600',
    weakmap: '#b173c8',
    'weakref-list': '#6a2fa0',
  },
  spare: ['#00838f', '#c2405a', '#1d3557', '#6f7d00'],
};

export const dark: Theme = {
  name: 'dark',
  background: '#15181c',
  text: '#e8eaed',
  muted: '#a4abb3',
  grid: '#2c3138',
  control: '#8a929c',
  noise: '#a4abb333',
  strategies: {
    inline: '#3fa9ff',
    trailing: '#1f9a5b',
    'map-by-id': '#feba01',
    'map-by-address': '#cb6c17',
    'map-by-object': '#ffe3b8',
    weakmap: '#e8c4f7',
    'weakref-list': '#a368c9',
  },
  spare: ['#4fd0d8', '#ff7d96', '#a9bfe8', '#cddc5a'],
};

/** A mark as Chart.js draws it. The star is thin, so it is larger. */
export interface Mark {
  readonly pointStyle: 'circle' | 'rect' | 'triangle' | 'rectRot' | 'star' | 'line' | 'crossRot';
  readonly rotation: number;
  readonly radius: number;
}

const MARKS: readonly Mark[] = [
  { pointStyle: 'circle', rotation: 0, radius: 4 },
  { pointStyle: 'rect', rotation: 0, radius: 4.5 },
  { pointStyle: 'triangle', rotation: 0, radius: 5 },
  { pointStyle: 'rectRot', rotation: 0, radius: 5 },
  { pointStyle: 'triangle', rotation: 180, radius: 5 },
  { pointStyle: 'star', rotation: 0, radius: 5.5 },
  { pointStyle: 'triangle', rotation: 90, radius: 5 },
];

/** Marks and lines of forms: one for each way to clean up. The marks are drawn hollow. */
const FORM_MARKS: readonly Pick<Paint, 'mark' | 'dash'>[] = [
  { mark: { pointStyle: 'circle', rotation: 0, radius: 4 }, dash: [7, 3] },
  { mark: { pointStyle: 'rect', rotation: 0, radius: 4.5 }, dash: [2, 3] },
  { mark: { pointStyle: 'triangle', rotation: 0, radius: 5 }, dash: [9, 3, 2, 3] },
  { mark: { pointStyle: 'rectRot', rotation: 0, radius: 5 }, dash: [4, 2] },
];

/** Lines of strategies that take the spare colours: the first of each is solid. */
const ROUNDS: readonly number[][] = [[], [7, 3], [2, 3]];

export interface Paint {
  readonly colour: string;
  /** Inside of the mark. */
  readonly fill: string;
  readonly mark: Mark;
  /** Of a line; empty: it is solid. */
  readonly dash: number[];
}

/** How each arm of a run is painted, a remark behind a comma aside; whatever is no strategy is a control. */
export function paints(run: Run, theme: Theme): (arm: string) => Paint {
  const byName = new Map<string, Paint>();
  const strategies = run.plan.arms.filter(({ role }) => role === 'strategy');
  const waysToCleanUp = [...new Set(strategies.filter(({ formOf }) => formOf).map(wayOf))];
  let spares = 0;
  let plain = 0;
  for (const arm of strategies) {
    const { name, formOf } = arm;
    const hue = formOf ?? name;
    const own = Object.hasOwn(theme.strategies, hue) ? theme.strategies[hue] : byName.get(hue)?.colour;
    const round = own === undefined ? Math.floor(spares / theme.spare.length) % ROUNDS.length : 0;
    const colour = own ?? theme.spare[spares++ % theme.spare.length]!;
    const form = FORM_MARKS[waysToCleanUp.indexOf(wayOf(arm)) % FORM_MARKS.length]!;
    byName.set(
      name,
      formOf === undefined
        ? { colour, fill: colour, mark: MARKS[plain++ % MARKS.length]!, dash: ROUNDS[round]! }
        : { colour, fill: theme.background, ...form },
    );
  }
  return (arm) => {
    const dash = arm.endsWith('-twin') ? [5, 4] : [];
    const control = { colour: theme.control, fill: theme.control, mark: MARKS[0]!, dash };
    return byName.get(arm.split(',', 1)[0]!) ?? control;
  };
}

/** "-finalized" of map-by-id-finalized: what its name adds to that of its strategy. */
function wayOf({ name, formOf = '' }: PlannedArm): string {
  return name.replace(formOf, '');
}
