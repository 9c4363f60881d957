import { describe, expect, it } from 'vitest';
import { withVerdicts } from '../../harness/judge/verdicts.ts';
import type { Control, Row } from '../../harness/records/schema.ts';
import { verdictCounts, verdictTables } from '../../harness/report/verdicts.ts';
import type { Figure } from '../../harness/samples/figure.ts';
import { medianInterval } from '../../harness/statistics/interval.ts';
import { verdictSentence } from '../../harness/words/verdict.ts';
import { blankRun } from '../records/blank-run.ts';
import { numbersIn } from './made-records.ts';

const { plan } = blankRun();

/** A ratio to `none` on a program, from values that lie evenly around `centre`. */
function figure(centre: number, reach: number, processes = 20, also: Partial<Row> = {}): Figure {
  const values = Array.from(
    { length: processes },
    (_, i) => centre + reach * ((2 * i) / (processes - 1) - 1),
  );
  const row: Row = {
    experiment: 'call-cost',
    strategy: 'weakmap',
    workload: 'fib',
    metric: 'ratio',
    unit: 'ratio',
    reference: 'none',
    ...medianInterval(values),
    processes,
    ...also,
  };
  return { row, values };
}

const BYTES: Partial<Row> = {
  experiment: 'memory',
  workload: 'population',
  metric: 'bytes-per-code',
  unit: 'bytes',
};

function verdictOf(one: Figure, controls: Control[] = [], beside: Figure[] = []) {
  return withVerdicts(plan, [one, ...beside], controls)[0]!.verdict!;
}

const failed = (id: Control['id'], workload: string): Control => ({
  id,
  experiment: 'call-cost',
  workload,
  unit: 'ratio',
  expected: 1,
  estimate: 1.1,
  low: 1.05,
  high: 1.15,
  level: 0.95,
  processes: 20,
  passed: false,
  says: '',
});

