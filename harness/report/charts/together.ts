/**
 * Time, memory and cleanup in one picture: each strategy at what it adds to a call and to a code object, its mark telling what
 * becomes of its extras. No figure is made here that the rows do not hold: a strategy stands at one trace's own figure, with that
 * trace's interval, and a thin line goes from its cheapest to its dearest trace.
 */

import type { MetricName } from '../../records/metrics.ts';
import type { Row, Run } from '../../records/schema.ts';
import { namesOfStrategies, replaysOf } from '../arms.ts';
import { bytesOfOne, largestPopulation, lastRound } from '../comparison.ts';
import { counted, figureLine, rangeText, setShare } from '../figure.ts';
import { worstAnswers } from '../life.ts';
import { noiseFloor, toldFromNoise } from '../noise.ts';
import {
  ALL_DIED,
  hasInterval,
  isMeasured,
  type Measured,
  rowLike,
  rowsLike,
  settings,
  UNCROWDED,
} from '../rows.ts';
import { NONE } from '../table.ts';
import { errorBars, frame, measuredAxis } from './frame.ts';
import { noiseBand } from './noise-band.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { spotNames, spotRanges } from './spot-names.ts';
import { type Mark, paints } from './theme.ts';

const HEIGHT_PX = 560;

export const together: Question = {
  name: 'together',
  asks: 'What does each strategy cost in time, memory and cleanup at once?',
  aid:
    'To the right: more bytes; up: more time; both from zero. The kind of mark tells what becomes of the extra of a dead code ' +
    'object; filled marks give everything back. A mark stands at the middle one of the replayed traces (of an even number, the dearer ' +
    'of the middle two) with that trace’s own interval; the thin upright line goes from the cheapest trace to the dearest. Bytes ' +
    'are those of populations in which about as many code objects have an extra as are called in the traces. Where no trace was ' +
    'replayed, time is that of a look-up that hits, and all code objects have an extra. Grey: the noise floor, ' +
    'of the middle one of those places too; the dashed line is a field that nobody uses.',
  configure,
  height: () => HEIGHT_PX,
  gist(run) {
    const all = spotsOf(run);
    if (all.length === 0) return 'Time and bytes were not both measured in this run.';
    const each = all.map((spot) => `${spot.arm} ${inWords(spot)}`);
    const missing = namesOfStrategies(run).filter((name) => !all.some(({ arm }) => arm === name));
    const without = missing.length === 0 ? '' : ` Not both were measured of ${missing.join(', ')}.`;
    return `Time added to ${placeOf(run)}, bytes per code object (${shareText(run)}), and cleanup: ${each.join('; ')}.${without}`;
  },
};

/** What becomes of the extra of a code object that dies. */
export type End = 'with the code object' | 'later' | 'never' | 'wrong answers' | 'not measured';

const ENDS: Readonly<Record<End, { readonly says: string; readonly mark: Mark; readonly hollow: boolean }>> =
  {
    'with the code object': {
      says: 'dies with the code object',
      mark: { pointStyle: 'circle', rotation: 0, radius: 5 },
      hollow: false,
    },
    later: {
      says: 'cleaned after some collections',
      mark: { pointStyle: 'rectRot', rotation: 0, radius: 6 },
      hollow: false,
    },
    never: {
      says: 'never given back',
      mark: { pointStyle: 'rect', rotation: 0, radius: 5.5 },
      hollow: true,
    },
    'wrong answers': {
      says: 'answers with a dead object’s data',
      mark: { pointStyle: 'triangle', rotation: 0, radius: 6 },
      hollow: true,
    },
    'not measured': {
      says: 'cleanup not measured',
      mark: { pointStyle: 'star', rotation: 0, radius: 5.5 },
      hollow: true,
    },
  };

/** A wrong answer weighs more than a leak. Leaks are looked for after the last collection. */
export function endOf(run: Run, strategy: string): End {
  const wrong = worstAnswers(run, strategy);
  if (isMeasured(wrong) && wrong.estimate > 0) return 'wrong answers';
  const left = leftAfter(run, strategy, 'left-fraction');
  const last = left.get(lastRound(run) ?? -1);
  if (last === undefined) return 'not measured';
  if (last > 0) return 'never';
  const codes = leftAfter(run, strategy, 'code-left-fraction');
  const lags = [...left].some(([rounds, share]) => rounds > 0 && share > (codes.get(rounds) ?? 0));
  return lags ? 'later' : 'with the code object';
}

function leftAfter(run: Run, strategy: string, metric: MetricName): Map<number, number> {
  const rows = rowsLike(run, { experiment: 'cleanup', metric, strategy, ...ALL_DIED }).filter(isMeasured);
  return new Map(rows.map(({ rounds, estimate }) => [rounds ?? 0, estimate]));
}

