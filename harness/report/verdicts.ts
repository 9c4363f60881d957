/** The verdicts as tables: strategies down, conditions across. The page and the terminal lay the same tables out. */

import type { Row, Run, Verdict } from '../records/schema.ts';
import { families, originOf, replaysOf } from './arms.ts';
import { memoryPopulation } from './comparison.ts';
import { counted, figureText, setShare, shownUnit, shownValue } from './figure.ts';

export interface VerdictCell {
  readonly is: Verdict['is'];
  /** "+7.1 [5.2, 9.0] %": the difference to no look-up. */
  readonly figure: string;
  /** What the figure rests on: "17 processes", and where undecided what would have been seen and what is missing. */
  readonly because: string;
  /** The record's sentence. */
  readonly says: string;
}

export interface VerdictTable {
  readonly title: string;
  /** "Differences up to 2 % of a call count as none." */
  readonly threshold: string;
  readonly columns: readonly string[];
  readonly lines: readonly {
    readonly arm: string;
    readonly origin: string | null;
    readonly cells: readonly (VerdictCell | null)[];
  }[];
}

/** One table for each kind of comparison that the run has judged; none without rows, or in a record from before there were verdicts. */
export function verdictTables(run: Run): VerdictTable[] {
  const population = memoryPopulation(run);
  return [
    table(run, 'call-cost', 'Time of a call, on programs', 'of a call', ({ workload }) => workload),
    table(run, 'builds', 'Time of a call, in special builds', 'of a call', ({ workload }) => workload),
    table(
      run,
      'tools',
      'Time of a call with a tool, against the inline field',
      'of a call',
      ({ part, workload }) => `${part ?? 'a tool'}, ${workload}`,
    ),
    table(run, 'replay', 'Time of a replayed call', 'a call', (row) => replayHeading(run, row)),
    table(
      run,
      'look-up',
      'Time of a look-up alone',
      'a look-up',
      ({ population, hitRatio }) =>
        `${counted(population ?? 0, 'object')}, ${hitRatio === 1 ? 'hit' : 'miss'}`,
      ({ others, perTurn }) => others === undefined && perTurn === undefined,
    ),
    table(run, 'several-tools', 'Time of the look-ups of several tools', 'a call', ({ tools }) =>
      counted(tools ?? 0, 'tool'),
    ),
    table(run, 'life', 'Time of attaching, detaching and dying', 'each', ({ part }) => part ?? ''),
    table(
      run,
      'memory',
      'Bytes on each code object',
      'a code object',
      ({ attachFraction }) => `extras on ${setShare(attachFraction ?? 0)}`,
      (row) => row.workload === 'population' && row.population === population,
    ),
    table(
      run,
      'collector',
      'Time of a full collection',
      'of a collection',
      ({ population }) => counted(population ?? 0, 'live extra'),
      ({ part }) => part === 'full collection',
    ),
  ].filter(({ lines }) => lines.length > 0);
}

function replayHeading(run: Run, { workload, rule }: Row): string {
  return replaysOf(run).find((each) => each.workload === workload && each.rule === rule)?.heading ?? workload;
}

function table(
  run: Run,
  experiment: Row['experiment'],
  title: string,
  of: string,
  heading: (row: Row) => string,
  belongs: (row: Row) => boolean = () => true,
): VerdictTable {
  const rows = run.rows.filter(
    (row) => row.experiment === experiment && row.verdict !== undefined && belongs(row),
  );
  const columns = [...new Set(rows.map(heading))];
  const [first] = rows;
  const arms = armsOf(run, experiment).filter((arm) => rows.some(({ strategy }) => strategy === arm));
  return {
    title,
    threshold:
      first === undefined
        ? ''
        : `Differences up to ${difference(first, first.verdict!.threshold)} ${of} count as none.`,
    columns,
    lines: arms.map((arm) => ({
      arm,
      origin: originOf(run, arm),
      cells: columns.map((column) => {
        const row = rows.find((each) => each.strategy === arm && heading(each) === column);
        return row === undefined ? null : cellOf(row, row.verdict!);
      }),
    })),
  };
}

/** Special builds are no strategies, and stand where they are compared with one another. */
function armsOf(run: Run, experiment: Row['experiment']): string[] {
  return (experiment === 'builds' ? run.plan.arms : families(run)).map(({ name }) => name);
}

function cellOf(row: Row, verdict: Verdict): VerdictCell {
  const text = figureText(row);
  const sign = text !== null && /^[1-9]|^0\.0*[1-9]/.test(text.estimate) ? '+' : '';
  const figure =
    text === null
      ? '–'
      : `${sign}${text.estimate}${text.interval === null ? '' : ` ${text.interval}`} ${text.unit}`;
  const { is, wouldHaveSeen, moreProcesses } = verdict;
  const seen =
    is === 'not decided' && wouldHaveSeen !== null ? `, would see ${difference(row, wouldHaveSeen)}` : '';
  const more = is === 'not decided' && moreProcesses ? `, ${moreProcesses} more to decide` : '';
  return { is, figure, because: `${counted(row.processes, 'process')}${seen}${more}`, says: verdict.says };
}

/** A difference in the unit that readers see: a share of a call in percent. */
function difference({ unit }: Row, value: number): string {
  const shown = unit === 'ratio' ? shownValue('ratio', 1 + value) : shownValue(unit, value);
  return `${Number(shown.toPrecision(2))} ${shownUnit(unit)}`;
}

/** "7 slower, 12 equivalent, 2 not decided", over all strategies of a table. */
export function verdictCounts({ lines }: VerdictTable): string {
  const cells = lines.flatMap((line) => line.cells.filter((cell) => cell !== null));
  const words = [...new Set(cells.map(({ is }) => is))];
  return words.map((word) => `${cells.filter(({ is }) => is === word).length} ${word}`).join(', ');
}
