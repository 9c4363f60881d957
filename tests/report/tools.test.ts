/** Special builds, tools and strategies beyond the thread: their tables, charts and answers, and that nothing else changes. */

import { expect, test } from 'vitest';
import { summary } from '../../harness/cli/face/summary.ts';
import type { Run } from '../../harness/records/schema.ts';
import { answers } from '../../harness/report/answer.ts';
import { hooks } from '../../harness/report/charts/hooks.ts';
import { jit } from '../../harness/report/charts/jit.ts';
import { lookUp } from '../../harness/report/charts/look-up.ts';
import type { Point, Question } from '../../harness/report/charts/question.ts';
import { severalTools } from '../../harness/report/charts/several-tools.ts';
import { light, paints } from '../../harness/report/charts/theme.ts';
import { comparison } from '../../harness/report/comparison-table.ts';
import { figureText } from '../../harness/report/figure.ts';
import { hookTables } from '../../harness/report/hooks.ts';
import { failures, missing } from '../../harness/report/missing.ts';
import { noiseFloor } from '../../harness/report/noise.ts';
import type { Table } from '../../harness/report/table.ts';
import { toolTables } from '../../harness/report/tools.ts';
import { verdictTables } from '../../harness/report/verdicts.ts';
import { warnings } from '../../harness/report/warnings.ts';
import { barePage } from './bare-page.ts';
import { checked, madeRun } from './made-run.ts';
import { BEYOND, GRAINS, made, withBeyond, withTools } from './made-tools.ts';
import { all, linesOf, one, outlineFaults, textOf } from './parsed.ts';
import { names, sentences, told } from './told.ts';

const bare = madeRun();
const run = checked(withTools(bare));
const beyond = checked(withBeyond(madeRun({ traces: true })));
const titled = (tables: readonly Table[], title: string) => tables.find((table) => table.title === title)!;
const page = (of: Run) => barePage(of);

/** "104 [103, 105]", "≈ 4 [3, 5]"; undefined where there is no row. */
function at(table: Table, arm: string, group: string, heading: string): string | undefined {
  const column = table.columns.findIndex((each) => each.group === group && each.heading === heading);
  expect(column, `${group}: ${heading}`).toBeGreaterThanOrEqual(0);
  const cell = table.lines.find((line) => line.arm.name === arm)?.cells[column];
  const text = figureText(cell?.row);
  if (text === null) return undefined;
  return `${cell!.told === 'not told apart' ? '≈ ' : ''}${text.estimate} ${text.interval}`;
}

test('each grain has a call, what it adds to no hook and to one per interpreter, and words', () => {
  const table = titled(hookTables(run), 'The grain of the hook');
  expect(table.lines.map(({ arm }) => arm.name)).toEqual([
    'no-hook',
    'global-hook',
    'none',
    ...GRAINS.slice(2),
    'inline',
  ]);
  expect(at(table, 'hook-on-code', 'A call, ns', 'fib')).toBe('104.0 [103.0, 105.0]');
  expect(at(table, 'hook-on-code', 'Added to no hook, ns', 'scheduler')).toBe('14.0 [13.0, 15.0]');
  expect(at(table, 'decorator', 'Added to one per interpreter, ns', 'fib')).toBe('60.0 [59.0, 61.0]');
  expect(at(table, 'global-hook', 'Added to one per interpreter, ns', 'fib')).toBe('≈ 0.0 [−1.0, 1.0]');
  expect(at(table, 'none', 'Added to one per interpreter, ns', 'fib')).toBeUndefined();
  for (const { words } of table.lines) expect(words!.length).toBeGreaterThan(30);
});

test('a special build has the bytes of its field, their share, and its time under a hook and without', () => {
  const table = titled(hookTables(run), 'A special build');
  expect(at(table, 'unused-field', 'Added to a code object', 'bytes')).toMatch(/^8\.0/);
  expect(at(table, 'unused-field', 'Added to a code object', '%')).toMatch(/^5\.0/);
  expect(at(table, 'unused-field', 'Added to a call, ns', 'fib')).toMatch(/^≈ 0\.2/);
  expect(at(table, 'unused-field-no-hook', 'Added to a call, ns', 'fib')).toMatch(/^≈ 0\.1/);
  expect(at(table, 'unused-field-no-hook', 'Added to a code object', 'bytes')).toBeUndefined();
});

