/**
 * The life of a code object, as tables: what its extra takes in bytes, what becomes of it after a death, what birth and death
 * cost, and what the collector, other weak references and a second layout make of it. Plain figures from the rows; a table, a
 * column or a line of which nothing was measured is left out.
 */

import type { MetricName } from '../records/metrics.ts';
import type { Row, Run } from '../records/schema.ts';
import { families } from './arms.ts';
import { bytesOfOne, lastRound } from './comparison.ts';
import { counted, figureText, rangeText, setShare, whole } from './figure.ts';
import { ALL_DIED, isMeasured, rowLike, rowsLike, settings, type Wanted } from './rows.ts';
import { type Asked, column, NONE, type Table, tableOf } from './table.ts';

export function lifeTables(run: Run): Table[] {
  return [bytes, death, birth, collector, crowds, turns, layouts]
    .map((table) => table(run))
    .filter((table) => table !== null);
}

/** One column of each kind, for a reader who has 80 characters. Null where it would say no more than the comparison does. */
export function lifeInShort(run: Run): Table | null {
  const [grown] = settings(rowsLike(run, BREAK_EVEN), 'population');
  const most = settings(rowsLike(run, FULL_COLLECTION), 'population').at(-1);
  const asked: readonly (Asked & { readonly says: string; readonly compared?: true })[] = [
    {
      ...column('bytes', 'at 100 %', { ...bytesOfOne(run), attachFraction: 1 }),
      says: 'bytes: per code object, extras on all',
      compared: true,
    },
    {
      ...column('even', 'at %', { ...BREAK_EVEN, population: grown }),
      says: 'even: with extras on more than that it takes more bytes than the field',
    },
    {
      ...column('left', '%', { ...LEFT, ...ALL_DIED, rounds: lastRound(run) }),
      says: 'left: of the extras, when all code objects have died',
      compared: true,
    },
    {
      ...column('churn', '%', { ...LEFT, ...CHURN }),
      says: 'churn: left of the extras of the dead, where a share dies and is replaced again and again',
    },
    {
      group: 'wrong',
      heading: '%',
      rowOf: (run, { strategy }) => worstAnswers(run, strategy!),
      says: 'wrong: newborns answered with the extra of a dead object, at the worst',
    },
    { ...column('attach', 'ns', { ...LIFE, part: 'attach' }), says: 'attach, die: what each adds' },
    { ...column('die', 'ns', { ...LIFE, part: 'die' }), says: 'attach, die: what each adds' },
    {
      ...column('full', 'ms', { ...FULL_COLLECTION, population: most }),
      says: `full: added to a full collection with ${counted(most ?? 0, 'live extra')}`,
    },
    {
      ...column('beside', 'ns', { ...LOOK_UP, hitRatio: 1, others: OTHERS_IN_SHORT }),
      says: `beside: added to a hit, with ${OTHERS_IN_SHORT} other weak references on each object`,
    },
  ];
  const table = tableOf(run, { title: 'The life of a code object', aid: '', columns: asked });
  const shown = asked.filter(({ group }) => table?.columns.some((each) => each.group === group));
  if (table === null || shown.every(({ compared }) => compared === true)) return null;
  return {
    ...table,
    aid: `${[...new Set(shown.map(({ says }) => says))].join('. ')}.`,
    lines: table.lines.filter(({ arm }) => arm.name !== NONE),
  };
}

/** Newborns answered with the extra of a dead object: the larger share of those under forced and ordinary collections. */
export function worstAnswers(run: Run, strategy: string): Row | undefined {
  const measured = rowsLike(run, { ...WRONG, death: 'churn', strategy }).filter(isMeasured);
  return measured.sort((a, b) => b.estimate - a.estimate)[0];
}

const OTHERS_IN_SHORT = 16;

const BREAK_EVEN = { experiment: 'memory', metric: 'break-even' } as const;
const LEFT = { experiment: 'cleanup', metric: 'left-fraction' } as const;
const WRONG = { experiment: 'cleanup', metric: 'wrong-answers', part: 'newborns' } as const;
const CHURN = { death: 'churn', collections: undefined } as const;
const ADDED = { metric: 'added-ns', reference: NONE } as const;
const LIFE = { experiment: 'life', ...ADDED } as const;
const LOOK_UP = { experiment: 'look-up', ...ADDED } as const;
const FULL_COLLECTION = {
  experiment: 'collector',
  metric: 'added-ms',
  reference: NONE,
  part: 'full collection',
} as const;

