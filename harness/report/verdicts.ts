/** The verdicts as tables: strategies down, conditions across. The page and the terminal lay the same tables out. */

import { views } from '../experiments/index.ts';
import type { Settled, VerdictView } from '../experiments/view.ts';
import type { ExperimentName, Row, Run, Verdict } from '../records/schema.ts';
import { verdictSentence } from '../words/verdict.ts';
import { families, originOf } from './arms.ts';
import { counted, figureText, shownUnit, shownValue } from './figure.ts';
import { settled } from './settled.ts';

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
  /** Behind each of its rows, those of controls among them. */
  readonly processes: readonly number[];
  readonly columns: readonly string[];
  readonly lines: readonly {
    readonly arm: string;
    readonly origin: string | null;
    readonly cells: readonly (VerdictCell | null)[];
  }[];
}

/** One table for each kind of comparison that the run has judged; none without rows, or in a record from before there were verdicts. */
export function verdictTables(run: Run): VerdictTable[] {
  const agreed = settled(run);
  return views()
    .flatMap(([experiment, { verdicts }]) => (verdicts === undefined ? [] : [{ experiment, ...verdicts }]))
    .sort((a, b) => Number(a.atEnd ?? false) - Number(b.atEnd ?? false))
    .map((each) => table(run, each, agreed))
    .filter(({ lines }) => lines.length > 0);
}

interface JudgedView extends VerdictView {
  readonly experiment: ExperimentName;
}

function table(run: Run, view: JudgedView, agreed: Settled): VerdictTable {
  const { experiment, title, of, belongs = () => true, ofControls = false } = view;
  const rows = run.rows.filter(
    (row) => row.experiment === experiment && row.verdict !== undefined && belongs(row, agreed),
  );
  const headings = new Map(rows.map((row) => [row, view.heading(row, agreed)]));
  const columns = [...new Set(headings.values())];
  const [first] = rows;
  const known = ofControls ? run.plan.arms : families(run);
  const arms = known.map(({ name }) => name).filter((arm) => rows.some(({ strategy }) => strategy === arm));
  return {
    title,
    threshold:
      first === undefined
        ? ''
        : `Differences up to ${difference(first, first.verdict!.threshold)} ${of} count as none.`,
    processes: rows.map(({ processes }) => processes),
    columns,
    lines: arms.map((arm) => ({
      arm,
      origin: originOf(run, arm),
      cells: columns.map((column) => {
        const row = rows.find((each) => each.strategy === arm && headings.get(each) === column);
        return row === undefined ? null : cellOf(row, row.verdict!);
      }),
    })),
  };
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
  return {
    is,
    figure,
    because: `${counted(row.processes, 'process')}${seen}${more}`,
    says: verdictSentence(row, verdict),
  };
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
