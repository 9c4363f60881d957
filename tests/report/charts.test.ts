import { expect, test } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';
import { addedPerCall } from '../../harness/report/charts/added-per-call.ts';
import { controlQuestions, questions } from '../../harness/report/charts/all.ts';
import { calibration } from '../../harness/report/charts/calibration.ts';
import { cleanup } from '../../harness/report/charts/cleanup.ts';
import { injected } from '../../harness/report/charts/injected.ts';
import { lookUp } from '../../harness/report/charts/look-up.ts';
import { memory } from '../../harness/report/charts/memory.ts';
import type { Configuration, Point, Question } from '../../harness/report/charts/question.ts';
import { replayed } from '../../harness/report/charts/replayed.ts';
import { shareOfCall } from '../../harness/report/charts/share-of-call.ts';
import { dark, light, paints } from '../../harness/report/charts/theme.ts';
import { twins } from '../../harness/report/charts/twins.ts';
import { rowLike, type Wanted } from '../../harness/report/rows.ts';
import { madeRun, POPULATIONS, PROGRAMS, RULES, TRACES } from './made-run.ts';

const run = madeRun();
const withTraces = madeRun({ traces: true });
const everyQuestion = [...questions, ...controlQuestions];

function drawn(question: Question, of: Run = run): Configuration {
  return question.configure(of, { theme: light, titled: true, narrow: false })!;
}

function dataOf(configuration: Configuration, label: string): Point[] {
  return configuration.data.datasets.find((dataset) => dataset.label === label)!.data;
}

function recorded(wanted: Wanted) {
  return rowLike(run, wanted)!;
}

test('a call chart holds each strategy at its recorded estimate and interval, program by program', () => {
  const configuration = drawn(addedPerCall);
  for (const workload of PROGRAMS) {
    const { estimate, low, high } = recorded({
      workload,
      strategy: 'weakmap',
      metric: 'added-ns',
      reference: 'none',
    });
    expect(dataOf(configuration, workload)).toContainEqual({
      x: estimate,
      xMin: low,
      xMax: high,
      y: 'weakmap',
    });
  }
});

test('the chart of replays has a strip for each trace, by the first rule, and none for programs', () => {
  const configuration = drawn(replayed, withTraces);
  expect(configuration.data.datasets.map(({ label }) => label)).toEqual(TRACES);
  const wanted = { experiment: 'replay', workload: 'batch', rule: RULES[0]!, strategy: 'weakmap' } as const;
  const row = rowLike(withTraces, { ...wanted, metric: 'added-ns', reference: 'none' })!;
  const point = { x: row.estimate, xMin: row.low, xMax: row.high, y: 'weakmap' };
  expect(dataOf(configuration, 'batch')).toContainEqual(point);
  expect(dataOf(configuration, 'web').map(({ y }) => y)).toContain('inline-twin');
  expect(replayed.gist(withTraces)).toContain('weakmap on batch (call-10) ');
});

test('the chart of the calibration has the program above its replay, strategy by strategy', () => {
  const points = dataOf(drawn(calibration, withTraces), 'fib');
  const [first] = withTraces.calibrations!;
  expect(points.slice(0, 2)).toEqual([
    { x: first!.real.estimate, xMin: first!.real.low, xMax: first!.real.high, y: 'inline' },
    {
      x: first!.replayed.estimate,
      xMin: first!.replayed.low,
      xMax: first!.replayed.high,
      y: 'inline, replayed',
    },
  ]);
  expect(points).toHaveLength(2 * withTraces.calibrations!.length);
  expect(calibration.gist(withTraces)).toMatch(/trailing on fib .*: differ/);
});

test('the share chart shows the ratio as percent added', () => {
  const { estimate, low, high } = recorded({
    workload: 'fib',
    strategy: 'trailing',
    metric: 'ratio',
    reference: 'none',
  });
  const point = dataOf(drawn(shareOfCall), 'fib').find(({ y }) => y === 'trailing')!;
  expect(point.x).toBeCloseTo((estimate! - 1) * 100, 9);
  expect(point.xMin).toBeCloseTo((low! - 1) * 100, 9);
  expect(point.xMax).toBeCloseTo((high! - 1) * 100, 9);
});

test('twins stand beside the strategies, and their reach is the band behind them', () => {
  const configuration = drawn(addedPerCall);
  expect(dataOf(configuration, 'fib').map(({ y }) => y)).toEqual(
    expect.arrayContaining(['none-twin', 'inline-twin']),
  );
  const { bands } = (
    configuration.options!.plugins as { noiseBand: { bands: { from: number; to: number }[] } }
  ).noiseBand;
  expect(bands).toHaveLength(PROGRAMS.length);
  for (const { from, to } of bands) expect(from).toBe(-to);
});