test('a JIT has times as fast and the share of its gain that is taken back; other tools what they add', () => {
  const tables = toolTables(run);
  expect(tables.map(({ title }) => title)).toEqual([
    'A JIT with each storage',
    'Coverage with each storage',
    'Several tools at once',
  ]);
  const [withJit, coverage] = tables as [Table, Table];
  expect(at(withJit, 'inline', 'Times as fast as without a JIT', 'fib')).toBe('2.00 [1.96, 2.05]');
  expect(at(withJit, 'map-by-id', 'Of the gain taken back, %', 'fib')).toBe('20.0 [19.0, 21.0]');
  expect(at(withJit, 'inline-twin', 'Of the gain taken back, %', 'fib')).toMatch(/^0\.\d/);
  expect(at(coverage, 'weakmap', 'Added to the field, %', 'fib')).toBe('30.0 [29.0, 31.0]');
  expect(coverage.columns.map(({ group }) => group)).not.toContain('Of the gain taken back, %');
});

test('a JIT that gains nothing has no gain to take back, and does not speak of it', () => {
  const without = { ...run, rows: run.rows.filter(({ metric }) => metric !== 'gain-eaten') };
  const [withJit] = toolTables(without);
  expect(withJit!.columns.map(({ group }) => group)).not.toContain('Of the gain taken back, %');
  expect(withJit!.aid.length).toBeLessThan(toolTables(run)[0]!.aid.length);
  expect(drawn(jit, without)).toBeNull();
  expect(summary(without, { width: 80, colour: false })).not.toContain('back, %');
});

test('several tools have figures for each number, and a field for one', () => {
  const table = titled(toolTables(run), 'Several tools at once');
  const ns = (arm: string) =>
    ['1', '2', '4', '8'].map((tools) =>
      at(table, arm, 'All look-ups of a call, ns, with so many tools', tools),
    );
  expect(ns('map-by-id').map((text) => text?.split(' ')[0])).toEqual(['12.0', '21.0', '39.0', '75.0']);
  expect(ns('inline').slice(1)).toEqual([undefined, undefined, undefined]);
});

test('noise is that of twins with as many tools', () => {
  const twin = { experiment: 'several-tools', strategy: 'none-twin', reference: 'none' } as const;
  const rows = [
    made({ ...twin, metric: 'added-ns', unit: 'ns', estimate: 5, tools: 1 }),
    made({ ...twin, metric: 'added-ns', unit: 'ns', estimate: 50, tools: 8 }),
  ];
  const cell = { experiment: 'several-tools', workload: 'fib', metric: 'added-ns' } as const;
  expect(noiseFloor({ ...run, rows }, { ...cell, tools: 1 })).toBe(6);
  expect(noiseFloor({ ...run, rows }, { ...cell, tools: 8 })).toBe(51);
});

test('what a lossy table is wrong about stands by trace', () => {
  const table = titled(toolTables(beyond), 'Lossy counts');
  expect(table.columns).toEqual([{ group: 'Counted wrongly, %', heading: 'lossy-table' }]);
  expect(table.lines.map(({ arm, where }) => [arm.name, where])).toEqual(
    ['web, call-1', 'web, call-10', 'batch, call-1', 'batch, call-10'].map((name) => [
      name,
      '950 code objects called',
    ]),
  );
  expect(toolTables(bare)).toEqual([]);
});

function drawn(question: Question, of: Run) {
  return question.configure(of, { theme: light, titled: false, narrow: false });
}

function pointsOf(question: Question, of: Run, label: string): Point[] {
  return drawn(question, of)!.data.datasets.find((dataset) => dataset.label === label)!.data;
}

test('the charts hold the rows, and are not drawn without them', () => {
  expect(pointsOf(hooks, run, 'scheduler')).toContainEqual(
    expect.objectContaining({ x: 60, xMin: 59, xMax: 61, y: 'decorator' }),
  );
  expect(pointsOf(hooks, run, 'fib').map(({ y }) => y)).not.toContain('unused-field');
  expect(pointsOf(jit, run, 'fib').find(({ y }) => y === 'weakmap')!.x).toBeCloseTo(30);
  expect(pointsOf(severalTools, run, 'weakmap').map(({ x, y }) => [x, y])).toEqual([
    [1, 23],
    [2, 43],
    [4, 83],
    [8, 163],
  ]);
  expect(pointsOf(severalTools, run, 'inline')).toHaveLength(1);
  for (const question of [hooks, jit, severalTools]) {
    expect(drawn(question, bare)).toBeNull();
    expect(question.gist(run).length).toBeGreaterThan(60);
    expect(() => question.gist(bare)).not.toThrow();
  }
});

test('several tools of strategies beyond the thread stand in a panel of their own', () => {
  const both = withTools(withBeyond(bare));
  const tools = { experiment: 'several-tools', workload: 'population', metric: 'ns', unit: 'ns' } as const;
  both.rows.push(made({ ...tools, strategy: 'indexed', tools: 2, estimate: 6 }));
  const panels = drawn(severalTools, both)!.data.datasets.map(({ label, yAxisID }) => [yAxisID, label]);
  expect(panels).toContainEqual(['panel1', 'indexed']);
  expect(panels).toContainEqual(['panel0', 'weakmap']);
});