/** The attach fraction at which bytes are told for each extra too: few code objects are ever called. */
const FEW = 0.05;

function bytes(run: Run): Table | null {
  const one = bytesOfOne(run);
  return tableOf(run, {
    title: 'Bytes',
    aid: bytesAid(run, one),
    columns: [
      ...[0, FEW, 1].map((attachFraction) =>
        column('Per code object, bytes, extras on', setShare(attachFraction), { ...one, attachFraction }),
      ),
      column('Per extra, bytes', `extras on ${setShare(FEW)}`, { ...one, attachFraction: FEW }, 1 / FEW),
      ...settings(rowsLike(run, BREAK_EVEN), 'population').map((population) =>
        column('Break-even with the field, %', `among ${whole(population)}`, { ...BREAK_EVEN, population }),
      ),
    ],
  });
}

/** What a code object is without extras, and what a field that nobody uses is of that. */
function bytesAid(run: Run, one: Wanted): string {
  const { population } = one;
  const bare = rowLike(run, { ...one, metric: 'bytes-in-all', attachFraction: 0, strategy: NONE });
  const field = rowLike(run, { ...one, attachFraction: 0, strategy: 'inline' });
  const evens =
    'Break-even is the share of code objects with an extra from which on a strategy takes more bytes than the field';
  if (!isMeasured(bare)) return `${evens}.`;
  const { estimate, unit } = figureText(bare)!;
  const takes = `A bare code object takes ${estimate} ${unit}, among ${whole(population ?? 0)}`;
  if (!isMeasured(field)) return `${takes}. ${evens}.`;
  const share = rangeText([{ ...field, unit: 'fraction', estimate: field.estimate / bare.estimate }]);
  return `${takes}; an empty field (\`inline\`) is ${share} more. ${evens}.`;
}

function death(run: Run): Table | null {
  const cleanup = { experiment: 'cleanup' } as const;
  const rounds = lastRound(run);
  const ordinary = { death: undefined, collections: 'ordinary' } as const;
  const after = rounds === undefined ? '' : `, after ${counted(rounds, 'collection')}`;
  return tableOf(run, {
    title: 'Death',
    aid:
      `Extras left are a share of the extras of the dead${after} (under churn, where a share of a steady population dies and is ` +
      'replaced again and again, in the end); a newborn is answered wrongly if it gets the extra of a dead object.',
    columns: [
      column('Extras left, %', 'all died', { ...LEFT, ...ALL_DIED, rounds }),
      column('Extras left, %', 'half died', { ...LEFT, death: 'half', collections: undefined, rounds }),
      column('Extras left, %', 'churn', { ...LEFT, ...CHURN }),
      column('Gone, forced', 'collections', { ...cleanup, metric: 'rounds-until-gone', ...ALL_DIED }),
      column('Gone, as a program allocates', 'MB', { ...cleanup, metric: 'mb-until-gone', ...ordinary }),
      column('Gone, as a program allocates', 'collections', {
        ...cleanup,
        metric: 'collections-until-gone',
        ...ordinary,
      }),
      column('Gone, as a program allocates', 'ms', { ...cleanup, metric: 'ms-until-gone', ...ordinary }),
      column('Bytes', 'left per dead', { ...cleanup, metric: 'bytes-left', ...ALL_DIED }),
      column('Bytes', 'held per living, churn', { ...cleanup, metric: 'bytes-held', ...CHURN }),
      column('Newborns answered wrongly, %', 'forced', { ...WRONG, ...CHURN }),
      column('Newborns answered wrongly, %', 'as a program allocates', {
        ...WRONG,
        death: 'churn',
        collections: 'ordinary',
      }),
    ],
  });
}

const NS_TO_MICROSECONDS = 1e-3;

function birth(run: Run): Table | null {
  const single = { experiment: 'life' } as const;
  const added = ['attach', 'replace', 'detach', 'die'].map((part) =>
    column('Added to each, ns', part, { ...LIFE, part }),
  );
  const timed = ['attach, growing', 'attach, churning', 'detach, churning'].flatMap((part) => [
    column(`One ${part}`, 'p99, ns', { ...single, metric: 'p99', part }),
    column(`One ${part}`, 'longest, µs', { ...single, metric: 'max', part }, NS_TO_MICROSECONDS),
  ]);
  return tableOf(run, {
    title: 'Birth and death',
    aid:
      'Added is what it takes more than the same without a storage; single operations were timed one by one, with whatever growth ' +
      'or collection fell into them.',
    columns: [...added, ...timed],
  });
}

