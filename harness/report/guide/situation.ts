/**
 * What the reader tells the guide, and how it is read: from the form or from an address, where anything may stand. What lies outside
 * the limits is brought inside and said so; what is no number is taken as it was.
 */

import { whole } from '../figure.ts';

export interface Situation {
  /** Live code objects. */
  readonly population: number;
  /** Share of them with an extra of each tool, 0 to 1. */
  readonly attachFraction: number;
  readonly callsPerSecond: number;
  readonly tools: number;
  /** Do code objects die while the tool runs? */
  readonly die: boolean;
  /** May code objects get a field or a property more? */
  readonly mayChange: boolean;
  readonly priority: 'time' | 'memory';
}

export type Question = keyof Situation;
export type NumberQuestion = 'population' | 'attachFraction' | 'callsPerSecond' | 'tools';
export type ChoiceQuestion = Exclude<Question, NumberQuestion>;

/** Answers as they are written in the form and in an address. */
export type Written = { readonly [Key in Question]: string };

interface Limits {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

/** As written: the attach fraction in percent. */
export const LIMITS: Readonly<Record<NumberQuestion, Limits>> = {
  population: { low: 1, high: 100_000_000, whole: true },
  attachFraction: { low: 0, high: 100, whole: false },
  callsPerSecond: { low: 0, high: 1_000_000_000, whole: false },
  tools: { low: 1, high: 1000, whole: true },
};

export const CHOICES: Readonly<Record<ChoiceQuestion, readonly string[]>> = {
  die: ['yes', 'no'],
  mayChange: ['yes', 'no'],
  priority: ['time', 'memory'],
};

const NUMBERS = Object.keys(LIMITS) as NumberQuestion[];
const OTHERS = Object.keys(CHOICES) as ChoiceQuestion[];
export const QUESTIONS: readonly Question[] = [...NUMBERS, ...OTHERS];

export interface Preset {
  readonly title: string;
  readonly situation: Situation;
}

/** Real programs have 1 600 to 12 000 code objects (docs/traces.md). */
const PROGRAM = 5000;

export const PRESETS: readonly Preset[] = [
  {
    title: 'A JIT: every code object, 10 M calls a second, nothing dies',
    situation: situation(100, 10_000_000, { die: false, mayChange: true }),
  },
  {
    title: 'A debugger: a few breakpoints, may not change the object',
    situation: situation(0.1, 1_000_000, { die: true, mayChange: false }),
  },
  {
    title: 'Coverage in a notebook: code objects die',
    situation: situation(100, 1_000_000, { die: true, mayChange: true }),
  },
  {
    title: 'A library: memory first, may not change the object',
    situation: { ...situation(5, 100_000, { die: true, mayChange: false }), priority: 'memory' },
  },
];

function situation(
  percent: number,
  callsPerSecond: number,
  given: Pick<Situation, 'die' | 'mayChange'>,
): Situation {
  const common = { population: PROGRAM, tools: 1, priority: 'time' } as const;
  return { ...common, attachFraction: percent / 100, callsPerSecond, ...given };
}

export const DEFAULT_SITUATION: Situation = PRESETS[0]!.situation;

export function written(given: Situation): Written {
  const yesNo = (is: boolean) => (is ? 'yes' : 'no');
  return {
    population: String(given.population),
    attachFraction: String(Number((given.attachFraction * 100).toPrecision(12))),
    callsPerSecond: String(given.callsPerSecond),
    tools: String(given.tools),
    die: yesNo(given.die),
    mayChange: yesNo(given.mayChange),
    priority: given.priority,
  };
}

/** What an answer was taken as, where that is not what was written. */
export type Corrections = { readonly [Key in Question]?: string };

export interface Understood {
  readonly situation: Situation;
  readonly corrections: Corrections;
}

/** Whatever was written, a situation; what is missing is as in `usual`. */
export function understood(answers: Partial<Written>, usual: Situation = DEFAULT_SITUATION): Understood {
  const corrections: { [Key in Question]?: string } = {};
  const usually = written(usual);
  const number = (question: NumberQuestion): number => {
    const { value, says } = numberOf(answers[question] ?? usually[question], question, usually[question]);
    if (says !== null) corrections[question] = says;
    return value;
  };
  const choice = (question: ChoiceQuestion): string => {
    const given = answers[question] ?? usually[question];
    return CHOICES[question].includes(given) ? given : usually[question];
  };
  return {
    situation: {
      population: number('population'),
      attachFraction: number('attachFraction') / 100,
      callsPerSecond: number('callsPerSecond'),
      tools: number('tools'),
      die: choice('die') === 'yes',
      mayChange: choice('mayChange') === 'yes',
      priority: choice('priority') === 'memory' ? 'memory' : 'time',
    },
    corrections,
  };
}

function numberOf(
  text: string,
  question: NumberQuestion,
  usual: string,
): { value: number; says: string | null } {
  const { low, high, whole: mustBeWhole } = LIMITS[question];
  const unit = question === 'attachFraction' ? ' %' : '';
  const given = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(given)) {
    return { value: Number(usual), says: `Not a number: taken as ${shown(Number(usual))}${unit}.` };
  }
  if (given < low) return { value: low, says: `The least is ${shown(low)}${unit}: taken as that.` };
  if (given > high) return { value: high, says: `The most is ${shown(high)}${unit}: taken as that.` };
  const value = mustBeWhole ? Math.round(given) : given;
  return { value, says: value === given ? null : `Taken as ${shown(value)}.` };
}

function shown(value: number): string {
  return Number.isInteger(value) ? whole(value) : String(value);
}

/** Begins with the id of the section, so that a reader sees where it leads. */
const MARK = '#guide?';

export function toHash(given: Situation): string {
  const answers = written(given);
  return MARK + QUESTIONS.map((question) => `${question}=${answers[question]}`).join('&');
}

/** Null where the address says nothing to the guide. Never throws. */
export function fromHash(hash: string): Understood | null {
  if (!hash.startsWith(MARK)) return null;
  const found = new URLSearchParams(hash.slice(MARK.length));
  const answers: { [Key in Question]?: string } = {};
  for (const question of QUESTIONS) {
    const value = found.get(question);
    if (value !== null) answers[question] = value;
  }
  return understood(answers);
}
