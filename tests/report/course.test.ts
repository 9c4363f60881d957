/** The course of a run: order, pace, drift and failures, and what chart and table make of them. */

import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { ArmSamples, ProcessRecord } from '../../harness/records/schema.ts';
import { courseQuestion } from '../../harness/report/charts/course.ts';
import type { Point } from '../../harness/report/charts/question.ts';
import { light } from '../../harness/report/charts/theme.ts';
import { type Course, courseOf, halves, stretchOf } from '../../harness/report/course.ts';
import { CourseTable } from '../../harness/report/page/course.tsx';
import { madeRun } from './made-run.ts';
import { all, lineOf, linesOf, one, parsed } from './parsed.ts';

const run = madeRun();
const look = { theme: light, titled: true, narrow: false };

function samples(arm: string, values: readonly number[], of: Partial<ArmSamples> = {}): ArmSamples {
  return { arm, unit: 'ns-per-block', workPerBlock: 100, values: [...values], ...of };
}

function record(
  number: number,
  second: number,
  of: readonly ArmSamples[],
  rest: Partial<ProcessRecord> & {
    experiment?: ProcessRecord['process']['experiment'];
    workload?: string;
  } = {},
): ProcessRecord {
  const { experiment = 'look-up', workload = 'population', ...others } = rest;
  return {
    process: { number, experiment, workload, arms: of.map(({ arm }) => arm), replicate: number, seed: 1 },
    attempt: 1,
    startedAt: new Date(Date.UTC(2026, 10, 2, 9, 0, second)).toISOString(),
    seconds: 1.5,
    outcome: 'measured',
    samples: [...of],
    notes: {},
    ...others,
  };
}

const paces = (course: Course) => course.map(({ pace }) => pace);

test('attempts stand in the order in which they began, in minutes after the first', () => {
  const course = courseOf(run, [record(0, 90, []), record(1, 0, []), record(2, 30, [])]);
  expect(course.map(({ number, minute }) => [number, minute])).toEqual([
    [1, 0],
    [2, 0.5],
    [0, 1.5],
  ]);
});

test('the pace is the reference arm to its median over the processes of the cell, whatever the strategies do', () => {
  const course = courseOf(run, [
    record(0, 0, [samples('none', [100, 100, 900]), samples('inline', [999])]),
    record(1, 1, [samples('none', [200, 200]), samples('inline', [1])]),
    record(2, 2, [samples('none', [300]), samples('inline', [500])]),
  ]);
  expect(paces(course)).toEqual([0.5, 1, 1.5]);
});

test('work is counted by the unit, and each setting has a median of its own', () => {
  const course = courseOf(run, [
    record(0, 0, [samples('none', [100], { population: 10 }), samples('none', [9000], { population: 99 })]),
    record(1, 1, [
      samples('none', [400], { population: 10, workPerBlock: 200 }),
      samples('none', [27_000], { population: 99 }),
    ]),
  ]);
  // 100 and 200 around 150, 9 000 and 27 000 around 18 000; the median of two ratios lies between them.
  expect(paces(course)[0]).toBeCloseTo((100 / 150 + 0.5) / 2, 3);
  expect(paces(course)[1]).toBeCloseTo((200 / 150 + 1.5) / 2, 3);
});

test('where there is no hook it is the reference, or else the first control of the plan', () => {
  const course = courseOf(run, [
    record(0, 0, [samples('inline', [5]), samples('no-hook', [100])], { experiment: 'tools' }),
    record(1, 1, [samples('inline', [500]), samples('no-hook', [300])], { experiment: 'tools' }),
    record(2, 2, [samples('inline', [7]), samples('inline-twin', [30])], { experiment: 'life' }),
    record(3, 3, [samples('inline', [7]), samples('inline-twin', [10])], { experiment: 'life' }),
  ]);
  expect(paces(course)).toEqual([0.5, 1.5, 1.5, 0.5]);
});

