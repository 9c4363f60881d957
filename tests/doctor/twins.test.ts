import { describe, expect, it } from 'vitest';
import { TWINS, twinTask } from '../../harness/doctor/twin-task.ts';
import {
  collapse,
  judgeTwins,
  launchAll,
  TWIN_PROCESSES,
  twinsBroke,
  twinsSkipped,
} from '../../harness/doctor/twins.ts';
import { LANES } from '../../harness/plan/plan.ts';
import { seededRandom } from '../../harness/random.ts';
import type { ArmSamples } from '../../harness/records/schema.ts';
import type { Outcome } from '../../harness/run/launch.ts';

/** Twenty ratios from `middle - spread` to `middle + spread`. */
const ratios = (middle: number, spread: number) =>
  Array.from({ length: 20 }, (_, i) => middle + spread * ((2 * i) / 19 - 1));

const samples = (arm: string, values: number[]): ArmSamples => ({
  arm,
  unit: 'ns-per-block',
  workPerBlock: 100,
  values,
});

const measured = (...arms: ArmSamples[]): Outcome => ({
  kind: 'measured',
  answer: { samples: arms, notes: {} },
});

describe('the twin test', () => {
  it('is fit when the twins are alike', () => {
    const finding = judgeTwins({ ratios: ratios(1, 0.03), failures: [] });
    expect(finding.standing).toBe('fit');
    expect(finding.says).toMatch(/\b1\.000 \[0\.9\d\d, 1\.0\d\d\].* 95 %.*\b20\b/);
  });

  it('is fit when they are off by less than the limit, however sure that is', () => {
    expect(judgeTwins({ ratios: ratios(1.019, 0.001), failures: [] }).standing).toBe('fit');
    expect(judgeTwins({ ratios: ratios(0.981, 0.001), failures: [] }).standing).toBe('fit');
  });

  it('is fit when they are off by more, but 1 is in the interval', () => {
    expect(judgeTwins({ ratios: ratios(1.025, 0.08), failures: [] }).standing).toBe('fit');
  });

  it('is unfit when they surely differ, to either side', () => {
    for (const middle of [0.97, 1.03]) {
      const finding = judgeTwins({ ratios: ratios(middle, 0.01), failures: [] });
      expect(finding).toMatchObject({ standing: 'unfit', says: expect.stringMatching(/[^.\d]2 %/) });
    }
  });

  it('is unfit when the interval is too wide to vouch for anything', () => {
    const finding = judgeTwins({ ratios: ratios(1, 0.4), failures: [] });
    expect(finding).toMatchObject({ standing: 'unfit', says: expect.stringContaining('±5 %') });
  });

  it('is worth a word when some processes gave no answer, unfit when nearly all did', () => {
    const some = judgeTwins({ ratios: ratios(1, 0.03).slice(2, 18), failures: ['snap', 'snap'] });
    expect(some).toMatchObject({
      standing: 'watch',
      says: expect.stringMatching(/\b2\b.*\b18\b.*: snap\.$/),
    });
    const of = (count: number) => ({
      ratios: ratios(1, 0.01).slice(0, count),
      failures: Array(20 - count).fill('snap'),
    });
    expect(judgeTwins(of(6)).standing).toBe('watch');
    expect(judgeTwins(of(5)).standing).toBe('unfit');
    expect(judgeTwins({ ratios: [], failures: Array(20).fill('snap') }).says).toMatch(
      /\b0\b.*\b20\b.*\bsnap\b/,
    );
  });

  it('that could not be made is unfit, with the reason', () => {
    const finding = twinsBroke(new Error('no space left'));
    expect(finding.standing).toBe('unfit');
    expect(finding.says).toMatch(/ no space left\.$/);
  });

  it('that was skipped is worth a word, and how it is made is told', () => {
    const { standing, tryThis } = twinsSkipped();
    expect(standing).toBe('watch');
    expect(tryThis).toMatch(/--quick\b.*\b20\b/);
  });

  it('makes one number of each process, whatever the order of its arms, and keeps failures apart', () => {
    const original = samples(TWINS.original, [100, 200, 400]);
    const twin = samples(TWINS.twin, [110, 220, 440]);
    const { ratios: found, failures } = collapse([
      measured(original, twin),
      measured(twin, original),
      measured(original),
      { kind: 'crashed', error: 'snap' },
      { kind: 'hung', error: 'gave no answer' },
      { kind: 'stopped' },
    ]);
    expect(found).toHaveLength(2);
    for (const ratio of found) expect(ratio).toBeCloseTo(1.1);
    expect(failures).toHaveLength(3);
    expect(failures[0]).not.toBe('');
    expect(failures.slice(1)).toEqual(['snap', 'gave no answer']);
  });
});