interface Spot {
  readonly arm: string;
  readonly bytes: Measured;
  /** The middle one of `times`. */
  readonly time: Measured;
  /** Of each place, the cheapest first. */
  readonly times: readonly Measured[];
  readonly end: End;
}

/** The strategies of which both were measured. */
export function spotsOf(run: Run): Spot[] {
  return namesOfStrategies(run).flatMap((arm) => {
    const bytes = bytesRow(run, arm);
    const times = timesOf(run, arm);
    const time = times[Math.floor(times.length / 2)];
    return isMeasured(bytes) && time !== undefined ? [{ arm, bytes, time, times, end: endOf(run, arm) }] : [];
  });
}

function isReplayed(run: Run): boolean {
  return tracesOf(run).some(({ workload, rule }) =>
    rowsLike(run, { experiment: 'replay', workload, rule, ...ADDED }).some(isMeasured),
  );
}

const ADDED = { metric: 'added-ns', reference: NONE } as const;

/** Recorded traces by the first rule. */
function tracesOf(run: Run) {
  return replaysOf(run).filter(({ ofProgram, rule }) => !ofProgram && rule === run.plan.rules?.[0]);
}

function timesOf(run: Run, strategy: string): Measured[] {
  const rows = isReplayed(run)
    ? tracesOf(run).map(({ workload, rule }) =>
        rowLike(run, { experiment: 'replay', workload, rule, strategy, ...ADDED }),
      )
    : [
        rowLike(run, {
          experiment: 'look-up',
          workload: 'population',
          hitRatio: 1,
          population: largestPopulation(run),
          strategy,
          ...ADDED,
          ...UNCROWDED,
        }),
      ];
  return rows.filter(isMeasured).sort((a, b) => a.estimate - b.estimate);
}

/** The attach fraction whose bytes are shown: of those measured the one nearest to the share that is called in the traces. */
export function shareShown(run: Run): number | undefined {
  const called = (run.plan.traces ?? [])
    .filter(({ ofProgram }) => !ofProgram)
    .map(({ called, population }) => called / population)
    .sort((a, b) => a - b);
  const wanted = isReplayed(run) ? (called[Math.floor(called.length / 2)] ?? 1) : 1;
  const measured = settings(rowsLike(run, bytesOfOne(run)), 'attachFraction');
  return measured.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
}

function bytesRow(run: Run, strategy: string): Row | undefined {
  return rowLike(run, { ...bytesOfOne(run), attachFraction: shareShown(run), strategy });
}

function configure(run: Run, look: Look): Configuration | null {
  const spots = spotsOf(run);
  if (spots.length === 0) return null;
  const { theme, narrow } = look;
  const paint = paints(run, theme);
  const twin = timesOf(run, `${NONE}-twin`);
  const control = twin[Math.floor(twin.length / 2)];
  const floor = middleFloor(run);
  const unused = rowsLike(run, { ...bytesOfOne(run), strategy: 'unused-field' }).find(isMeasured);
  const right = [...spots.flatMap(({ bytes }) => reach(bytes)), unused?.estimate ?? 0];
  const ranges = spots.flatMap(({ time, times }) => [
    ...reach(time),
    times[0]!.estimate,
    times.at(-1)!.estimate,
  ]);
  const up = [...ranges, ...(control === undefined ? [] : reach(control)), floor ?? 0, -(floor ?? 0)];
  const x = withRoom(
    measuredAxis(narrow ? `bytes, extras on ${setShare(shareShown(run) ?? 0)}` : bytesAxis(run), right, look),
  );
  const options = frame(together, `added to ${placeOf(run)}, and to each code object`, look);
  const size = narrow ? 9.5 : 11.5;
  return {
    type: 'scatterWithErrorBars',
    data: { datasets: [...spots.map((spot) => spotSet(run, spot, look)), ...controlSet(run, control, look)] },
    options: {
      ...options,
      plugins: {
        ...options.plugins,
        legend: legendOf(spots, look),
        noiseBand: {
          colour: theme.noise,
          bands: floor === null ? [] : [{ panel: 'y', edges: [x.min, x.max].map((at) => edge(at, floor)) }],
        },
        spotRanges: {
          ranges: spots.map(({ arm, bytes, times }) => ({
            x: bytes.estimate,
            from: times[0]!.estimate,
            to: times.at(-1)!.estimate,
            colour: paint(arm).colour,
          })),
          upright:
            unused === undefined
              ? null
              : { x: unused.estimate, name: 'unused field', colour: theme.control, size },
        },
        spotNames: {
          colour: theme.text,
          halo: theme.background,
          size,
          bars: spots.map(({ bytes, time }) => ({
            x: bytes.estimate,
            from: time.low ?? time.estimate,
            to: time.high ?? time.estimate,
          })),
          spots: [
            ...spots.map(({ arm, bytes, time }) => ({
              name: arm,
              x: bytes.estimate,
              y: time.estimate,
              colour: paint(arm).colour,
            })),
            ...(control === undefined
              ? []
              : [{ name: control.strategy, x: 0, y: control.estimate, colour: theme.control }]),
          ],
        },
      },
      scales: { x, y: measuredAxis(narrow ? 'ns added' : `ns added to ${placeOf(run)}`, up, look) },
    },
    plugins: [noiseBand, spotRanges, spotNames],
  } as Configuration;
}

