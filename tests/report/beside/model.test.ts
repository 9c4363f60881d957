import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Claim, Row, Run } from '../../../harness/records/schema.ts';
import { AGREEMENTS, agreementInShort, claimsBeside } from '../../../harness/report/beside/claims.ts';
import { comparisonBeside } from '../../../harness/report/beside/comparison.ts';
import { differences, differencesText, fingerprints } from '../../../harness/report/beside/fingerprint.ts';
import { limitsOf } from '../../../harness/report/beside/limits.ts';
import { ordersInShort, ordersOf, reversalText } from '../../../harness/report/beside/orders.ts';
import { folderNameOf, labelled, repeated, titleOf } from '../../../harness/report/beside/runs.ts';
import { environmentFacts } from '../../../harness/report/environment.ts';
import { Environment } from '../../../harness/report/page/environment.tsx';
import { madeRun } from '../made-run.ts';
import { one, parsed, textOf } from '../parsed.ts';
import { told } from '../told.ts';

const claim = (id: string, verdict: Claim['verdict'], rest: Partial<Claim> = {}): Claim => ({
  id,
  claim: `The claim ${id}.`,
  verdict,
  because: `What was seen of ${id}.`,
  rule: 'As it is judged.',
  rows: [],
  ...rest,
});

const withClaims = (...claims: Claim[]): Run => ({ ...madeRun(), claims });

/** The run with another figure in the rows that `isMeant` means. */
function withRows(run: Run, isMeant: (row: Row) => boolean, change: Partial<Row>): Run {
  return { ...run, rows: run.rows.map((row) => (isMeant(row) ? { ...row, ...change } : row)) };
}

describe('labels', () => {
  test('runs are lettered in the order in which they are named, beyond Z too', () => {
    const labels = labelled(Array.from({ length: 28 }, () => madeRun())).map(({ label }) => label);
    expect([labels[0], labels[1], labels[25], labels[26], labels[27]]).toEqual(['A', 'B', 'Z', 'AA', 'AB']);
  });

  test('a run that is given twice is found, and two runs of one id are two runs', () => {
    const other = { ...madeRun(), seed: 7 };
    const again = repeated(labelled([other, madeRun(), madeRun()]));
    expect(again?.map(({ label }) => label)).toEqual(['B', 'C']);
    expect(repeated(labelled([madeRun(), other]))).toBeNull();
  });

  test('the folder and the title name the runs, and long ids are cut', () => {
    const named = (...ids: string[]) => labelled(ids.map((id) => ({ ...madeRun(), id })));
    expect(folderNameOf(named('one', 'two'))).toBe('one-beside-two');
    expect(folderNameOf(named('one', 'two', 'three'))).toBe('one-beside-2-others');
    expect(folderNameOf(named('x'.repeat(300), 'y'.repeat(300))).length).toBeLessThan(200);
    expect(titleOf(named('one', 'two'))).toMatch(/^one\b.*\btwo$/);
  });
});

describe('fingerprints', () => {
  const factsOf = (...runs: Run[]) => fingerprints(labelled(runs));
  const factNamed = (name: string, ...runs: Run[]) =>
    factsOf(...runs)
      .flatMap(({ facts }) => facts)
      .find((fact) => fact.name === name);

  test('what differs is marked, and what is alike is not', () => {
    const other = madeRun({ traces: true });
    other.environment = { ...other.environment, cpu: 'Another processor', node: 'v24.1.0' };
    other.seed = 7;
    expect(differences(factsOf(madeRun(), other))).toEqual([
      'processor',
      'Node',
      'seed',
      'experiments',
      'traces',
    ]);
    expect(factNamed('processor', madeRun(), other)).toEqual({
      name: 'processor',
      values: ['A processor of no particular make', 'Another processor'],
      differs: true,
    });
    expect(factNamed('cores', madeRun(), other)?.differs).toBe(false);
    expect(differencesText(factsOf(madeRun(), other))).toMatch(
      / processor, Node, seed, experiments and traces\.$/,
    );
  });

  test('of lists that differ what all have is counted, and what one alone has is named', () => {
    const wider = madeRun({ own: ['mine'] });
    expect(factNamed('strategies', madeRun(), wider)).toEqual({
      name: 'strategies',
      values: ['7 that all have', '7 that all have, mine'],
      differs: true,
    });
    const fewer = { ...madeRun(), plan: { ...madeRun().plan, populations: [16] } };
    expect(factNamed('populations', madeRun(), fewer)?.values[1]).toBe('16');
    expect(factNamed('programs', madeRun(), wider)?.values[0]).toBe('fib, queens, scheduler, kernel');
    expect(factNamed('traces', madeRun(), wider)?.values).toEqual(['none', 'none']);
  });

  test('runs that were made alike are said to be, though one came later', () => {
    const later = { ...madeRun(), id: 'later', startedAt: '2026-12-01T00:00:00.000Z' };
    expect(differences(factsOf(madeRun(), later))).toEqual([]);
    expect(differencesText(factsOf(madeRun(), later))).toMatch(/alike/);
  });

  test('the environment of a run is told as its own page tells it', () => {
    const page = parsed(render(h(Environment, { run: madeRun() })));
    const facts = Object.fromEntries(
      [...one(page, 'dl').children].map((fact) => [
        textOf(fact.querySelector('dt')),
        textOf(fact.querySelector('dd')),
      ]),
    );
    const named = environmentFacts(madeRun().environment);
    expect(named.map(([name]) => name)).toContain('kernel');
    for (const [name, value] of named) {
      expect(factNamed(name, madeRun(), madeRun())?.values[0]).toBe(value);
      expect(facts[name]).toBe(value.replaceAll('\u00a0', ' '));
    }
  });

  test('what a record holds of its environment beyond what is known here is shown as it stands', () => {
    const other = madeRun();
    Object.assign(other.environment, { governor: 'performance', engine: { name: 'other', version: 3 } });
    expect(factNamed('governor', madeRun(), other)).toEqual({
      name: 'governor',
      values: ['not recorded', 'performance'],
      differs: true,
    });
    expect(factNamed('engine', madeRun(), other)?.values[1]).toBe('{"name":"other","version":3}');
  });

  test('what limits a run is said of it', () => {
    const run = madeRun({ complete: false, quick: true });
    run.controls[0] = { ...run.controls[0]!, passed: false };
    const [interrupted, failed, quick, ...more] = limitsOf(run);
    expect(interrupted).toMatch(/interrupted/);
    expect(failed).toMatch(/\b1 of 13 controls\b/);
    expect(quick).toMatch(/quick/);
    expect(more).toEqual([]);
    expect(limitsOf(madeRun())).toEqual([]);
  });
});

