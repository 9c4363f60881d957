import { describe, expect, it } from 'vitest';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type { PlannedProcess } from '../../harness/records/schema.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { BEYOND, FORMS, madeOptions, of, once, THREAD } from './made-options.ts';

/** In ascending order, each once. */
function each(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function armsOf(processes: readonly PlannedProcess[]): Set<string> {
  return new Set(processes.flatMap(({ arms }) => arms));
}

/** With room for extras, and nothing in it: its bytes are the same at every attach fraction. */
const STORING = STRATEGIES.map(({ name }) => name).filter((name) => name !== 'unused-field');
/** Through every size: those of the thread and their forms. */
const FOLLOWED = STORING.filter((name) => !BEYOND.includes(name));

describe('a usual run', () => {
  const usual = once('usual');

  it('holds what decides the claims', () => {
    expect(of(usual, 'call-cost').map(({ workload }) => workload)).toHaveLength(3);
    // Both populations in one process, all strategies side by side; and one list with others on it.
    const lookUps = of(usual, 'look-up');
    const alone = lookUps.filter(({ others }) => others === undefined);
    expect(alone.map(({ populations }) => populations)).toEqual([[1_000, 5_000]]);
    const crowded = lookUps.filter(({ others }) => others !== undefined);
    expect(crowded.map(({ populations, others }) => [populations, others])).toEqual([[[1_000], [16]]]);
    expect(of(usual, 'life')).toHaveLength(1);
    const population = of(usual, 'memory', 'population');
    expect(each(population.map(({ attachFraction }) => attachFraction!))).toEqual([0, 1]);
    for (const { growth } of of(usual, 'memory', 'growing')) {
      // Fine steps where a table's bytes cross a field's.
      const steps = growth!.filter((fraction) => fraction <= 0.3);
      expect([steps[0], steps.at(-1)]).toEqual([0.02, 0.3]);
      for (const [i, step] of steps.slice(1).entries()) expect(step - steps[i]!).toBeLessThan(0.07);
      expect(growth).toEqual(each(growth!));
    }
    expect(armsOf(of(usual, 'memory', 'growing'))).toEqual(new Set(THREAD));
    // A field that nobody uses is one of bytes, too, as many whoever has an extra.
    expect(armsOf(population)).toEqual(new Set([...THREAD, 'unused-field']));
    const unused = of(usual, 'memory').filter(({ arms }) => arms[0] === 'unused-field');
    expect(unused.map(({ workload, attachFraction }) => [workload, attachFraction])).toEqual([
      ['population', 1],
    ]);
    for (const { deaths } of of(usual, 'cleanup')) expect(deaths).toEqual(['all', 'churn']);
  });

  it('holds nothing that is left to a run in full', () => {
    expect(of(usual, 'collector')).toEqual([]);
    expect(of(usual, 'layouts')).toEqual([]);
    expect(of(usual, 'memory', 'snapshot')).toEqual([]);
    expect(of(usual, 'memory', 'doubling')).toEqual([]);
    expect(usual.filter(({ collections }) => collections === 'ordinary')).toEqual([]);
    expect(usual.filter(({ deaths }) => deaths?.includes('half'))).toEqual([]);
    // One list with others on it, at as many look-ups a turn as in full; neither is swept.
    expect(usual.flatMap(({ perTurn }) => (perTurn === undefined ? [] : [perTurn]))).toEqual([[4_000]]);
    for (const { others = [], populations = [] } of of(usual, 'look-up')) {
      expect(others.length).toBeLessThanOrEqual(1);
      expect(Math.max(...populations)).toBeLessThan(40_000);
    }
  });
});

describe('a run in full', () => {
  const full = once('full');

  it('has each population with each attach fraction, for every strategy of the thread', () => {
    for (const name of [...THREAD, 'unused-field']) {
      const pairs = of(full, 'memory', 'population')
        .filter(({ arms }) => arms[0] === name)
        .map(({ populations, attachFraction }) => `${populations} ${attachFraction}`);
      const due = [1_500, 5_000, 12_000, 40_000, 100_000].flatMap((population) =>
        // Where nothing is stored, the bytes of a layout are the same at each.
        (name === 'unused-field' ? [1] : [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1]).map(
          (fraction) => `${population} ${fraction}`,
        ),
      );
      expect(pairs.sort()).toEqual(due.sort());
    }
  });

  it('has forms and others beyond the thread at one population whole, and with an extra everywhere at all', () => {
    for (const name of [...FORMS, ...BEYOND]) {
      const mine = of(full, 'memory', 'population').filter(({ arms }) => arms[0] === name);
      const fractions = (population: number) =>
        each(mine.filter((p) => p.populations![0] === population).map((p) => p.attachFraction!));
      expect(fractions(1_500)).toHaveLength(8);
      for (const population of [5_000, 12_000, 40_000, 100_000]) expect(fractions(population)).toEqual([1]);
    }
  });

  it('sweeps one doubling in eight sizes or more, evenly, with an extra everywhere', () => {
    const doubling = of(full, 'memory', 'doubling');
    const sizes = each(doubling.flatMap(({ populations }) => populations!));
    expect(sizes.length).toBeGreaterThanOrEqual(8);
    expect(sizes.at(-1)! / sizes[0]!).toBe(2);
    const steps = sizes.slice(1).map((size, i) => Math.log2(size / sizes[i]!));
    for (const step of steps) expect(step).toBeCloseTo(1 / (sizes.length - 1), 3);
    for (const { attachFraction } of doubling) expect(attachFraction).toBe(1);
    for (const size of sizes)
      expect(armsOf(doubling.filter(({ populations }) => populations![0] === size))).toEqual(
        new Set(FOLLOWED),
      );
  });

  it('grows a population of every strategy that stores, and a larger one where sizes are followed', () => {
    const growing = of(full, 'memory', 'growing');
    const among = (population: number) =>
      armsOf(growing.filter(({ populations }) => populations![0] === population));
    expect(each(growing.flatMap(({ populations }) => populations!))).toEqual([12_000, 40_000]);
    expect(among(12_000)).toEqual(new Set(STORING));
    expect(among(40_000)).toEqual(new Set(FOLLOWED));
  });

  it('has the collector from 1 500 to a million live extras, each population in processes of its own', () => {
    const collector = of(full, 'collector');
    for (const { populations } of collector) expect(populations).toHaveLength(1);
    const sizes = each(collector.flatMap(({ populations }) => populations!));
    expect([sizes[0], sizes.at(-1)]).toEqual([1_500, 1_000_000]);
    for (const { arms } of collector) {
      expect(arms).toContain('none');
      expect(arms).toContain('inline');
    }
  });

  it('has forms in the collector where it is felt', () => {
    for (const { populations, arms } of of(full, 'collector')) {
      const forms = arms.filter((name) => FORMS.includes(name)).sort();
      expect(forms).toEqual(populations![0] === 100_000 ? [...FORMS].sort() : []);
    }
  });

  it('holds few arms in a process with a million extras, and only what the thread named', () => {
    const largest = of(full, 'collector').filter(({ populations }) => populations![0] === 1_000_000);
    for (const { arms } of largest) expect(arms.length).toBeLessThanOrEqual(5);
    const controls = ['none-twin', 'inline-twin'];
    expect(armsOf(largest)).toEqual(new Set([...THREAD, ...controls]));
  });

  it('sweeps other weak references, and look-ups by turn, one while the other is held', () => {
    const crowded = of(full, 'look-up').filter(({ others }) => others !== undefined);
    expect(crowded.map(({ others }) => others).sort()).toEqual([[0], [0, 1, 4, 16, 64]]);
    for (const { others, perTurn } of crowded) {
      expect(Math.min(others!.length, perTurn!.length)).toBe(1);
      expect(Math.max(others!.length, perTurn!.length)).toBeGreaterThan(3);
    }
  });

  it('warms each of its two programs up on one layout and on both, equally often', () => {
    const layouts = of(full, 'layouts');
    for (const { arms } of layouts) expect([...arms].sort()).toEqual(['inline', 'trailing']);
    const counts = new Map<string, number>();
    for (const { workload, part } of layouts)
      counts.set(`${workload}, ${part}`, (counts.get(`${workload}, ${part}`) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([
      'fib, warmed on both layouts',
      'fib, warmed on one layout',
      'thousand, warmed on both layouts',
      'thousand, warmed on one layout',
    ]);
    expect(new Set(counts.values()).size).toBe(1);
  });

  it('has no layouts without the strategy that has two', () => {
    const arms = planArms(STRATEGIES.filter(({ name }) => name !== 'trailing'));
    expect(of(once('full', { arms }), 'layouts')).toEqual([]);
  });

  it('watches every way to die of every strategy whose extras can die, forced and ordinary', () => {
    const cleanup = of(full, 'cleanup');
    // One stores nothing, in the other code objects share their places.
    const undying = ['unused-field', 'lossy-table'];
    expect([...armsOf(cleanup)].filter((name) => undying.includes(name))).toEqual([]);
    for (const { name } of STRATEGIES.filter(({ name }) => !undying.includes(name))) {
      const mine = cleanup.filter(({ arms }) => arms[0] === name);
      expect(mine.map(({ collections, deaths }) => [collections ?? 'forced', deaths]).sort()).toEqual([
        ['forced', ['all', 'half', 'churn']],
        ['ordinary', ['all', 'churn']],
      ]);
    }
  });

  it('measures bytes by heap snapshot where they are counted too', () => {
    for (const { populations, attachFraction, arms } of of(full, 'memory', 'snapshot')) {
      const counted = of(full, 'memory', 'population').filter(
        (p) =>
          p.arms[0] === arms[0] &&
          p.attachFraction === attachFraction &&
          String(p.populations) === String(populations),
      );
      expect(counted).toHaveLength(1);
    }
    expect(armsOf(of(full, 'memory', 'snapshot'))).toEqual(new Set(FOLLOWED));
  });
});

describe('who takes part', () => {
  it('are forms only where they differ', () => {
    const usual = once('usual');
    const full = once('full');
    for (const experiment of ['call-cost', 'look-up', 'life'] as const)
      expect([...armsOf(of(usual, experiment))].filter((name) => FORMS.includes(name))).toEqual([]);
    for (const name of FORMS) {
      expect(armsOf(of(usual, 'memory'))).not.toContain(name);
      expect(armsOf(of(full, 'memory', 'growing'))).toContain(name);
      expect(armsOf(of(full, 'cleanup'))).toContain(name);
    }
    // Those of map-by-id differ from it as those of map-by-address do: they are left to a run in full.
    const dying = STRATEGIES.filter(({ formOf = '' }) =>
      ['map-by-address', 'map-by-object'].includes(formOf),
    );
    const forms = [...armsOf(of(usual, 'cleanup'))].filter((name) => FORMS.includes(name));
    expect(forms.sort()).toEqual(dying.map(({ name }) => name).sort());
    expect(new Set(dying.map(({ formOf }) => formOf)).size).toBe(2);
  });

  it('are forms everywhere if they were asked for by name', () => {
    const usual = once('usual', { everywhere: true });
    for (const experiment of ['call-cost', 'look-up', 'life', 'memory', 'cleanup'] as const)
      for (const name of FORMS) expect(armsOf(of(usual, experiment))).toContain(name);
  });

  it.each(['usual', 'full', 'quick'] as const)('is the leaking control in cleanup alone (%s)', (scale) => {
    const processes = once(scale, { everywhere: true });
    const where = processes.filter(({ arms }) => arms.includes('inline-leaking'));
    expect(new Set(where.map(({ experiment }) => experiment))).toEqual(new Set(['cleanup']));
  });

  it('is the slowed control in nothing that is not compared with itself, and the bare one in programs alone', () => {
    const full = once('full');
    const experiments = (arm: string) =>
      new Set(full.filter(({ arms }) => arms.includes(arm)).map(({ experiment }) => experiment));
    expect(experiments('inline-slowed')).toEqual(new Set(['call-cost', 'look-up']));
    expect(experiments('no-hook')).toEqual(new Set(['call-cost', 'builds', 'tools']));
  });
});

describe('experiments asked for by name', () => {
  it('are measured, and nothing else', () => {
    const plan = makePlan({ ...madeOptions, experiments: ['life', 'cleanup'] });
    expect(new Set(plan.processes.map(({ experiment }) => experiment))).toEqual(new Set(['life', 'cleanup']));
    expect(Object.keys(plan.replicates).sort()).toEqual(['cleanup', 'life']);
    for (const name of ['life', 'cleanup', '--experiment']) expect(plan.leftOut.at(-1)).toContain(name);
    expect(plan.leftOut.length).toBe(makePlan(madeOptions).leftOut.length + 1);
  });

  it('are measured as they are in the whole run', () => {
    const names = (processes: readonly PlannedProcess[]) =>
      of(processes, 'memory')
        .map(({ workload, arms, populations, attachFraction, growth }) =>
          JSON.stringify([workload, arms, populations, attachFraction, growth]),
        )
        .sort();
    expect(names(once('full', { experiments: ['memory'] }))).toEqual(names(once('full')));
  });

  it('are all if none is named', () => {
    expect(makePlan({ ...madeOptions, experiments: [] })).toEqual(makePlan(madeOptions));
  });
});