test('look-ups of what the thread does not name stand in panels of their own, beside the field', () => {
  const panels = drawn(lookUp, beyond)!.data.datasets.map(({ label, yAxisID }) => [yAxisID, label]);
  expect(panels).toContainEqual(['panel1', 'weakmap']);
  expect(panels).not.toContainEqual(['panel1', 'indexed']);
  for (const arm of ['inline', ...BEYOND]) expect(panels).toContainEqual(['panel2', arm]);
});

test('strategies that share a spare colour have other lines', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const paint = paints(madeRun({ own: names }), light);
  const lines = names.map((name) => `${paint(name).colour} ${paint(name).dash}`);
  expect(new Set(lines).size).toBe(names.length);
});

test('special builds are no strategies: comparison, answers and other tables stay as they are', () => {
  expect(comparison(run)).toEqual(comparison(bare));
  expect(answers(run).slice(0, 4)).toEqual(answers(bare));
  expect(verdictTables(run)).toEqual(verdictTables(bare));
  expect(missing(run)).toEqual(missing(bare));
});

test('the answer speaks of a JIT and of the hook where they were measured', () => {
  const [, , , , ...more] = answers(run);
  expect(more.map(({ topic }) => topic)).toEqual(['A JIT', 'Who holds the hook']);
  expect(sentences(more[0]!.headline).map((sentence) => told(sentence))).toEqual([
    ['inline', '2.00'],
    ['weakmap', '1.54'],
  ]);
  const [, hook] = more;
  const [differ, within, unset] = sentences(hook!.headline);
  expect(told(differ!).slice(-2)).toEqual(['60.0', 'decorator']);
  expect(told(within!)).toEqual(['global-hook']);
  expect(within).toMatch(/noise/);
  expect(told(unset!)).toEqual(expect.arrayContaining(['−10.0', 'no-hook']));
  expect(names(hook!.headline)).not.toContain('inline');
  expect(hook!.items.map(({ arm }) => arm)).not.toContain('inline');
});

test('the answer names the programs on which a JIT gains nothing', () => {
  const like = {
    experiment: 'tools',
    part: 'JIT',
    metric: 'ratio',
    unit: 'ratio',
    strategy: 'inline',
  } as const;
  const slowed = made({
    ...like,
    reference: 'no-hook',
    workload: 'thousand',
    estimate: 1.25,
    difference: 'more',
  });
  const equal = made({ ...like, reference: 'no-hook', workload: 'even', estimate: 1 });
  const jitOf = (rows: Run['rows']) =>
    answers({ ...run, rows }).find(({ topic }) => topic === 'A JIT')!.headline;
  const [gains] = sentences(jitOf([...run.rows, slowed, equal]));
  expect(told(gains!)).toEqual(['inline', '2.00', expect.stringMatching(/^0\.80\d?$/), '1.00']);
  expect(gains).toMatch(/\bfib 2\.00\b.*\bthousand \(0\.80\d?, slower\).*\beven \(1\.00\)/);
});

test('what the thread does not name is no headline, and the best of it is told after it', () => {
  const [, calls, lookUps, memory, cleanup] = answers(beyond);
  expect(sentences(lookUps!.headline).map((sentence) => told(sentence))).toEqual([
    ['3.20', 'inline', '71.0', 'weakmap'],
    ['side-table', '2.56'],
  ]);
  const [thread, others] = sentences(calls!.headline);
  expect(names(thread!).filter((name) => BEYOND.some((each) => each === name))).toEqual([]);
  expect(names(others!)).toEqual(['side-table', 'indexed']);
  expect(others).toMatch(/no difference that counts/);
  expect(names(memory!.headline)).not.toContain('lossy-table');
  const says = (name: string) => calls!.items.find(({ arm }) => arm === name)!.says;
  expect(says('lossy-table')).toMatch(/another code object/);
  expect(says('indexed')).not.toMatch(/another code object/);
  expect(cleanup!.items.map(({ arm }) => arm)).toContain('indexed');
});

test('the comparison has strategies beyond the thread below, under a heading, as far as they were measured', () => {
  const origins = Object.fromEntries(comparison(beyond).strategies.map(({ arm, origin }) => [arm, origin]));
  expect(origins).toMatchObject({
    inline: null,
    indexed: 'what came of it later',
    'side-table': 'candidates',
  });
  const rows = linesOf(one(page(beyond), '#comparison table')).map(([head]) => head!);
  const order = ['what came of it later', 'indexed', 'candidates', 'side-table'];
  expect(rows.filter((head) => order.includes(head))).toEqual(order);
  expect(all(page(beyond), '#comparison th[scope="rowgroup"]')).toHaveLength(2);
  const few = { ...beyond, rows: beyond.rows.filter(({ strategy }) => strategy !== 'indexed') };
  expect(comparison(few).strategies.map(({ arm }) => arm)).not.toContain('indexed');
  expect(all(page(bare), 'th[scope="rowgroup"]')).toEqual([]);
});