describe('claims', () => {
  const agreementOf = (...verdicts: Claim['verdict'][]) =>
    claimsBeside(labelled(verdicts.map((verdict) => withClaims(claim('a', verdict)))))[0]!.agreement;

  test('verdicts are compared, and one that is not decided contradicts nobody', () => {
    expect(agreementOf('confirmed', 'confirmed')).toBe('agree');
    expect(agreementOf('confirmed', 'refuted')).toBe('differ');
    expect(agreementOf('confirmed', 'it depends')).toBe('differ');
    expect(agreementOf('confirmed', 'not decided by this run')).toBe('partly');
    expect(agreementOf('confirmed', 'not decided by this run', 'refuted')).toBe('differ');
    expect(agreementOf('not decided by this run', 'not decided by this run')).toBe('undecided');
  });

  test('claims are matched by their id, and a run that has none of it has no verdict', () => {
    const runs = labelled([withClaims(claim('a', 'confirmed')), withClaims(claim('b', 'refuted'))]);
    const lines = claimsBeside(runs);
    expect(
      lines.map(({ id, answers, agreement }) => [id, answers.map((each) => each?.verdict), agreement]),
    ).toEqual([
      ['a', ['confirmed', undefined], 'alone'],
      ['b', [undefined, 'refuted'], 'alone'],
    ]);
    expect(told(agreementInShort(lines)!)).toEqual(['2', '2']);
    expect(agreementInShort(lines)).toContain(AGREEMENTS.alone);
  });

  test('a rule that differs is told', () => {
    const runs = labelled([
      withClaims(claim('a', 'confirmed')),
      withClaims(claim('a', 'confirmed', { rule: 'Else.' })),
    ]);
    expect(claimsBeside(runs)[0]!.oneRule).toBe(false);
  });

  test('that no run judged are none', () => {
    expect(claimsBeside(labelled([madeRun(), madeRun()]))).toEqual([]);
  });
});

describe('the comparison', () => {
  const partOf = (experiment: string, ...runs: Run[]) =>
    comparisonBeside(labelled(runs)).find((part) => part.experiment === experiment)!;
  const without = (isLeftOut: (row: Row) => boolean) => madeRun({ without: isLeftOut });

  test('columns are matched by what they ask for, and a run that did not measure one has none of its figures', () => {
    const part = partOf(
      'call-cost',
      without(({ workload }) => workload === 'fib'),
      without(({ workload }) => workload === 'kernel'),
    );
    expect(part.columns.map(({ title }) => title)).toEqual(['queens', 'scheduler', 'kernel', 'fib']);
    const inline = part.strategies.find(({ arm }) => arm === 'inline')!;
    const isThere = inline.cells.map((runs) => runs.map(({ row }) => row !== undefined));
    expect(isThere).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [false, true],
    ]);
  });

  test('populations that differ are columns that differ, and a run is asked for what another one heads', () => {
    const part = partOf(
      'look-up',
      madeRun(),
      without(({ population }) => population === 40000),
    );
    expect(part.columns.map(({ title }) => title.replaceAll('\u00a0', ' '))).toEqual([
      'hit, 40 000 code objects',
      'miss, 40 000 code objects',
      'hit, 1 000 code objects',
      'miss, 1 000 code objects',
    ]);
    const weakmap = part.strategies.find(({ arm }) => arm === 'weakmap')!;
    expect(weakmap.cells.map((runs) => runs.map(({ row }) => row?.population))).toEqual([
      [40000, undefined],
      [40000, undefined],
      [1000, 1000],
      [1000, 1000],
    ]);
  });

  test('a strategy of one run alone has its line', () => {
    const part = partOf('call-cost', madeRun(), madeRun({ own: ['mine'] }));
    const mine = part.strategies.find(({ arm }) => arm === 'mine')!;
    expect(mine.cells[0]!.map(({ row }) => row !== undefined)).toEqual([false, true]);
  });

  test('each figure is the row of its own run, and each noise floor that of its own twins', () => {
    const isTwin = ({ strategy, experiment }: Row) => strategy === 'none-twin' && experiment === 'call-cost';
    const twin = withRows(madeRun(), isTwin, { low: -30, high: 30 });
    const isWeakmap = ({ strategy, experiment }: Row) => strategy === 'weakmap' && experiment === 'call-cost';
    const noisy = withRows(twin, isWeakmap, { difference: 'open' });
    const runs = [madeRun(), noisy];
    for (const part of comparisonBeside(labelled(runs))) {
      for (const { cells } of [...part.strategies, ...part.controls]) {
        for (const cell of cells) {
          cell.forEach(({ row }, run) => {
            if (row !== undefined) expect(runs[run]!.rows).toContain(row);
          });
        }
      }
    }
    const part = partOf('call-cost', ...runs);
    const [quiet, loud] = part.columns[0]!.noise;
    expect(loud).toBe(30);
    expect(quiet).toBeLessThan(10);
    const weakmap = part.strategies.find(({ arm }) => arm === 'weakmap')!;
    expect(weakmap.cells[0]!.map(({ told }) => told)).toEqual(['more', 'not told apart']);
  });
});

