/**
 * One chart for each kind of experiment: strategies down, and of each strategy a line for every run, in the colour that the
 * strategy has everywhere; the run is told by the letter at the line and by its mark.
 */

import type { Asking } from '../../experiments/view.ts';
import type { MetricName } from '../../records/metrics.ts';
import type { Run } from '../../records/schema.ts';
import { type Column, columns, columnsHeight, type Entry } from '../charts/columns.ts';
import { measuredAxis } from '../charts/frame.ts';
import type { Configuration, Look, Question } from '../charts/question.ts';
import type { Mark } from '../charts/theme.ts';
import { rangeText, shownValue } from '../figure.ts';
import { isMeasured } from '../rows.ts';
import type { BesideLine, Part } from './comparison.ts';
import type { Labelled } from './runs.ts';

/** A question as that of one run, which is drawn and told from what all runs have found, whatever run it is asked of. */
export function besideQuestion(runs: readonly Labelled[], part: Part): Question | null {
  const { asking } = part;
  if (asking === undefined) return null;
  const table = tableOf(runs, part, asking);
  if (table.columns.every(({ entries }) => entries.length === 0)) return null;
  const question: Question = {
    name: `beside-${part.experiment}`,
    asks: asking.asks,
    aid: aidOf(table.groups, asking),
    configure: (_, look) => configured(runs, table, question, asking, look),
    height: () => columnsHeight(table.columns),
    gist: () => gistOf(runs, part, asking),
  };
  return question;
}

function aidOf(groups: string, { shows, scale }: Asking): string {
  const scales = scale === 'share' ? '' : ' Each column has a scale of its own.';
  return (
    `${groups}. ${shows} Each strategy has a line for each run, named by its letter and with a mark of its own; the line ` +
    `through a mark is its interval. Compare strategies within a run, and their order between runs.${scales}`
  );
}

/** The lines of a chart in their order, and its columns. */
interface ChartTable {
  /** What its columns have in common. */
  readonly groups: string;
  readonly lines: readonly ChartLine[];
  readonly columns: readonly Column[];
}

interface ChartLine {
  /** Unlike all others, whatever strategies are called. */
  readonly key: string;
  readonly shown: string;
}

function tableOf(runs: readonly Labelled[], part: Part, { metric }: Asking): ChartTable {
  const chosen = indicesOf(part, metric);
  const arms = [...part.strategies, ...part.controls.filter(({ arm }) => arm.endsWith('-twin'))];
  const columns = chosen.map((index): Column => {
    return {
      heading: brokenHeading(part.columns[index]!.title),
      entries: arms.flatMap((line) => entriesOf(runs, line, index)),
    };
  });
  const drawn = new Set(columns.flatMap(({ entries }) => entries.map(({ name }) => name)));
  const lines = arms.flatMap((line) => {
    const own = runs.filter(({ label }) => drawn.has(keyOf(line, label)));
    return own.map(({ label }, index) => ({
      key: keyOf(line, label),
      shown: index === 0 ? `${line.arm}  ${label}` : label,
    }));
  });
  const groups = [...new Set(chosen.map((index) => part.columns[index]!.group))].join('; ');
  return { groups, lines, columns };
}

function indicesOf({ columns }: Part, metric: MetricName): number[] {
  return columns.flatMap((column, index) => (column.wanted.metric === metric ? [index] : []));
}

/** A letter of a run has no space, so no other strategy and run give the same. */
const keyOf = ({ arm }: BesideLine, label: string) => `${label} ${arm}`;
const labelIn = (key: string) => key.split(' ', 1)[0]!;

function entriesOf(runs: readonly Labelled[], line: BesideLine, column: number): Entry[] {
  return runs.flatMap(({ label }, index) => {
    const { row } = line.cells[column]![index]!;
    if (!isMeasured(row)) return [];
    const mark = MARKS[index % MARKS.length]!;
    return [{ name: keyOf(line, label), arm: line.arm, figure: row, mark, rank: `run ${label}` }];
  });
}

const MARKS: readonly Mark[] = [
  { pointStyle: 'circle', rotation: 0, radius: 4.5 },
  { pointStyle: 'rectRot', rotation: 0, radius: 5 },
  { pointStyle: 'triangle', rotation: 0, radius: 5 },
  { pointStyle: 'rect', rotation: 0, radius: 4.5 },
  { pointStyle: 'triangle', rotation: 180, radius: 5 },
];

/** Words in lines: columns are narrow. */
const LINE_LETTERS = 14;

