import { describe, expect, test } from 'vitest';
import { barText, noiseText, scaleFor } from '../../../harness/cli/face/bars.ts';
import { hueOf } from '../../../harness/cli/face/colours.ts';
import { comparisonText } from '../../../harness/cli/face/comparison.ts';
import type { Row, Run } from '../../../harness/records/schema.ts';
import { dark, light } from '../../../harness/report/charts/theme.ts';
import { madeRun } from '../../report/made-run.ts';

const plain = { width: 80, colour: false };
const sharp = (estimate: number) => ({ estimate, low: null, high: null });
const scale = (most: number, columns: number, noise: number | null = null) => ({ most, columns, noise });

describe('a bar', () => {
  test('is as long as its figure, to an eighth of a column', () => {
    expect(barText(sharp(10), scale(10, 8))).toBe('████████');
    expect(barText(sharp(5), scale(10, 8))).toBe('████');
    expect(barText(sharp(5.625), scale(10, 8))).toBe('████▌');
    expect(barText(sharp(5.15625), scale(10, 8))).toBe('████▏');
  });

  test('of nothing, or of less, has no length; of very little the least', () => {
    expect(barText(sharp(0), scale(10, 8))).toBe('');
    expect(barText(sharp(-3), scale(10, 8))).toBe('');
    expect(barText(sharp(0.001), scale(10, 8))).toBe('▏');
  });

  test('shows its interval: solid below, dense to the estimate, light above', () => {
    expect(barText({ estimate: 5, low: 3, high: 8 }, scale(10, 10))).toBe('███▓▓░░░');
    expect(barText({ estimate: -1, low: -4, high: 3 }, scale(10, 10))).toBe('░░░');
  });

  test('has a notch where noise ends, within it and beyond it', () => {
    expect(barText(sharp(5), scale(10, 10, 2))).toBe('██┊██');
    expect(barText(sharp(1), scale(10, 10, 4))).toBe('█   ┊');
    expect(noiseText(scale(10, 10, 4))).toBe('····┊');
    expect(noiseText(scale(10, 10))).toBe('');
  });

  test('in ASCII', () => {
    expect(barText({ estimate: 5, low: 3, high: 8 }, scale(10, 10, 9), true)).toBe('###==--- |');
    expect(barText(sharp(0), scale(10, 8), true)).toBe('');
  });

  test('has a scale on which the largest figure, its interval and the noise have room', () => {
    expect(scaleFor([sharp(3), { estimate: 2, low: 1, high: 4 }], 1, 20)).toEqual(scale(4, 20, 1));
    expect(scaleFor([sharp(3)], 9, 20)?.most).toBe(9);
    expect(scaleFor([sharp(0), sharp(-2)], null, 20)).toBeNull();
    expect(scaleFor([], null, 20)).toBeNull();
  });
});

/** The bar of each strategy in the last panel of the comparison. */
function lastBars(run: Run, width: number): Map<string, string> {
  const [bars = ''] = comparisonText(run, { width, colour: false }).split('\n\n');
  const lines = bars.split('\n').filter((line) => /^[a-z-]+ {2,}/.test(line) || /^[a-z-]+ .*\d/.test(line));
  return new Map(lines.map((line) => [line.split(' ', 1)[0]!, /[█▓░┊▏▎▍▌▋▊▉]*$/.exec(line)![0]]));
}

const bytesAlone = (change: (row: Row) => Row | null = (row) => row): Run => {
  const run = madeRun();
  const rows = run.rows.filter(({ experiment }) => experiment === 'memory');
  return { ...run, rows: rows.flatMap((row) => change(row) ?? []) };
};

test.each([80, 120, 200])('in %i columns the longest bar is that of the largest figure', (width) => {
  const bars = lastBars(bytesAlone(), width);
  const longest = [...bars].sort(([, a], [, b]) => b.length - a.length)[0]!;
  expect(longest[0]).toBe('weakref-list');
  expect(longest[1].length).toBeGreaterThanOrEqual(12);
  // 212 bytes against 41.
  expect(bars.get('map-by-id')!.length / longest[1].length).toBeCloseTo(41 / 212, 1);
});

test('a strategy that costs nothing has no bar, one that was not measured neither', () => {
  const bars = lastBars(
    bytesAlone((row) => {
      if (row.strategy === 'trailing') return null;
      return row.strategy === 'inline' ? { ...row, estimate: 0, low: 0, high: 0 } : row;
    }),
    80,
  );
  expect(bars.get('inline')).toBe('');
  expect(bars.get('trailing') ?? '').toBe('');
  expect(bars.get('weakmap')).not.toBe('');
});

test('replays come before programs; where controls failed it is said', () => {
  const head = (run: Run, width = 80) => comparisonText(run, { width, colour: false }).split('\n')[0];
  expect(head(madeRun({ traces: true }))).toMatch(
    /^strategy +ns added to a replayed call +bytes per code object$/,
  );
  expect(head(madeRun())).toMatch(/^strategy +\S.*bytes per code object$/);
  const verdict = { threshold: 0.02, pValue: null, wouldHaveSeen: null, moreProcesses: null, says: '' };
  const rows = madeRun().rows.map((row) =>
    row.experiment === 'look-up' ? { ...row, verdict: { ...verdict, is: 'invalid' as const } } : row,
  );
  const wide = comparisonText({ ...madeRun(), rows }, { width: 200, colour: false });
  expect(wide).toMatch(/\bhit: .*\bcontrol\b/);
});

test('more columns of the comparison are drawn where there is room', () => {
  const panels = (width: number) =>
    comparisonText(madeRun({ traces: true }), { width, colour: false })
      .split('\n')[0]!
      .split(/ {2,}/).length - 1;
  expect(panels(80)).toBe(2);
  expect(panels(200)).toBe(4);
});

test('one column alone has its intervals in figures; noise of many digits is written out', () => {
  const [bars] = comparisonText(bytesAlone(), plain).split('\n\n');
  expect(bars).toMatch(/^weakmap +74\.0 \[/m);
  const hits = madeRun({ without: (row) => row.experiment !== 'look-up' || row.metric !== 'added-ns' });
  const rows = hits.rows.map((row) =>
    row.strategy === 'none-twin' ? { ...row, estimate: 0, low: -123456, high: 123456 } : row,
  );
  expect(comparisonText({ ...hits, rows }, plain)).toMatch(/^noise floor +123456\.0 ·+┊$/m);
});

test('colours of a strategy in the terminal are of the hue of the charts', () => {
  for (const theme of [light, dark]) {
    const hue = (name: string) => hueOf(theme.strategies[name]!);
    expect(hue('inline')).toBe('blue');
    expect(hue('trailing')).toBe('green');
    expect(['map-by-id', 'map-by-address', 'map-by-object'].map(hue)).toEqual(['yellow', 'yellow', 'yellow']);
    expect(['weakmap', 'weakref-list'].map(hue)).toEqual(['magenta', 'magenta']);
    expect(hueOf(theme.control)).toBe('gray');
  }
});
