/** Time, memory and cleanup at once; and what is told per program and per trace. */

import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { Row, Run } from '../../harness/records/schema.ts';
import type { Configuration, Point } from '../../harness/report/charts/question.ts';
import { overlap, placeNames } from '../../harness/report/charts/spot-names.ts';
import { dark, light, paints } from '../../harness/report/charts/theme.ts';
import { endOf, shareShown, spotsOf, together } from '../../harness/report/charts/together.ts';
import { Programs } from '../../harness/report/page/programs.tsx';
import { workloads } from '../../harness/report/programs.ts';
import { rowLike } from '../../harness/report/rows.ts';
import { FORM, madeRun, POPULATIONS, ROUNDS, RULES, TRACES } from './made-run.ts';
import { all, intruders, parsed, textOf } from './parsed.ts';

const run = madeRun();
const traced = madeRun({ traces: true });
const lived = madeRun({ life: true });

function drawn(of: Run, theme = light): Configuration {
  return together.configure(of, { theme, titled: false, narrow: false })!;
}

function pointOf(of: Run, label: string): Point {
  return drawn(of).data.datasets.find((dataset) => dataset.label === label)!.data[0]!;
}

const bytesOf = (strategy: string) =>
  rowLike(run, { experiment: 'memory', metric: 'bytes-per-code', attachFraction: 1, strategy })!;

test('without traces a strategy stands at its hits in the largest population and its bytes with all extras', () => {
  const time = rowLike(run, {
    experiment: 'look-up',
    metric: 'added-ns',
    strategy: 'weakmap',
    reference: 'none',
    hitRatio: 1,
    population: POPULATIONS.at(-1),
  })!;
  const bytes = bytesOf('weakmap');
  expect(pointOf(run, 'weakmap')).toMatchObject({
    x: bytes.estimate,
    xMin: bytes.low,
    xMax: bytes.high,
    y: time.estimate,
    yMin: time.low,
    yMax: time.high,
    name: 'weakmap',
  });
});

test('with traces it stands at one trace’s own figure and interval, between the cheapest and the dearest', () => {
  const byTrace = TRACES.map(
    (workload) =>
      rowLike(traced, {
        experiment: 'replay',
        workload,
        rule: RULES[0],
        strategy: 'inline',
        metric: 'added-ns',
        reference: 'none',
      })!,
  ).sort((a, b) => a.estimate! - b.estimate!);
  const [cheapest, dearest] = byTrace;
  const { y, yMin, yMax } = pointOf(traced, 'inline');
  expect([y, yMin, yMax]).toEqual([dearest!.estimate, dearest!.low, dearest!.high]);
  const { ranges } = (drawn(traced).options as unknown as Plugins).plugins.spotRanges;
  expect(ranges).toContainEqual(expect.objectContaining({ from: cheapest!.estimate, to: dearest!.estimate }));
});

interface Plugins {
  readonly plugins: {
    readonly spotRanges: { readonly ranges: readonly unknown[]; readonly upright: { x: number } | null };
    readonly spotNames: { readonly spots: readonly { name: string }[] };
    readonly noiseBand: { readonly bands: readonly unknown[] };
  };
}

test('bytes are those of the fraction nearest to the share that the traces call', () => {
  const calling = (share: number): Run => ({
    ...traced,
    plan: {
      ...traced.plan,
      traces: traced.plan.traces!.map((trace) => ({ ...trace, population: 1000, called: 1000 * share })),
    },
  });
  expect(shareShown(calling(0.13))).toBe(0.1);
  expect(shareShown(calling(0.45))).toBe(0.5);
  expect(shareShown(run)).toBe(1);
});

test('marks tell by their kind what becomes of extras, and have the strategy’s colour', () => {
  const { datasets } = drawn(run).data as unknown as {
    datasets: readonly { label: string; pointStyle: string; borderColor: string }[];
  };
  const markOf = (name: string) => datasets.find(({ label }) => label === name)!;
  const styles = ['inline', 'map-by-id', 'weakref-list'].map((name) => markOf(name).pointStyle);
  expect(new Set(styles).size).toBe(3);
  expect(markOf('weakmap').pointStyle).toBe(markOf('inline').pointStyle);
  expect(markOf('weakmap').borderColor).toBe(paints(run, light)('weakmap').colour);
});

test('what becomes of extras is read from the rows', () => {
  expect(endOf(run, 'inline')).toBe('with the code object');
  expect(endOf(run, 'weakref-list')).toBe('later');
  expect(endOf(run, 'map-by-object')).toBe('never');
  expect(endOf(run, 'map-by-id')).toBe('never');
  expect(endOf(lived, 'map-by-id')).toBe('wrong answers');
  expect(endOf(lived, FORM)).toBe('wrong answers');
  expect(endOf(run, 'nobody')).toBe('not measured');
});

test('an extra that goes with a code object of late death dies with it', () => {
  const late = (row: Row): Row =>
    row.metric === 'code-left-fraction' && row.strategy === 'weakref-list' && row.rounds! < 2
      ? { ...row, estimate: 1 }
      : row;
  expect(endOf({ ...run, rows: run.rows.map(late) }, 'weakref-list')).toBe('with the code object');
});

test('half of the extras left after the last collection are a leak', () => {
  const half = (row: Row): Row =>
    row.metric === 'left-fraction' && row.strategy === 'inline' && row.rounds === ROUNDS
      ? { ...row, estimate: 0.5 }
      : row;
  expect(endOf({ ...run, rows: run.rows.map(half) }, 'inline')).toBe('never');
});

