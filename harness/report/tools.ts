/**
 * Tools that keep data about code objects, as tables: a JIT, coverage and a debugger with each storage, several tools at once, and
 * counts that go to another code object by design.
 */

import type { Row, Run } from '../records/schema.ts';
import { families, isLossy, replaysOf } from './arms.ts';
import { whole } from './figure.ts';
import { isMeasured, rowsLike, settings, type Wanted } from './rows.ts';
import { type Asked, type AskedLine, column, NONE, type Table, tableOf } from './table.ts';

export function toolTables(run: Run): Table[] {
  return [...toolNames(run).map((name) => oneTool(run, name)), severalTools(run), lossyCounts(run)].filter(
    (table) => table !== null,
  );
}

export const JIT = 'JIT';

/** Work without a tool. */
const NO_TOOL = 'no-hook';
const FIELD = 'inline';

/** As the run has them, the JIT first. */
export function toolNames(run: Run): string[] {
  const found = new Set(rowsLike(run, { experiment: 'tools' }).map(({ part = '' }) => part));
  return [...found].sort((a, b) => Number(b === JIT) - Number(a === JIT));
}

export function programsWith(run: Run, part: string): string[] {
  const rows = rowsLike(run, { experiment: 'tools', part });
  return [...new Set(rows.map(({ workload }) => workload))];
}

/** A group of columns, one for each program that the tool was measured on. */
function perProgram(run: Run, part: string, group: string, wanted: Wanted, shown?: Asked['shown']): Asked[] {
  return programsWith(run, part).map((workload) => ({
    ...column(group, workload, { experiment: 'tools', part, workload, ...wanted }),
    ...(shown === undefined ? {} : { shown }),
  }));
}

export const SPEED = { metric: 'ratio', reference: NO_TOOL } as const;
export const EATEN = { metric: 'gain-eaten', reference: FIELD } as const;

function oneTool(run: Run, part: string): Table | null {
  const isJit = part === JIT;
  return tableOf(run, {
    title: `${named(part)} with each storage`,
    aid: isJit
      ? jitAid(run)
      : `What the tool adds to the time of the whole program: to the program without a tool (\`${NO_TOOL}\`), and to the tool with its data in the field (\`${FIELD}\`).`,
    columns: [
      ...perProgram(run, part, 'A call, ns', { metric: 'ns' }).filter(({ heading }) =>
        makesCalls(run, heading),
      ),
      ...(isJit
        ? [
            ...perProgram(run, part, 'Times as fast as without a JIT', SPEED, timesAsFast),
            ...perProgram(run, part, 'Of the gain taken back, %', EATEN),
          ]
        : perProgram(run, part, 'Added to no tool, %', SPEED)),
      ...perProgram(run, part, 'Added to the field, %', { metric: 'ratio', reference: FIELD }),
    ],
    lines: withControls(run),
  });
}

/** Where almost nothing is called, a time of a call tells nothing. */
function makesCalls({ plan }: Run, program: string): boolean {
  return !plan.programs.some(({ name, control }) => name === program && control === true);
}

function jitAid(run: Run): string {
  const speed =
    'The JIT looks its extra up on each call, compiled or not. Beside the time of a call stands how many times as fast the whole ' +
    `program is as without a tool (\`${NO_TOOL}\`)`;
  const added = `what the storage adds to the time with the data in the field (\`${FIELD}\`)`;
  if (!saves(run)) return `${speed}, and ${added}.`;
  return (
    `${speed}; of the time that a JIT with its data in the field saves, the share that this storage takes back, where it saved any in ` +
    `every process; and ${added}. With more than 100 % taken back, the program is slower than without a JIT.`
  );
}

/** Strategies with their forms, and below them the program without a tool and the twin of the field. */
function withControls(run: Run): AskedLine[] {
  const controls = [NO_TOOL, `${FIELD}-twin`].map((name) => ({ name, formOf: null }));
  return [...families(run), ...controls].map((arm) => ({ arm, where: null, wanted: { strategy: arm.name } }));
}