describe('the verdict', () => {
  it('is slower or faster where interval and test exclude no difference', () => {
    expect(verdictOf(figure(1.1, 0.02)).is).toBe('slower');
    expect(verdictOf(figure(0.9, 0.02)).is).toBe('faster');
  });

  it('is equivalent where the whole interval lies inside the threshold, even if it excludes no difference', () => {
    expect(verdictOf(figure(1, 0.005)).is).toBe('equivalent');
    expect(verdictOf(figure(1.005, 0.003)).is).toBe('equivalent');
  });

  it('is not decided otherwise, and says what would have been seen and how many more processes would decide', () => {
    const verdict = verdictOf(figure(1.005, 0.1));
    expect(verdict.is).toBe('not decided');
    expect(verdict.wouldHaveSeen).toBeGreaterThan(0.02);
    expect(verdict.moreProcesses).toBeGreaterThan(20);
    const seen = Number((100 * verdict.wouldHaveSeen!).toFixed(1));
    expect(numbersIn(verdictSentence({ processes: 20, unit: 'ratio' }, verdict))).toEqual([
      seen,
      20,
      verdict.moreProcesses,
    ]);
  });

  it('needs four times the processes for half the width', () => {
    const needed = (reach: number) => 20 + verdictOf(figure(1, reach)).moreProcesses!;
    expect(needed(0.2) / needed(0.1)).toBeCloseTo(4, 1);
  });

  it('is never decided below 95 %', () => {
    for (const centre of [1, 1.5]) {
      const verdict = verdictOf(figure(centre, 0.001, 5));
      expect(verdict).toMatchObject({ is: 'not decided', wouldHaveSeen: null, moreProcesses: null });
      expect(numbersIn(verdictSentence({ processes: 5, unit: 'ratio' }, verdict))).toEqual([95]);
    }
  });

  it('is invalid beside a failed control of the same workload, and of no other', () => {
    expect(verdictOf(figure(1.1, 0.02), [failed('inline-twin', 'fib')]).is).toBe('invalid');
    expect(verdictOf(figure(1.1, 0.02), [failed('injected', 'fib')]).is).toBe('invalid');
    expect(verdictOf(figure(1.1, 0.02), [failed('inline-twin', 'queens')]).is).toBe('slower');
    expect(verdictOf(figure(1.1, 0.02), [failed('must-leak', 'fib')]).is).toBe('slower');
  });

  it('stands beside a failed control of another setting', () => {
    const life = (part: string): Partial<Row> => ({
      experiment: 'life',
      workload: 'population',
      population: 1000,
      part,
      metric: 'added-ns',
      unit: 'ns',
    });
    const control: Control = {
      ...failed('inline-twin', 'population'),
      experiment: 'life',
      population: 1000,
      part: 'attach',
    };
    const is = (also: Partial<Row>) => verdictOf(figure(400, 5, 20, also), [control]).is;
    expect(is(life('attach'))).toBe('invalid');
    expect(is(life('detach'))).toBe('slower');
    expect(is({ ...life('attach'), population: 2000 })).toBe('slower');
    const look = { experiment: 'look-up' as const, hitRatio: 1, perTurn: 4000 };
    const { part: _, ...whole } = life('attach');
    const beside = (others: number): Partial<Row> => ({ ...whole, ...look, others });
    const { part: __, ...guard } = control;
    const crowded: Control = { ...guard, ...look, others: 4 };
    const isCrowded = (others: number) => verdictOf(figure(400, 5, 20, beside(others)), [crowded]).is;
    expect(isCrowded(4)).toBe('invalid');
    expect(isCrowded(16)).toBe('slower');
  });

  it('of the collector is by ratio, within a twentieth', () => {
    const collector: Partial<Row> = {
      experiment: 'collector',
      workload: 'population',
      population: 1500,
      part: 'full collection',
    };
    expect(verdictOf(figure(1.04, 0.005, 20, collector)).is).toBe('equivalent');
    expect(verdictOf(figure(1.2, 0.02, 20, collector)).is).toBe('slower');
    const added = figure(1, 0.1, 20, { ...collector, metric: 'added-ms', unit: 'ms' });
    expect(withVerdicts(plan, [added], [])[0]!.verdict).toBeUndefined();
  });

  it('is harder to have among many comparisons', () => {
    const one = figure(1.06, 0.028, 6);
    const many = Array.from({ length: 60 }, (_, i) => figure(1 + (i % 2 === 0 ? 0.001 : -0.001), 0.05, 6));
    expect(verdictOf(one).is).toBe('slower');
    const verdict = verdictOf(one, [], many);
    expect(verdict.is).toBe('not decided');
    // It would have been seen, alone; no number of processes is asked for.
    expect(verdict.moreProcesses).toBeNull();
    expect(numbersIn(verdictSentence({ processes: 6, unit: 'ratio' }, verdict))).toEqual([
      Number((100 * verdict.wouldHaveSeen!).toFixed(1)),
      6,
    ]);
  });

  it('corrects over the times of strategies alone: neither bytes nor controls make it easier', () => {
    const one = figure(1.03, 0.028, 6);
    const undecided = Array.from({ length: 20 }, () => figure(1, 0.05, 6));
    const bytes = Array.from({ length: 60 }, () => figure(46, 0.1, 6, BYTES));
    const controls = Array.from({ length: 60 }, () => figure(1.5, 0.01, 6, { strategy: 'inline-slowed' }));
    const plain = verdictOf(one, [], undecided);
    expect(verdictOf(one, [], [...undecided, ...bytes, ...controls]).pValue).toBe(plain.pValue);
  });

  it('is given to strategies beside none alone', () => {
    const twin = figure(1, 0.001, 20, { strategy: 'inline-twin' });
    const toInline = figure(1, 0.001, 20, { reference: 'inline' });
    for (const row of withVerdicts(plan, [twin, toInline], [])) expect(row.verdict).toBeUndefined();
  });

  it('of bytes is more, less or equivalent', () => {
    const bytes = (centre: number) => verdictOf(figure(centre, 0.1, 6, BYTES));
    expect(bytes(46).is).toBe('more');
    expect(bytes(-8).is).toBe('less');
    expect(bytes(0.2).is).toBe('equivalent');
  });

  it('of bytes is given once: not where a population grows or doubles', () => {
    for (const workload of ['growing', 'doubling', 'snapshot'])
      expect(
        withVerdicts(plan, [figure(46, 0.1, 6, { ...BYTES, workload })], [])[0]!.verdict,
      ).toBeUndefined();
  });
});

describe('the tables of verdicts', () => {
  it('say word, figure and number of processes, and what is missing to decide', () => {
    const rows = withVerdicts(plan, [figure(1.1, 0.02), figure(1.005, 0.1, 20, { strategy: 'inline' })], []);
    const [table, ...others] = verdictTables({ ...blankRun(), rows });
    expect(others).toEqual([]);
    expect(table!.columns).toEqual(['fib']);
    expect(numbersIn(table!.threshold)).toEqual([2]);
    expect(table!.threshold).toContain('call');
    const cellOf = (arm: string) => table!.lines.find((line) => line.arm === arm)!.cells[0]!;
    expect(cellOf('weakmap').is).toBe('slower');
    expect(cellOf('weakmap').figure).toMatch(/^\+10(\.\d)? \[.*\] %$/);
    expect(cellOf('weakmap').because).toBe('20\u00a0processes'.replace('\u00a0', ' '));
    const { wouldHaveSeen, moreProcesses } = rows.find(({ strategy }) => strategy === 'inline')!.verdict!;
    const [processes, seen, more] = numbersIn(cellOf('inline').because);
    expect([processes, more]).toEqual([20, moreProcesses]);
    expect(seen! / 100).toBeCloseTo(wouldHaveSeen!, 2);
    expect(verdictCounts(table!)).toBe('1 not decided, 1 slower');
  });

  it('are none for a record from before there were verdicts', () => {
    expect(verdictTables({ ...blankRun(), rows: [figure(1.1, 0.02).row] })).toEqual([]);
  });
});