test('zero is on both axes, and the controls are drawn', () => {
  const unused = { ...bytesOf('inline'), strategy: 'unused-field', estimate: 7.5 };
  const { options, data } = drawn({ ...run, rows: [...run.rows, unused] });
  const { scales } = options as { scales: Record<string, { min: number; max: number }> };
  for (const { min, max } of Object.values(scales)) {
    expect(min).toBeLessThanOrEqual(0);
    expect(max).toBeGreaterThan(0);
  }
  const { plugins } = options as unknown as Plugins;
  expect(plugins.spotRanges.upright).toMatchObject({ x: 7.5 });
  expect(plugins.noiseBand.bands).toHaveLength(1);
  expect(data.datasets.at(-1)).toMatchObject({ label: 'none-twin', data: [{ x: 0 }] });
});

test('without bytes, without times and without anything there is no chart; a strategy that lacks one is named', () => {
  for (const metric of ['bytes-per-code', 'added-ns']) {
    const lacks = madeRun({ without: (row) => row.metric === metric });
    expect(together.configure(lacks, { theme: dark, titled: true, narrow: true })).toBeNull();
    expect(() => together.gist(lacks)).not.toThrow();
    expect(together.gist(lacks)).not.toMatch(/\d/);
  }
  const few = madeRun({ without: (row) => row.experiment === 'memory' && row.strategy === 'inline' });
  expect(spotsOf(few).map(({ arm }) => arm)).not.toContain('inline');
  expect(together.gist(few)).toMatch(/[^.]*\binline\.$/);
});

test('without intervals points have none', () => {
  const point = pointOf(madeRun({ processes: 3 }), 'inline');
  expect([point.xMin, point.yMin]).toEqual([undefined, undefined]);
});

test('names cover neither marks nor one another, and stay inside', () => {
  const inside = { x: 0, y: 0, width: 700, height: 400 };
  const spots = Array.from({ length: 14 }, (_, index) => ({ x: 60 + (index % 3) * 6, y: 200 + index * 9 }));
  const boxes = placeNames(
    spots,
    spots.map(() => 70),
    11,
    inside,
  );
  for (const [index, box] of boxes.entries()) {
    expect(boxes.filter((other, at) => at !== index && overlap(box, other))).toEqual([]);
    expect(spots.filter(({ x, y }) => overlap(box, { x: x - 4, y: y - 4, width: 8, height: 8 }))).toEqual([]);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(700);
  }
});

test('with no room at all every name still has its place', () => {
  expect(placeNames([{ x: 5, y: 5 }], [400], 11, { x: 0, y: 0, width: 10, height: 10 })).toHaveLength(1);
});

test('each workload stands once, with what it stresses, its size, and a table for each way it was timed', () => {
  const all = workloads(traced);
  expect(all.map(({ name }) => name)).toEqual(['fib', 'queens', 'scheduler', 'kernel', 'web', 'batch']);
  const [fib] = all;
  expect(fib!.tables).toHaveLength(2);
  expect(fib!.stresses).toBe('what fib does most');
  const web = all.find(({ name }) => name === 'web')!;
  expect(web.tables).toHaveLength(RULES.length);
  expect(web.facts.join()).toContain('480 ns');
});

test('the lines of a workload are its rows, and its ends the cheapest and the dearest', () => {
  // One whose place in the plan is not that of its cost.
  const run = madeRun({ own: ['cheap'] });
  const [fib] = workloads(run);
  const [table] = fib!.tables;
  const wanted = {
    experiment: 'call-cost',
    workload: 'fib',
    strategy: 'weakmap',
    reference: 'none',
  } as const;
  const line = table!.lines.find(({ arm }) => arm === 'weakmap')!;
  expect(line.added.row).toBe(rowLike(run, { ...wanted, metric: 'added-ns' }));
  expect(line.share.row).toBe(rowLike(run, { ...wanted, metric: 'ratio' }));
  expect(line.told).toBe('more');
  const added = table!.lines.map(({ added }) => added.row!.estimate!);
  expect(table!.cheapest.estimate).toBe(Math.min(...added));
  expect(table!.dearest.estimate).toBe(Math.max(...added));
});

test('a trace’s share is of a real call, and missing where that is not known', () => {
  const all = workloads(traced);
  const line = (name: string) =>
    all.find((each) => each.name === name)!.tables[0]!.lines.find(({ arm }) => arm === 'weakmap')!;
  const { added, share } = line('web');
  expect(share.row!.estimate).toBeCloseTo(1 + added.row!.estimate! / 480, 9);
  expect(line('batch').share.row).toBeUndefined();
});

test('hostile names and texts stay text', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const bad = madeRun({ own: [hostile], traces: true });
  const plan = {
    ...bad.plan,
    programs: bad.plan.programs.map((program) => ({ ...program, stresses: hostile, doesNotTell: hostile })),
  };
  const programs = parsed(render(h(Programs, { run: { ...bad, plan } })));
  expect(intruders(programs)).toEqual([]);
  expect(textOf(programs.body)).toContain(hostile);
  expect(together.configure(bad, { theme: light, titled: true, narrow: true })).not.toBeNull();
});

test('a run that timed no program says so', () => {
  const none = madeRun({ without: ({ experiment }) => experiment === 'call-cost' });
  const programs = parsed(render(h(Programs, { run: none })));
  expect(all(programs, 'details, table')).toEqual([]);
  expect(all(programs, 'p.missing')).toHaveLength(1);
});
