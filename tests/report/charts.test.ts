import { expect, test } from 'vitest';
import type { MetricName } from '../../harness/records/metrics.ts';
import type { Row, Run } from '../../harness/records/schema.ts';
import { addedPerCall } from '../../harness/report/charts/added-per-call.ts';
import { afterDeath } from '../../harness/report/charts/after-death.ts';
import { controlQuestions, questions } from '../../harness/report/charts/all.ts';
import { calibration } from '../../harness/report/charts/calibration.ts';
import { cleanup } from '../../harness/report/charts/cleanup.ts';
import { collector } from '../../harness/report/charts/collector.ts';
import { crowd } from '../../harness/report/charts/crowd.ts';
import { doubling } from '../../harness/report/charts/doubling.ts';
import { injected } from '../../harness/report/charts/injected.ts';
import { layouts } from '../../harness/report/charts/layouts.ts';
import { life } from '../../harness/report/charts/life.ts';
import { lookUp } from '../../harness/report/charts/look-up.ts';
import { memory } from '../../harness/report/charts/memory.ts';
import type { Configuration, Point, Question } from '../../harness/report/charts/question.ts';
import { replayed } from '../../harness/report/charts/replayed.ts';
import { shareOfCall } from '../../harness/report/charts/share-of-call.ts';
import { spikes } from '../../harness/report/charts/spikes.ts';
import { dark, light, paints } from '../../harness/report/charts/theme.ts';
import { together } from '../../harness/report/charts/together.ts';
import { twins } from '../../harness/report/charts/twins.ts';
import { figureLine } from '../../harness/report/figure.ts';
import { rowLike, type Wanted } from '../../harness/report/rows.ts';
import { madeRun, POPULATIONS, PROGRAMS, RULES, TRACES } from './made-run.ts';
import { withTools } from './made-tools.ts';

const run = madeRun();
const newer = withNewerRows(run);
const withTraces = madeRun({ traces: true });
const withToolRows = withTools(madeRun());
const everyQuestion = [...questions, ...controlQuestions];

function drawn(question: Question, of: Run = run): Configuration {
  return question.configure(of, { theme: light, titled: true, narrow: false })!;
}

function dataOf(configuration: Configuration, label: string): Point[] {
  return configuration.data.datasets.find((dataset) => dataset.label === label)!.data.map(placeOf);
}