describe('orders', () => {
  const isOf = (strategy: string) => (row: Row) =>
    row.strategy === strategy &&
    row.workload === 'fib' &&
    row.metric === 'added-ns' &&
    row.reference === 'none';
  const fib = (strategy: string, estimate: number, half = 1) => ({
    strategy,
    change: { estimate, low: estimate - half, high: estimate + half },
  });
  const runWith = (...figures: ReturnType<typeof fib>[]) =>
    figures.reduce((run, { strategy, change }) => withRows(run, isOf(strategy), change), madeRun());
  const ordersBeside = (...runs: Run[]) => ordersOf(labelled(runs), comparisonBeside(labelled(runs)));

  test('two runs that have two strategies the other way round are told of, in words', () => {
    const { reversals } = ordersBeside(
      runWith(fib('weakmap', 50), fib('weakref-list', 90)),
      runWith(fib('weakmap', 91), fib('weakref-list', 50)),
    );
    expect(reversals).toHaveLength(1);
    const text = reversalText(reversals[0]!);
    expect(text).toMatch(/\bfib: A .*; B /);
    expect(told(text.slice(text.indexOf(': A ')))).toEqual([
      ...['weakmap', '50.0', '49.0', '51.0', 'weakref-list', '90.0', '89.0', '91.0'],
      ...['weakref-list', '50.0', '49.0', '51.0', 'weakmap', '91.0', '90.0', '92.0'],
    ]);
  });

  test('intervals that overlap in one run contradict nobody', () => {
    const { reversals } = ordersBeside(
      runWith(fib('weakmap', 50, 30), fib('weakref-list', 90, 30)),
      runWith(fib('weakmap', 91), fib('weakref-list', 50)),
    );
    expect(reversals).toEqual([]);
  });

  test('what lies within the noise floor of a run contradicts nobody', () => {
    const near = runWith(fib('weakmap', 50, 0.1), fib('weakref-list', 52, 0.1));
    const far = runWith(fib('weakmap', 91), fib('weakref-list', 50));
    expect(ordersBeside(near, far).reversals).toHaveLength(1);
    const noisy = withRows(near, isOf('none-twin'), { low: -3, high: 3 });
    expect(ordersBeside(noisy, far).reversals).toEqual([]);
  });

  test('what no control vouches for contradicts nobody', () => {
    const first = runWith(fib('weakmap', 50), fib('weakref-list', 90));
    const second = runWith(fib('weakmap', 91), fib('weakref-list', 50));
    const isRatio = ({ strategy, workload, metric, reference }: Row) =>
      strategy === 'weakmap' && workload === 'fib' && metric === 'ratio' && reference === 'none';
    const verdict = {
      is: 'invalid',
      threshold: 0.02,
      pValue: null,
      wouldHaveSeen: null,
      moreProcesses: null,
      says: 'The twin failed.',
    } as const;
    expect(ordersBeside(first, second).reversals).toHaveLength(1);
    expect(ordersBeside(first, withRows(second, isRatio, { verdict })).reversals).toEqual([]);
  });

  test('runs that agree are counted', () => {
    const orders = ordersBeside(madeRun(), { ...madeRun(), seed: 7 });
    expect(orders.compared).toBeGreaterThan(50);
    expect(orders.reversals).toEqual([]);
    expect(told(ordersInShort(orders))).toEqual([String(orders.compared)]);
    const nothing = ordersBeside(madeRun({ processes: 1 }), madeRun());
    expect(nothing).toEqual({ compared: 0, reversals: [] });
    expect(told(ordersInShort(nothing))).toEqual([]);
  });
});