test('verdicts on special builds, tools and several tools have tables of their own', () => {
  const verdict = {
    is: 'slower',
    threshold: 0.02,
    pValue: 0.01,
    wouldHaveSeen: null,
    moreProcesses: 0,
    says: 'It is.',
  } as const;
  const compared = ({ experiment, metric, strategy }: Run['rows'][number]) =>
    (experiment === 'builds' && metric === 'ratio' && !strategy.endsWith('-twin')) ||
    (experiment === 'tools' && metric === 'ratio');
  const judged = {
    ...run,
    rows: run.rows.map((row) => (compared(row) ? { ...row, verdict } : row)),
  };
  const table = (title: string) => verdictTables(judged).find((each) => each.title.includes(title))!;
  expect(table('special builds').lines.map(({ arm }) => arm)).toContain('decorator');
  expect(table('with a tool').columns).toEqual(['coverage, fib', 'JIT, fib']);
  expect(table('with a tool').lines.map(({ arm }) => arm)).not.toContain('no-hook');
});

test('the page has sections of hooks and tools with what they hold, and none without', () => {
  const whole = page(run);
  for (const [id, tables] of [
    ['hooks', hookTables(run)],
    ['tools', toolTables(run)],
  ] as const) {
    expect(all(whole, `nav a[href="#${id}"]`)).toHaveLength(1);
    const titles = all(one(whole, `#${id}`), 'summary h3').map((title) => textOf(title));
    expect(titles).toEqual(tables.map(({ title }) => title));
    expect(all(page(bare), `#${id}, nav a[href="#${id}"]`)).toEqual([]);
  }
  for (const { words } of hookTables(run)[0]!.lines)
    expect(all(whole, '#hooks td.words').map((cell) => textOf(cell))).toContain(words);
  expect(outlineFaults(whole)).toEqual([]);
});

test('a run of special builds alone has no comparison, in the page or the terminal', () => {
  const alone = { ...run, rows: run.rows.filter(({ experiment }) => experiment === 'builds') };
  expect(comparison(alone).columns).toEqual([]);
  expect(all(page(alone), '#comparison table')).toEqual([]);
  const text = summary(alone, { width: 80, colour: false });
  expect(text).not.toMatch(/^strategy/m);
  expect(text).toMatch(/^decorator +160\.0/m);
  for (const line of text.split('\n')) expect(line.trim()).not.toMatch(/^\S+( +–)+$/);
});

test('the terminal has a line for each grain, for a JIT and for several tools, in 80 columns', () => {
  const text = summary(run, { width: 80, colour: false });
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(text).toMatch(/^hook +ns +ns\n +fib +scheduler$/m);
  expect(text).toMatch(/^map-by-id +1\.67 \[1\.63, 1\.70\] +20\.0 \[19\.0, 21\.0\]$/m);
  // With their intervals the four numbers of tools do not fit beside one another.
  expect(text).toMatch(/^weakmap +23\.0 \[22\.0, 24\.0\] +43\.0 \[42\.0, 44\.0\]$/m);
  expect(text).toMatch(/^weakmap +83\.0 \[82\.0, 84\.0\] +163\.0 \[162\.0, 164\.0\]$/m);
  expect(summary(run, { width: 120, colour: false })).toMatch(/^weakmap +23\.0 .* 163\.0 /m);
  expect(summary(bare, { width: 80, colour: false })).not.toMatch(/^hook|^JIT|^several tools/m);
});

test('what was planned and failed is told in the warnings; what was not planned is not missing', () => {
  const process = { workload: 'fib', replicate: 0, seed: 1 } as const;
  const several = { ...process, workload: 'population', experiment: 'several-tools', number: 2 } as const;
  const arms = ['none', 'decorator', 'own-hooks'];
  const planned: Run = {
    ...run,
    plan: {
      ...run.plan,
      processes: [
        { ...process, number: 0, experiment: 'builds', arms },
        { ...process, number: 1, experiment: 'tools', part: 'JIT', arms: ['inline', 'weakmap'] },
        { ...several, arms: ['inline', 'weakmap'], tools: [1, 2] },
      ],
    },
    rows: run.rows.filter(({ experiment, strategy }) => strategy !== 'own-hooks' && experiment !== 'tools'),
  };
  expect(failures(planned)).toEqual(['builds on fib: `own-hooks`', 'tools: nothing']);
  const added = warnings(planned).filter((warning) => !warnings(run).includes(warning));
  expect(added).toHaveLength(1);
  for (const failure of failures(planned)) expect(added[0]).toContain(failure);
  expect(BEYOND.some((name) => missing(planned).join().includes(name))).toBe(false);
});