test('bytes, strategies alone and failed attempts have no pace and move none', () => {
  const course = courseOf(run, [
    record(0, 0, [samples('none', [1000], { unit: 'bytes' })], { experiment: 'memory' }),
    record(1, 1, [samples('inline', [100])], { experiment: 'layouts' }),
    record(2, 2, [samples('none', [100])], { outcome: 'crashed' }),
    record(3, 3, [samples('none', [400])]),
    record(4, 4, [samples('none', [])]),
  ]);
  expect(paces(course)).toEqual([null, null, null, 1, null]);
  expect(courseOf(run, [])).toEqual([]);
});

test('drift is the last quarter of the blocks to the first, and needs enough of them', () => {
  const rising = Array.from({ length: 12 }, (_, index) => (index < 6 ? 100 : 150));
  const course = courseOf(run, [
    record(0, 0, [samples('none', rising)]),
    record(1, 1, [samples('none', rising.slice(1))]),
  ]);
  expect(course.map(({ drift }) => drift)).toEqual([1.5, null]);
});

test('a stretch counts processes once, however often they were tried', () => {
  const course = courseOf(run, [
    record(0, 0, [], { outcome: 'crashed', seconds: 3 }),
    record(0, 5, [samples('none', [100])], { attempt: 2, seconds: 9.25 }),
    record(1, 60, [samples('none', [100])], { seconds: 1 }),
  ]);
  const all = stretchOf(course)!;
  expect([all.processes, all.attempts, all.failed, all.seconds]).toEqual([2, 3, 1, 13.25]);
  expect(all.longest.number).toBe(0);
  expect(all.pace).toMatchObject({ timed: 2, median: 1 });
  expect(halves(course).map(({ length }) => length)).toEqual([2, 1]);
  expect(stretchOf([])).toBeNull();
});

const whole = courseOf(run, [
  record(0, 0, [samples('none', [100])]),
  record(1, 60, [samples('none', [300])]),
  record(2, 90, [samples('none', [200])]),
  record(3, 120, [], { outcome: 'hung', experiment: 'memory' }),
]);

function dataOf(course: Course, label: string): Point[] {
  const { datasets } = courseQuestion(course).configure(run, look)!.data;
  return datasets.find((dataset) => dataset.label === label)!.data;
}

test('the chart has a mark for each timed process, at its minute and pace, and a cross for what failed', () => {
  expect(dataOf(whole, 'look-up').map(({ x, y }) => [x, y])).toEqual([
    [0, 0.5],
    [1, 1.5],
    [1.5, 1],
  ]);
  expect(dataOf(whole, 'attempts that failed')).toMatchObject([{ x: 2, y: 0, figure: 'attempt 1 hung' }]);
});

test('zero is on the axes of the chart', () => {
  const { scales } = courseQuestion(whole).configure(run, look)!.options as {
    scales: Record<string, { min: number }>;
  };
  expect([scales.x!.min, scales.pace!.min]).toEqual([0, 0]);
});

test('the words say how many, what failed, the longest, and both halves', () => {
  const gist = courseQuestion(whole).gist(run);
  expect(gist).toMatch(/^4 processes in 4 attempts, 1\b/);
  expect(gist).toContain('0.750, 1.000, 1.250');
});

test('without timed or failed processes there is no chart', () => {
  expect(courseQuestion([]).configure(run, look)).toBeNull();
  expect(courseQuestion(courseOf(run, [record(0, 0, [])])).configure(run, look)).toBeNull();
});

test('the table has a line for each experiment that ran, and says so of failures', () => {
  const table = parsed(render(h(CourseTable, { course: whole, run })));
  const lines = linesOf(one(table, 'table'));
  expect(lines.slice(0, 2).map((line) => line.slice(0, 3))).toEqual([
    ['look-up', '3', 'none'],
    ['memory', '1', '1'],
  ]);
  // Two halves of the time follow.
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('0.500, 1.000, 1.500');
  expect(all(lineOf(one(table, 'table'), 'memory'), '.failed')).toHaveLength(1);
  expect(all(lineOf(one(table, 'table'), 'look-up'), '.failed')).toEqual([]);
  const nothing = parsed(render(h(CourseTable, { course: [], run })));
  expect(all(nothing, 'table')).toEqual([]);
  expect(all(nothing, 'p.missing')).toHaveLength(1);
});