function collector(run: Run): Table | null {
  const populations = settings(rowsLike(run, { experiment: 'collector' }), 'population');
  const parts = [
    ['full collection', 'added-ms', 'Full collection, added ms'],
    ['scavenge', 'added-ms', 'Scavenge, added ms'],
    ['call with collections', 'added-ns', 'Call with collections, added ns'],
  ] as const;
  return tableOf(run, {
    title: 'The collector',
    aid: 'What so many live extras add to a pause of the collector, and to a call while a program allocates.',
    columns: parts.flatMap(([part, metric, group]) =>
      populations.map((population) =>
        column(group, whole(population), {
          experiment: 'collector',
          metric,
          reference: NONE,
          part,
          population,
        }),
      ),
    ),
  });
}

/** Beside other weak references on each code object: all at so many look-ups in a turn, if that was set. */
function crowds(run: Run): Table | null {
  const [crowded] = rowsLike(run, LOOK_UP).filter(({ others = 0 }) => others > 0);
  if (crowded === undefined) return null;
  const { population, perTurn } = crowded;
  const wanted = { ...LOOK_UP, population, perTurn };
  const among = `among ${counted(population ?? 0, 'code object')}`;
  const inTurn = perTurn === undefined ? '' : `, ${whole(perTurn)} look-ups in a turn of the event loop`;
  return tableOf(run, {
    title: 'Beside other weak references',
    aid: `What a look-up adds where others keep weak references on each code object too, ${among}${inTurn}.`,
    columns: HITS_AND_MISSES.flatMap(([hitRatio, what]) =>
      settings(rowsLike(run, wanted), 'others').map((others) =>
        column(`Added to a ${what}, ns, beside`, counted(others, 'other'), { ...wanted, hitRatio, others }),
      ),
    ),
  });
}

const HITS_AND_MISSES = [
  [1, 'hit'],
  [0, 'miss'],
] as const;

/** A weak reference that is asked for stays alive to the end of the turn: the more look-ups in it, the more are alive. */
function turns(run: Run): Table | null {
  const alone = rowsLike(run, LOOK_UP).filter(({ others, perTurn }) => perTurn !== undefined && !others);
  const swept = settings(alone, 'perTurn');
  const [first] = alone;
  if (first === undefined || swept.length < 2) return null;
  const { population, others } = first;
  return tableOf(run, {
    title: 'Look-ups in a turn',
    aid: `What a look-up adds when so many are made in one turn of the event loop, among ${counted(population ?? 0, 'code object')}.`,
    columns: HITS_AND_MISSES.flatMap(([hitRatio, what]) =>
      swept.map((perTurn) =>
        column(`Added to a ${what}, ns, in a turn`, whole(perTurn), {
          ...LOOK_UP,
          population,
          others,
          hitRatio,
          perTurn,
        }),
      ),
    ),
  });
}

/** A line for each program and warm-up of a strategy with two layouts. */
function layouts(run: Run): Table | null {
  const experiment = 'layouts';
  const shares = rowsLike(run, { experiment, metric: 'hit-share' });
  const lines = families(run).flatMap((arm) => {
    const mine = shares.filter(({ strategy }) => strategy === arm.name);
    const places = new Map(
      mine.map(({ workload, part = '' }) => {
        const warmedOn = part.replace(/, [^,]*$/, '');
        return [`${workload}, ${warmedOn}`, { strategy: arm.name, workload, part: warmedOn }];
      }),
    );
    return [...places].map(([where, wanted]) => ({ arm, where, wanted }));
  });
  const whens = ['at first', 'settled'];
  const columns = (group: string, metric: MetricName) =>
    whens.map((when): Asked => {
      const rowOf = (_: Run, line: Wanted) =>
        rowLike(run, { experiment, metric, reference: 'inline', ...line, part: `${line.part}, ${when}` });
      return { group, heading: when, rowOf };
    });
  return tableOf(run, {
    title: 'Two layouts',
    aid: 'A second layout of code objects comes up after the warm-up: in how many processes that slowed calls, and by how much to `inline`, which has one.',
    columns: [...columns('Processes slowed, %', 'hit-share'), ...columns('Time added, %', 'ratio')],
    lines,
  });
}