test('the look-up chart has a panel for hits and one for misses, each over all populations', () => {
  const hits = drawn(lookUp).data.datasets.filter(({ label }) => label === 'map-by-id')[0]!;
  const misses = drawn(lookUp).data.datasets.filter(({ label }) => label === 'map-by-id')[1]!;
  expect(hits.data.map(({ x }) => x)).toEqual(POPULATIONS);
  const at = { strategy: 'map-by-id', population: 1000, metric: 'added-ns', reference: 'none' };
  const hit = recorded({ ...at, hitRatio: 1 });
  const miss = recorded({ ...at, hitRatio: 0 });
  expect(hits.data[2]).toEqual({ x: 1000, y: hit.estimate, yMin: hit.low, yMax: hit.high });
  expect(misses.data[2]).toEqual({ x: 1000, y: miss.estimate, yMin: miss.low, yMax: miss.high });
});

test('the memory chart holds bytes against the attach fraction', () => {
  const { estimate, low, high } = recorded({ experiment: 'memory', strategy: 'inline', attachFraction: 0.5 });
  expect(dataOf(drawn(memory), 'inline')).toContainEqual({ x: 0.5, y: estimate, yMin: low, yMax: high });
});

test('the cleanup chart holds what is left after each collection, extras and code objects', () => {
  const configuration = drawn(cleanup);
  expect(dataOf(configuration, 'map-by-id: extras').map(({ y }) => y)).toEqual([
    100, 100, 100, 100, 100, 100, 100,
  ]);
  expect(dataOf(configuration, 'map-by-id: code objects').map(({ y }) => y)).toEqual([100, 0, 0, 0, 0, 0, 0]);
});

test('the twin of inline stands on each program', () => {
  for (const workload of PROGRAMS) {
    expect(dataOf(drawn(twins), workload).map(({ y }) => y)).toContain('inline-twin');
  }
});

test('what was put in stands beside what was found', () => {
  const expected = dataOf(drawn(injected), 'put in');
  expect(expected).toEqual(PROGRAMS.map((y) => ({ x: 20, y })));
});

test('a point without an interval has no ends', () => {
  const few = madeRun({ processes: 2 });
  for (const point of dataOf(drawn(addedPerCall, few), 'fib')) expect(Object.keys(point)).toEqual(['x', 'y']);
});

test('an axis of lengths holds zero', () => {
  for (const question of [addedPerCall, shareOfCall]) {
    const { min, max } = drawn(question).options!.scales!.x as { min: number; max: number };
    expect(min).toBeLessThanOrEqual(0);
    expect(max).toBeGreaterThan(0);
  }
  expect(drawn(memory).options!.scales!.panel0).toMatchObject({
    min: expect.toSatisfy((min: number) => min <= 0),
  });
});

test.each(everyQuestion)(
  '$name is asked as a question and not drawn where nothing was measured',
  (question) => {
    expect(question.asks).toMatch(/\?$/);
    const empty = { ...withTraces, rows: [], controls: [], calibrations: [] };
    expect(question.configure(empty, { theme: light, titled: true, narrow: false })).toBeNull();
    expect(() => question.gist(empty)).not.toThrow();
  },
);

test.each(everyQuestion)('$name asks the same configuration of the same run', (question) => {
  const look = { theme: dark, titled: false, narrow: true };
  expect(JSON.stringify(question.configure(withTraces, look))).toBe(
    JSON.stringify(question.configure(madeRun({ traces: true }), look)),
  );
});

test('a strategy keeps its colour whoever else takes part, and strategies of a user get colours of their own', () => {
  const paint = paints(madeRun({ own: ['mine', 'yours'] }), light);
  expect(paint('weakmap').colour).toBe(paints(run, light)('weakmap').colour);
  const colours = [...Object.keys(light.strategies), 'mine', 'yours'].map((name) => paint(name).colour);
  expect(new Set(colours).size).toBe(colours.length);
});

test.each([light, dark])('every colour of the $name theme stands out from its background', (theme) => {
  for (const colour of [...Object.values(theme.strategies), ...theme.spare, theme.control]) {
    expect(contrast(colour, theme.background), colour).toBeGreaterThanOrEqual(3);
  }
  expect(contrast(theme.text, theme.background)).toBeGreaterThanOrEqual(7);
  expect(contrast(theme.muted, theme.background)).toBeGreaterThanOrEqual(4.5);
});

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