function brokenHeading(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(/[ _]/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= LINE_LETTERS) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function configured(
  runs: readonly Labelled[],
  { groups, lines, columns: drawn }: ChartTable,
  question: Question,
  { scale }: Asking,
  look: Look,
): Configuration {
  const shownBy = new Map(lines.map(({ key, shown }) => [key, shown]));
  const nameShown = (key: string) => shownBy.get(key) ?? key;
  const shares = columns(ofAll(runs), drawn, question, { subtitle: groups, scale: 'share', nameShown }, look);
  const hollow = inOrder(withHollow(shares, runs, drawn, look), lines);
  return scale === 'share' ? hollow : withLinearScales(hollow, drawn, look);
}

/** The marks of every second run are hollow. */
function withHollow(
  configuration: Configuration,
  runs: readonly Labelled[],
  drawn: readonly Column[],
  { theme }: Look,
): Configuration {
  const isHollow = new Map(runs.map(({ label }, index) => [label, index % 2 === 1]));
  const datasets = configuration.data.datasets.map((dataset, index) => {
    const { entries } = drawn[index]!;
    const fills = (dataset.backgroundColor as string[]).map((fill, entry) =>
      isHollow.get(labelIn(entries[entry]!.name)) === true ? theme.background : fill,
    );
    return { ...dataset, backgroundColor: fills };
  });
  return { ...configuration, data: { ...configuration.data, datasets } } as Configuration;
}

/** Room for marks at both ends, as a share of the scale. */
const END_ROOM = 0.08;

/** Each column from its least figure, or from zero, to its largest. */
function withLinearScales(configuration: Configuration, drawn: readonly Column[], look: Look): Configuration {
  const { options = {} } = configuration;
  const scales = { ...options.scales } as Record<string, object>;
  for (const [index, { entries }] of drawn.entries()) {
    const column = `column${index}`;
    const { title: _, ticks, min, max, ...axis } = measuredAxis('', valuesOf(entries), look);
    const room = (max - min) * END_ROOM;
    const font = { size: look.narrow ? 8 : 11 };
    scales[column] = {
      ...scales[column],
      ...axis,
      min: min - room,
      max: max + room,
      ticks: { ...ticks, padding: 2, maxRotation: 0, autoSkip: false, font },
      afterBuildTicks(built: { ticks: { value: number }[] }) {
        built.ticks = roundSteps(min, max, ticksIn(drawn.length, look)).map((value) => ({ value }));
      },
    };
  }
  return { ...configuration, options: { ...options, scales } } as Configuration;
}

/** What there is room for in one of so many columns, of which the least is two. */
function ticksIn(columns: number, { narrow }: Look): number {
  return Math.max(2, Math.round((narrow ? 6 : 18) / columns));
}

/** Zero, and round figures in equal steps to both sides of it, about so many in all. */
function roundSteps(min: number, max: number, wanted: number): number[] {
  const least = (max - min) / wanted;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least)!;
  const first = Math.ceil(min / step);
  const count = Math.floor(max / step) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

function valuesOf(entries: readonly Entry[]): number[] {
  return entries.flatMap(({ figure: { unit, estimate, low, high } }) =>
    [estimate, low ?? estimate, high ?? estimate].map((value) => shownValue(unit, value)),
  );
}

/** A run measures what another does not: the order of the lines is not that in which figures come. */
function inOrder(configuration: Configuration, lines: readonly ChartLine[]): Configuration {
  const { options = {} } = configuration;
  const scales = (options.scales ?? {}) as Record<string, { ticks?: object }>;
  const y = {
    ...scales.y,
    labels: lines.map(({ key }) => key),
    ticks: { ...scales.y?.ticks, callback: (value: number) => lines[value]?.shown ?? '' },
  };
  return { ...configuration, options: { ...options, scales: { ...scales, y } } } as Configuration;
}

/** For paints alone, which are of strategies: the first run with the strategies of all. */
function ofAll(runs: readonly Labelled[]): Run {
  const { run } = runs[0]!;
  const byName = new Map(runs.flatMap((each) => each.run.plan.arms).map((arm) => [arm.name, arm]));
  return { ...run, rows: [], plan: { ...run.plan, arms: [...byName.values()] } };
}

function gistOf(runs: readonly Labelled[], part: Part, { metric }: Asking): string {
  const indices = indicesOf(part, metric);
  const each = part.strategies.flatMap((line) => {
    const said = runs.flatMap(({ label }, run) => {
      const range = rangeText(indices.map((index) => line.cells[index]![run]!.row));
      return range === null ? [] : [`${label} ${range}`];
    });
    return said.length === 0 ? [] : [`${line.arm}: ${said.join(', ')}`];
  });
  return `Smallest to largest figure over the columns, in each run. ${each.join('; ')}.`;
}