/** Where a point is drawn, without what it says. */
function placeOf({ name: _name, setting: _setting, figure: _figure, ...place }: Point): Point {
  return place;
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
  const at = { strategy: 'map-by-id', population: 1000, metric: 'added-ns', reference: 'none' } as const;
  const hit = recorded({ ...at, hitRatio: 1 });
  const miss = recorded({ ...at, hitRatio: 0 });
  expect(placeOf(hits.data[2]!)).toEqual({ x: 1000, y: hit.estimate, yMin: hit.low, yMax: hit.high });
  expect(placeOf(misses.data[2]!)).toEqual({ x: 1000, y: miss.estimate, yMin: miss.low, yMax: miss.high });
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

test('rows of newer experiments do not leak into the charts of the older ones', () => {
  for (const question of [lookUp, cleanup]) {
    expect(JSON.stringify(drawn(question, newer).data.datasets.slice(0, 1))).toBe(
      JSON.stringify(drawn(question).data.datasets.slice(0, 1)),
    );
  }
  expect(dataOf(drawn(lookUp, newer), 'inline')).toEqual(dataOf(drawn(lookUp), 'inline'));
  expect(dataOf(drawn(cleanup, newer), 'map-by-id: extras')).toHaveLength(7);
});

test('the cleanup chart has a strip for a form, behind its strategy', () => {
  const arms = drawn(cleanup, newer).data.datasets.map(({ label }) => label);
  const after = arms.indexOf('map-by-id: code objects') + 1;
  expect(arms[after]).toBe('map-by-id-finalized: extras');
});

test('the memory chart of a population that grew has its fine steps, its ends and the break-even', () => {
  const configuration = drawn(memory, newer);
  const weakmap = dataOf(configuration, 'weakmap');
  expect(weakmap.map(({ x }) => x)).toEqual([0, 0.1, 0.2, 1]);
  expect(weakmap[0]!.y).toBe(zeroOf(configuration));
  expect(weakmap[2]).toEqual({ x: 0.2, y: 12, yMin: 11, yMax: 13 });
  expect(configuration.options!.scales!.panel0).toMatchObject({ type: 'logarithmic' });
  expect(dataOf(configuration, 'break-even')).toEqual([
    { x: 0.5, y: 0, xMin: 0.375, xMax: 0.625 },
    { x: 0.25, y: 1, xMin: 0.125, xMax: 0.375 },
  ]);
  const { crossings } = (configuration.options!.plugins as { breakEven: { crossings: { label: string }[] } })
    .breakEven;
  expect(crossings.map(({ label }) => label)).toEqual(['weakmap 50 %', 'map-by-id 25 %']);
});

test('without a population that grew the memory chart is of the population with most attach fractions', () => {
  const other = row({ experiment: 'memory', metric: 'bytes-per-code', unit: 'bytes', estimate: 99 });
  const rows = [{ ...other, strategy: 'inline', population: 7, attachFraction: 0.5 }, ...run.rows];
  expect(dataOf(drawn(memory, { ...run, rows }), 'inline')).toEqual(dataOf(drawn(memory), 'inline'));
});

test('the chart of a doubling holds bytes at each population', () => {
  expect(dataOf(drawn(doubling, newer), 'weakmap')).toEqual([
    { x: 20_000, y: 50, yMin: 49, yMax: 51 },
    { x: 40_000, y: 26, yMin: 25, yMax: 27 },
  ]);
});

test('the chart of a crowd has its settings at even distances, and what is next to nothing on the line of zero', () => {
  expect(dataOf(drawn(crowd, newer), 'weakref-list')).toEqual([
    { x: 0, y: 30, yMin: 29, yMax: 31 },
    { x: 1, y: 160, yMin: 159, yMax: 161 },
  ]);
  const configuration = drawn(crowd, newer);
  const [alone, crowded] = dataOf(configuration, 'inline');
  expect(alone).toMatchObject({ x: 0, y: zeroOf(configuration) });
  expect(crowded).toMatchObject({ x: 1, y: 0.2, yMin: zeroOf(configuration) });
});

/** Where the first panel, which is logarithmic, has its line of zero: what it calls "0". */
function zeroOf(configuration: Configuration): number {
  const axis = configuration.options!.scales!.panel0 as unknown as LogarithmicAxis;
  expect(axis.type).toBe('logarithmic');
  const built = { ticks: [{ value: 1 }] };
  axis.afterBuildTicks(built);
  const zero = built.ticks.find(({ value }) => axis.ticks.callback(value) === '0')!.value;
  expect(zero).toBe(axis.min);
  return zero;
}

interface LogarithmicAxis {
  readonly type: string;
  readonly min: number;
  readonly ticks: { callback(value: number): string };
  afterBuildTicks(axis: { ticks: { value: number }[] }): void;
}

test('the chart of the collector has panels of strategies and of forms, each with the control', () => {
  const configuration = drawn(collector, newer);
  const arms = configuration.data.datasets.map(({ label, yAxisID }) => [yAxisID, label]);
  expect(arms).toEqual([
    ['panel0', 'none'],
    ['panel0', 'map-by-id'],
    ['panel1', 'none'],
    ['panel1', 'map-by-id-finalized'],
  ]);
  expect(dataOf(configuration, 'map-by-id-finalized')[1]).toEqual({
    x: 100_000,
    y: 46,
    yMin: 45,
    yMax: 47,
  });
});

test('the chart of a life has a column for each part, and what is not above zero where the scale begins', () => {
  const configuration = drawn(life, newer);
  expect(dataOf(configuration, 'attach')).toContainEqual({ x: 39, y: 'weakmap', xMin: 38, xMax: 40 });
  const [least] = dataOf(configuration, 'die').map(({ x }) => x);
  expect(least).toBeGreaterThan(0);
  expect(life.gist(newer)).toContain('die: weakmap −5');
});

test('the chart of single operations has three figures for each arm, the floor of the clock first', () => {
  const points = dataOf(drawn(spikes, newer), 'attach, growing');
  expect(points.map(({ x, y }) => [y, x])).toEqual([
    ['none', 40],
    ['none', 41],
    ['none', 500],
    ['weakmap', 60],
    ['weakmap', 300],
    ['weakmap', 600_000],
  ]);
});

test('the chart of layouts shows how many times the field', () => {
  expect(dataOf(drawn(layouts, newer), 'fib')).toEqual([
    { x: 3, y: 'one layout, at first', xMin: 2, xMax: 4 },
    { x: 1.5, y: 'one layout, settled', xMin: 0.5, xMax: 2.5 },
  ]);
});

test('the chart of what is left in the end tells zero from not zero', () => {
  const configuration = drawn(afterDeath, newer);
  const dataset = configuration.data.datasets.find(({ label }) => label === 'wrong churn forced')!;
  expect(dataset.data.map(({ x, y }) => [y, x])).toEqual([
    ['map-by-id', 68],
    ['map-by-id-finalized', 0],
  ]);
  const [some, none] = dataset.borderColor as string[];
  expect(some).toBe(paints(newer, light)('map-by-id').colour);
  expect(none).toBe(light.control);
  expect(dataOf(configuration, 'left all die forced')).toContainEqual({ x: 100, y: 'map-by-id' });
});

test.each([afterDeath, collector, crowd, doubling, layouts, life, spikes])(
  '$name is not drawn for a run from before its experiment',
  (question) => {
    expect(question.configure(run, { theme: light, titled: true, narrow: false })).toBeNull();
    expect(() => question.gist(run)).not.toThrow();
  },
);

test('a form has the colour of its strategy, a hollow mark and a line of its own', () => {
  const paint = paints(newer, light);
  const [parent, form] = [paint('map-by-id'), paint('map-by-id-finalized')];
  expect(form.colour).toBe(parent.colour);
  expect(form.fill).toBe(light.background);
  expect(form.dash).not.toEqual(parent.dash);
  expect(paint('map-by-id-weak').mark).not.toEqual(form.mark);
  expect(paint('weakmap')).toEqual(paints(run, light)('weakmap'));
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

/** A run in which the chart is drawn. */
function answering(question: Question): Configuration {
  const look = { theme: light, titled: true, narrow: false };
  const found = [newer, withTraces, withToolRows].map((each) => question.configure(each, look));
  return found.find((configuration) => configuration !== null)!;
}

/** The axes on which a chart has its figures. */
function measuredAxes({ type, data, options }: Configuration): Axis[] {
  const names = data.datasets.map((dataset) => {
    const { xAxisID, yAxisID = 'y' } = dataset as { xAxisID?: string; yAxisID?: string };
    const isUpright = options!.scales![yAxisID] as { type: string };
    return type === 'lineWithErrorBars' || isUpright.type !== 'category' ? yAxisID : (xAxisID ?? 'x');
  });
  return [...new Set(names)].map((name) => options!.scales![name] as unknown as Axis);
}

type Axis = LogarithmicAxis & { readonly max: number };

const everywhere = [...everyQuestion, together];

test.each(everywhere.filter(({ name }) => name !== 'layouts'))(
  '$name has zero on its axes of figures',
  (question) => {
    const axes = measuredAxes(answering(question));
    expect(axes.length).toBeGreaterThan(0);
    for (const axis of axes) {
      if (axis.type === 'linear') {
        expect(axis.min).toBeLessThanOrEqual(0);
        expect(axis.max).toBeGreaterThanOrEqual(0);
      } else {
        const built = { ticks: [{ value: axis.max / 1.01 }] };
        axis.afterBuildTicks(built);
        const lowest = built.ticks[0]!.value;
        expect(axis.ticks.callback(lowest)).toBe('0');
        expect(axis.min).toBeLessThanOrEqual(lowest);
      }
    }
  },
);

test('ratios of layouts have 1, where nothing differs, on their axes', () => {
  for (const axis of measuredAxes(answering(layouts))) {
    const built = { ticks: [] };
    axis.afterBuildTicks(built);
    expect(built.ticks.map(({ value }) => axis.ticks.callback(value))).toContain('1×');
    expect(axis.min).toBeLessThan(1);
  }
});

test.each(everywhere)(
  'every mark of $name says whose figure it is, where it was measured, and with what spread',
  (question) => {
    for (const { label, data } of answering(question).data.datasets) {
      for (const { name, setting, figure, ...place } of data) {
        expect([label, name, setting]).not.toContain(undefined);
        expect(figure).toMatch(/\d/);
        const hasSpread = [place.xMin, place.yMin].some((end) => end !== undefined);
        if (hasSpread) expect(figure).toMatch(/\[.*\] \S+.*\d+ process(es)?|\[.*\] \S+/);
      }
    }
  },
);

test('what a mark says is the figure as the report writes it, for pointer, keyboard and table alike', () => {
  const configuration = drawn(addedPerCall);
  const point = configuration.data.datasets[0]!.data.find(({ y }) => y === 'weakmap')!;
  const row = recorded({ workload: 'fib', strategy: 'weakmap', metric: 'added-ns', reference: 'none' });
  expect(point).toMatchObject({ name: 'weakmap', setting: 'fib' });
  expect(point.figure).toBe(`${figureLine(row)}, ${row.processes} processes`);
  const { title, label } = configuration.options!.plugins!.tooltip!.callbacks as unknown as {
    title(items: { raw: Point }[]): string;
    label(item: { raw: Point }): string;
  };
  expect(title([{ raw: point }])).toBe('fib');
  expect(label({ raw: point })).toBe(`weakmap: ${point.figure}`);
});

test('controls are drawn among what they control', () => {
  const named = (question: Question) =>
    new Set(answering(question).data.datasets.flatMap(({ data }) => data.map(({ name }) => name)));
  expect(named(crowd)).toContain('none-twin');
  expect(named(life)).toContain('none-twin');
  expect(named(cleanup)).toContain('inline-leaking: extras');
  expect(named(afterDeath)).toContain('inline-leaking');
});

test('the legend of lines names each arm once, with the dashes of its line, and hides it in all panels', () => {
  const { data, options } = answering(lookUp);
  const { labels, onClick } = options!.plugins!.legend as unknown as {
    labels: { generateLabels(chart: object): { text: string; lineDash: number[] }[] };
    onClick(event: null, item: { text: string }, legend: { chart: object }): void;
  };
  const hidden = new Set<number>();
  const chart = {
    isDatasetVisible: (index: number) => !hidden.has(index),
    setDatasetVisibility: (index: number, visible: boolean) => visible || hidden.add(index),
    update() {},
  };
  const items = labels.generateLabels(chart);
  const arms = data.datasets.map(({ label }) => label);
  expect(items.map(({ text }) => text)).toEqual([...new Set(arms)]);
  expect(items.find(({ text }) => text === 'none-twin')!.lineDash).not.toEqual([]);
  onClick(null, { text: 'weakmap' }, { chart });
  expect([...hidden].map((index) => arms[index])).toEqual(arms.filter((arm) => arm === 'weakmap'));
  expect(hidden.size).toBe(2);
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

/** A figure with an interval of one to either side, of all of a population. */
function row(wanted: Partial<Row> & Pick<Row, 'experiment' | 'metric' | 'unit'> & { estimate: number }): Row {
  const { estimate, ...rest } = wanted;
  return {
    strategy: 'weakmap',
    workload: 'population',
    estimate,
    low: estimate - 1,
    high: estimate + 1,
    level: 0.95,
    processes: 20,
    ...rest,
  };
}

/** The run with two forms of map-by-id and a few rows of each newer experiment. */
function withNewerRows(of: Run): Run {
  const parent = of.plan.arms.find(({ name }) => name === 'map-by-id')!;
  const forms = ['map-by-id-finalized', 'map-by-id-weak'].map((name) => ({
    ...parent,
    name,
    strategy: name,
    formOf: 'map-by-id',
  }));
  const leaking = { ...parent, name: 'inline-leaking', role: 'control' as const, injectedLeak: 0.01 };
  const bytes = { experiment: 'memory', metric: 'bytes-per-code', unit: 'bytes', reference: 'none' } as const;
  const grown = { ...bytes, workload: 'growing', population: 40_000 };
  const evenAt = (strategy: string, estimate: number): Row => ({
    ...row({ experiment: 'memory', metric: 'break-even', unit: 'fraction', estimate, strategy }),
    workload: 'growing',
    population: 40_000,
    reference: 'inline',
    low: estimate - 0.125,
    high: estimate + 0.125,
  });
  const memoryRows = [
    row({ ...grown, attachFraction: 0.1, estimate: 4 }),
    row({ ...grown, attachFraction: 0.2, estimate: 12 }),
    row({ ...grown, population: 100_000, attachFraction: 0.3, estimate: 13 }),
    row({ ...grown, strategy: 'inline', attachFraction: 0.1, estimate: 8 }),
    row({ ...grown, strategy: 'inline', attachFraction: 0.2, estimate: 8 }),
    evenAt('map-by-id', 0.25),
    evenAt('weakmap', 0.5),
    ...[20_000, 40_000].map((population, index) =>
      row({ ...bytes, workload: 'doubling', attachFraction: 1, population, estimate: [50, 26][index]! }),
    ),
  ];
  const crowded = (strategy: string, others: number, estimate: number) =>
    row({
      experiment: 'look-up',
      metric: 'added-ns',
      unit: 'ns',
      reference: 'none',
      strategy,
      population: 1000,
      hitRatio: 1,
      perTurn: 4000,
      others,
      estimate,
    });
  const paused = (strategy: string, population: number, estimate: number) =>
    row({
      experiment: 'collector',
      part: 'full collection',
      metric: 'ms',
      unit: 'ms',
      strategy,
      population,
      estimate,
    });
  const lived = { experiment: 'life', metric: 'added-ns', unit: 'ns', reference: 'none' } as const;
  const QUANTILES = ['p50', 'p99', 'max'] as const;
  const single = (strategy: string, metric: MetricName, estimate: number) =>
    row({ experiment: 'life', part: 'attach, growing', unit: 'ns', strategy, metric, estimate });
  const laidOut = (part: string, estimate: number) =>
    row({
      experiment: 'layouts',
      workload: 'fib',
      metric: 'ratio',
      unit: 'ratio',
      reference: 'inline',
      strategy: 'trailing',
      part,
      estimate,
    });
  const exactly = (share: number) => ({ estimate: share, low: share, high: share });
  const died = { experiment: 'cleanup', unit: 'fraction' } as const;
  const newborns = { ...died, metric: 'wrong-answers', part: 'newborns', death: 'churn' } as const;
  return {
    ...of,
    plan: { ...of.plan, arms: [...of.plan.arms, ...forms, leaking] },
    rows: [
      ...of.rows,
      ...memoryRows,
      crowded('weakref-list', 0, 30),
      crowded('weakref-list', 4, 160),
      crowded('none-twin', 0, 0.02),
      crowded('none-twin', 4, 0.05),
      crowded('inline', 0, 0.05),
      crowded('inline', 4, 0.2),
      ...['none', 'map-by-id', 'map-by-id-finalized'].flatMap((strategy, index) => [
        paused(strategy, 1500, 18),
        paused(strategy, 100_000, 24 + 11 * index),
      ]),
      row({ ...lived, part: 'attach', estimate: 39 }),
      row({ ...lived, part: 'attach', strategy: 'none-twin', estimate: 0.5 }),
      row({ ...lived, part: 'die', estimate: -5 }),
      ...[40, 41, 500].map((ns, index) => single('none', QUANTILES[index]!, ns)),
      ...[60, 300, 600_000].map((ns, index) => single('weakmap', QUANTILES[index]!, ns)),
      laidOut('warmed on one layout, at first', 3),
      laidOut('warmed on one layout, settled', 1.5),
      row({ ...newborns, strategy: 'map-by-id', ...exactly(0.68) }),
      row({ ...newborns, strategy: 'map-by-id-finalized', ...exactly(0) }),
      row({ ...died, metric: 'left-fraction', strategy: 'map-by-id-finalized', rounds: 6, ...exactly(0) }),
      row({ ...died, metric: 'left-fraction', strategy: 'inline-leaking', rounds: 6, ...exactly(0.01) }),
      row({
        ...died,
        metric: 'left-fraction',
        strategy: 'map-by-id',
        death: 'half',
        rounds: 6,
        ...exactly(1),
      }),
      row({
        ...died,
        metric: 'left-fraction',
        strategy: 'map-by-id',
        collections: 'ordinary',
        ...exactly(1),
      }),
    ],
  };
}

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