const edge = (x: number, floor: number) => ({ x, from: -floor, to: floor });

/** Marks at zero are not cut in half, and have room for their names. */
function withRoom<Axis extends { readonly min: number; readonly max: number }>(axis: Axis): Axis {
  const breadth = axis.max - axis.min;
  return { ...axis, min: axis.min - breadth * 0.04, max: axis.max + breadth * 0.04 };
}

/** Of the places, by the rule by which a strategy gets its place. */
function middleFloor(run: Run): number | null {
  const floors = timesOf(run, `${NONE}-twin`).flatMap((row) => noiseFloor(run, row) ?? []);
  return floors.sort((a, b) => a - b)[Math.floor(floors.length / 2)] ?? null;
}

function reach(row: Measured): number[] {
  return hasInterval(row) ? [row.low, row.high] : [row.estimate];
}

function spotSet(run: Run, spot: Spot, look: Look) {
  const { arm, bytes, time, end } = spot;
  const { colour } = paints(run, look.theme)(arm);
  const { mark, hollow } = ENDS[end];
  const said = {
    name: arm,
    setting: `${placeOf(run)}; ${shareText(run)}`,
    figure: inWords(spot) + toldText(time),
  };
  return {
    label: arm,
    data: [pointOf(bytes.estimate, time, said, bytes)],
    ...mark,
    borderColor: colour,
    backgroundColor: hollow ? look.theme.background : colour,
    borderWidth: 2,
    clip: false as const,
    ...errorBars(colour),
  };
}

/** Against the floor of its own place, which may be wider than the one that is drawn. */
function toldText(time: Measured): string {
  return toldFromNoise(time) === 'not told apart' ? ' (no difference of its time that counts is shown)' : '';
}

/** It stores nothing, so that it has no bytes to be measured. */
function controlSet(run: Run, control: Measured | undefined, { theme }: Look) {
  if (control === undefined) return [];
  const { strategy } = control;
  const figure = `no bytes: it stores nothing; ${figureLine(control)} in ${control.workload}`;
  return [
    {
      label: strategy,
      data: [pointOf(0, control, { name: strategy, setting: placeOf(run), figure })],
      pointStyle: 'circle',
      radius: 2.5,
      borderColor: theme.control,
      backgroundColor: theme.control,
      clip: false as const,
      ...errorBars(theme.control),
    },
  ];
}

function pointOf(
  x: number,
  time: Measured,
  said: Pick<Point, 'name' | 'setting' | 'figure'>,
  bytes?: Measured,
): Point {
  const across = hasInterval(bytes) ? { xMin: bytes.low, xMax: bytes.high } : {};
  const upwards = hasInterval(time) ? { yMin: time.low, yMax: time.high } : {};
  return { x, y: time.estimate, ...across, ...upwards, ...said };
}

/** Strategies are named at their marks; what the kinds of mark mean stands below. */
function legendOf(spots: readonly Spot[], { theme, narrow }: Look) {
  const kinds = Object.entries(ENDS).filter(([end]) => spots.some((spot) => spot.end === end));
  return {
    display: true,
    position: 'bottom',
    onClick() {},
    labels: {
      usePointStyle: true,
      padding: narrow ? 8 : 14,
      generateLabels: () =>
        kinds.map(([, { says, mark, hollow }]) => ({
          text: says,
          fontColor: theme.text,
          pointStyle: mark.pointStyle,
          strokeStyle: theme.text,
          fillStyle: hollow ? theme.background : theme.text,
          lineWidth: 1.75,
        })),
      boxHeight: 8,
    },
  } as const;
}

function placeOf(run: Run): string {
  return isReplayed(run)
    ? 'a replayed call'
    : `a hit among ${counted(largestPopulation(run) ?? 0, 'code object')}`;
}

function bytesAxis(run: Run): string {
  return `bytes per code object, ${shareText(run)}`;
}

function shareText(run: Run): string {
  const { population } = bytesOfOne(run);
  return `extras on ${setShare(shareShown(run) ?? 0)} of ${counted(population ?? 0, 'code object')}`;
}

function inWords({ bytes, time, times, end }: Spot): string {
  const range =
    times.length > 1 ? ` in ${time.workload} (${rangeText(times)} over ${times.length} traces)` : '';
  return `${figureLine(bytes)}, ${figureLine(time)}${range}, ${ENDS[end].says}`;
}