const modules = { child: 'child.mjs', arm: 'inline.mjs', compiler: 'compiler.mjs' };

describe('the processes of the twin test', () => {
  const ANSWER = measured(samples(TWINS.original, [1]), samples(TWINS.twin, [1]));

  /** Launches them with a made launcher, which is told how many were started before. */
  async function launched(start: (before: number, stop: AbortController) => Promise<Outcome>) {
    const stop = new AbortController();
    const seen = { started: 0, running: 0, most: 0, ended: [] as number[] };
    const ended = (count: number) => void seen.ended.push(count);
    const outcomes = await launchAll(
      modules,
      'folder',
      { root: '', seed: 1, signal: stop.signal, ended },
      async (_task, { program, folder }) => {
        expect([program, folder]).toEqual(['child.mjs', 'folder']);
        seen.running += 1;
        seen.most = Math.max(seen.most, seen.running);
        await Promise.resolve();
        return start(seen.started++, stop).finally(() => {
          seen.running -= 1;
        });
      },
    ).catch((error: unknown) => error);
    return { outcomes, ...seen };
  }

  it('are twenty, in as many lanes as a comparison has, each told of when it ends', async () => {
    const { outcomes, most, ended } = await launched(async () => ANSWER);
    expect(outcomes).toEqual(new Array(TWIN_PROCESSES).fill(ANSWER));
    expect(most).toBe(LANES);
    expect(ended).toEqual(Array.from({ length: TWIN_PROCESSES }, (_, i) => i + 1));
  });

  it('are followed by no other once they are to stop', async () => {
    const { started } = await launched(async (before, stop) => {
      if (before === 3) stop.abort();
      return ANSWER;
    });
    expect(started).toBeLessThanOrEqual(4 + LANES - 1);
  });

  it('fail with the reason where one cannot be started, when none runs any more', async () => {
    const { outcomes, running, started } = await launched(async (before) => {
      if (before === 0) throw new Error('no space left');
      return ANSWER;
    });
    expect(outcomes).toEqual(new Error('no space left'));
    expect([running, started]).toEqual([0, TWIN_PROCESSES]);
  });
});

describe('the task of a twin process', () => {
  it('has both arms from one module, nothing injected, and the calls that CPython counts', () => {
    const { arms, process: planned, program } = twinTask(3, modules, seededRandom(1));
    expect(arms.map(({ name }) => name).sort()).toEqual(['inline', 'inline-twin']);
    expect(planned).toMatchObject({ number: 3, experiment: 'call-cost', workload: 'fib' });
    expect(planned.arms).toEqual(arms.map(({ name }) => name));
    for (const arm of arms) expect(arm).toMatchObject({ module: 'inline.mjs', hook: true, injectedShare: 0 });
    expect(program).toMatchObject({ entry: 'run', callsPerRun: 754 });
  });

  it('is drawn from the seed: the same again with the same, both orders of loading in twenty', () => {
    const drawn = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, (_, number) => twinTask(number, modules, random));
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(new Set(drawn(1).map((task) => task.process.seed)).size).toBe(20);
    expect(new Set(drawn(1).map((task) => task.process.arms[0])).size).toBe(2);
  });
});