/** A ratio of times as one of speeds: its ends change places. */
export function timesAsFast(row: Row): Row {
  if (!isMeasured(row)) return row;
  const { estimate, low, high } = row;
  const inverse = (value: number | null) => (value === null ? null : 1 / value);
  // Shown as a plain number, not as what is added.
  return { ...row, unit: 'ns', estimate: 1 / estimate, low: inverse(high), high: inverse(low) };
}

/** "A JIT", "A debugger"; coverage is not counted. */
function named(part: string): string {
  return part === 'coverage' ? 'Coverage' : `A ${part}`;
}

/** A line of the terminal for each storage under a JIT. */
export function jitInShort(run: Run): Table | null {
  const columns = programsWith(run, JIT).flatMap((workload) => {
    const at = { experiment: 'tools', part: JIT, workload } as const;
    return [
      { ...column(workload, 'times', { ...at, ...SPEED }), shown: timesAsFast },
      column(workload, 'back, %', { ...at, ...EATEN }),
    ];
  });
  const back = saves(run)
    ? ' back: of what the JIT saves with the field, the share that the storage takes back.'
    : '';
  return tableOf(run, {
    title: JIT,
    aid: `times: how many times as fast as without a JIT.${back}`,
    columns,
  });
}

/** Does it save time in each process of some program? */
function saves(run: Run): boolean {
  return rowsLike(run, { experiment: 'tools', part: JIT, ...EATEN }).length > 0;
}

const SEVERAL = { experiment: 'several-tools', metric: 'ns' } as const;

export function severalTools(run: Run): Table | null {
  return tableOf(run, {
    title: 'Several tools at once',
    aid: severalAid(run),
    columns: [
      ...perNumber(run, 'All look-ups of a call, ns, with so many tools', SEVERAL),
      ...perNumber(run, 'Added to none, ns, with so many tools', {
        ...SEVERAL,
        metric: 'added-ns',
        reference: NONE,
      }),
    ],
  });
}

export function severalToolsInShort(run: Run): Table | null {
  return tableOf(run, {
    title: 'several tools',
    aid: 'All look-ups of a call, ns, with so many tools, each with an extra of its own.',
    columns: perNumber(run, 'tools, ns', SEVERAL),
  });
}

function perNumber(run: Run, group: string, wanted: Wanted): Asked[] {
  return settings(rowsLike(run, SEVERAL), 'tools').map((tools) =>
    column(group, String(tools), { ...wanted, tools }),
  );
}

function severalAid(run: Run): string {
  const [population] = settings(rowsLike(run, SEVERAL), 'population');
  const among = population === undefined ? '' : `, among ${whole(population)} code objects`;
  return (
    `Each of so many tools looks up an extra of its own on each call${among}. All tools share the code of one storage, and so one place ` +
    'in it where a property is read: `symbol-property` and `private-field` read another key there for each tool, which an engine ' +
    'that caches by place pays for. A storage with room for one tool has figures for one.'
  );
}

/** A line for each replayed trace: what share of the calls a table that loses was wrong about. */
function lossyCounts(run: Run): Table | null {
  const wrong = { experiment: 'replay', metric: 'wrong-answers' } as const;
  const arms = run.plan.arms.map(({ name }) => name).filter((name) => isLossy(run, name));
  const replays = replaysOf(run);
  return tableOf(run, {
    title: 'Lossy counts',
    aid: 'The share of calls that were counted for another code object, in each replayed trace: a lossy table keeps no note whose extra it holds.',
    of: 'trace',
    columns: arms.map((strategy) => column('Counted wrongly, %', strategy, { ...wrong, strategy })),
    lines: replays.map(({ workload, rule, heading }) => {
      const called = run.plan.traces?.find(({ name }) => name === workload)?.called;
      return {
        arm: { name: heading, formOf: null },
        where: called === undefined ? null : `${whole(called)} code objects called`,
        wanted: { workload, rule },
      };
    }),
  });
}
