import { describe, expect, it } from 'vitest';
import { isExtended } from '../../harness/experiments/index.ts';
import { doubtsOf } from '../../harness/judge/doubts.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type { PlannedProcess, ProcessRecord } from '../../harness/records/schema.ts';
import { execute, type Workshop } from '../../harness/run/execute.ts';
import type { Outcome } from '../../harness/run/launch.ts';
import { failedArms } from '../../harness/run/not-measured.ts';
import { budgetDoubts, compareSchedule } from '../../harness/run/schedule.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { madePrograms } from '../plan/made-options.ts';

const plan = makePlan({
  scale: 'quick',
  budgetSeconds: 40,
  precision: null,
  seed: 1,
  arms: planArms(STRATEGIES),
  programs: madePrograms('fib'),
});
const timed = plan.processes.filter(({ experiment }) => isExtended(experiment));

const ANSWER: Outcome = { kind: 'measured', answer: { samples: [], notes: {} } };

/** A workshop with a clock of its own: each process takes `seconds`, and ends as `outcome` says. */
function workshopOf(
  outcome: (process: PlannedProcess, attempt: number, telling: boolean) => Outcome,
  seconds = 0.01,
) {
  let clock = 0;
  let running = 0;
  const seen = { most: 0, besideLookUps: 0, attempts: new Map<number, number>() };
  const workshop: Workshop = {
    async launch({ process, telling = false }) {
      running += 1;
      seen.most = Math.max(seen.most, running);
      if (process.experiment === 'look-up') seen.besideLookUps = Math.max(seen.besideLookUps, running - 1);
      const attempt = (seen.attempts.get(process.number) ?? 0) + 1;
      seen.attempts.set(process.number, attempt);
      await Promise.resolve();
      clock += seconds * 1000;
      running -= 1;
      return outcome(process, attempt, telling);
    },
    taskFor: (process) => ({ process, arms: [], rounds: 1, blockMs: 1, warmupMs: 0, cleanupRounds: 1 }),
    now: () => clock,
    date: () => '2026-11-22T00:00:00.000Z',
  };
  return { workshop, seen };
}

const silent = { begins() {}, batch() {}, starts() {}, ends() {} };

function run(
  workshop: Workshop,
  keep: (record: ProcessRecord) => void = () => {},
  signal = new AbortController().signal,
) {
  return execute(compareSchedule(plan, 1), workshop, silent, keep, signal);
}

describe('carrying out a plan', () => {
  it('runs every process once and keeps its record as it ends', async () => {
    const kept: number[] = [];
    const { records, complete } = await run(workshopOf(() => ANSWER).workshop, (r) =>
      kept.push(r.process.number),
    );
    expect([...kept].sort((a, b) => a - b)).toEqual(plan.processes.map(({ number }) => number));
    expect(records.map(({ process }) => process.number)).toEqual(kept);
    expect(complete).toBe(true);
  });

  it('lets nothing run beside look-ups, and two of the others at a time', async () => {
    const { workshop, seen } = workshopOf(() => ANSWER);
    await run(workshop);
    expect(seen.besideLookUps).toBe(0);
    expect(seen.most).toBe(2);
  });

  it('tries a crashed process once more, and keeps both records', async () => {
    const victim = timed[0]!.number;
    const { workshop } = workshopOf((process, attempt) =>
      process.number === victim && attempt === 1 ? { kind: 'crashed', error: 'killed by SIGKILL' } : ANSWER,
    );
    const { records } = await run(workshop);
    expect(records.filter(({ process }) => process.number === victim).map(({ outcome }) => outcome)).toEqual([
      'crashed',
      'measured',
    ]);
    const [doubt, ...others] = doubtsOf(plan, records).filter(({ code }) => code === 'process-crashed');
    expect(others).toEqual([]);
    expect(doubt!.process).toBe(victim);
    expect(doubt!.says).toContain('SIGKILL');
    // It was tried again: its figures are among the rows.
    expect(doubt!.says).not.toMatch(/\brows\b/);
  });

  it('leaves a process out that hangs twice, and measures the others', async () => {
    const victim = timed[1]!.number;
    const { workshop } = workshopOf((process) =>
      process.number === victim ? { kind: 'hung', error: 'gave no answer within 60 s' } : ANSWER,
    );
    const { records, complete } = await run(workshop);
    const doubts = doubtsOf(plan, records).filter(({ code }) => code === 'process-hung');
    expect(doubts.map(({ process }) => process)).toEqual([victim, victim]);
    // The first was tried again, the second was the last.
    expect(doubts[0]!.says).not.toBe(doubts[1]!.says);
    expect(doubts[1]!.says).toMatch(/\brows\b/);
    expect(doubts[0]!.says).not.toMatch(/\brows\b/);
    for (const { says } of doubts) expect(says).toContain('60 s');
    expect(records.filter(({ outcome }) => outcome === 'measured')).toHaveLength(plan.processes.length - 1);
    expect(complete).toBe(true);
  });

  it('has a process that died without a word tell who was at work, and goes on without that arm', async () => {
    const victim = timed[0]!.number;
    const { workshop, seen } = workshopOf((process, _attempt, telling) => {
      if (process.number !== victim || !process.arms.includes('weakmap')) return ANSWER;
      const error = 'ran out of memory';
      return telling
        ? { kind: 'crashed', error: `arm "weakmap": ${error}`, arm: 'weakmap' }
        : { kind: 'crashed', error };
    });
    const { records } = await run(workshop);
    const mine = records.filter(({ process }) => process.number === victim);
    expect(mine.map(({ outcome }) => outcome)).toEqual(['crashed', 'crashed', 'measured']);
    expect(mine.at(-1)).toMatchObject({ attempt: 3, leftOut: ['weakmap'] });
    expect(seen.attempts.get(victim)).toBe(3);
    expect(failedArms(records)).toEqual(['weakmap']);
  });

  it('goes on without an arm that hangs, and counts it as failed', async () => {
    const victim = timed[0]!.number;
    const { workshop } = workshopOf((process, _attempt, telling) => {
      if (process.number !== victim || !process.arms.includes('weakmap')) return ANSWER;
      return telling
        ? { kind: 'hung', error: 'arm "weakmap": no answer', arm: 'weakmap' }
        : { kind: 'hung', error: 'no answer' };
    });
    const { records } = await run(workshop);
    const mine = records.filter(({ process }) => process.number === victim);
    expect(mine.map(({ outcome }) => outcome)).toEqual(['hung', 'hung', 'measured']);
    expect(mine.at(-1)).toMatchObject({ leftOut: ['weakmap'] });
    expect(failedArms(records)).toEqual(['weakmap']);
  });

  it('asks an arm that hung two processes for nothing more', async () => {
    const asked: string[] = [];
    const { workshop } = workshopOf((process, _attempt, telling) => {
      if (!process.arms.includes('weakmap') || process.arms.length === 1) return ANSWER;
      asked.push(`${process.number}${telling ? ', telling' : ''}`);
      return telling
        ? { kind: 'hung', error: 'arm "weakmap": no answer', arm: 'weakmap' }
        : { kind: 'hung', error: 'no answer' };
    });
    const { records } = await run(workshop);
    // Two processes run side by side: the third may have begun when the second is found out.
    expect(asked.length).toBeLessThanOrEqual(6);
    const later = records.filter(({ process }) => isExtended(process.experiment)).at(-1)!;
    expect(later).toMatchObject({ outcome: 'measured', attempt: 1, leftOut: ['weakmap'] });
    expect(failedArms(records)).toEqual(['weakmap']);
  });

  it('goes on without several arms that fail in one process, one by word and one without', async () => {
    const victim = timed[0]!.number;
    const { workshop } = workshopOf((process, _attempt, telling) => {
      const has = (arm: string) => process.number === victim && process.arms.includes(arm);
      if (has('weakmap')) return { kind: 'crashed', error: 'arm "weakmap": snap', arm: 'weakmap' };
      if (!has('trailing')) return ANSWER;
      const error = 'exit code 0';
      return telling
        ? { kind: 'crashed', error: `arm "trailing": ${error}`, arm: 'trailing' }
        : { kind: 'crashed', error };
    });
    const { records } = await run(workshop);
    const mine = records.filter(({ process }) => process.number === victim);
    expect(mine.map(({ outcome }) => outcome)).toEqual(['crashed', 'crashed', 'crashed', 'measured']);
    expect([...mine.at(-1)!.leftOut!].sort()).toEqual(['trailing', 'weakmap']);
    expect(failedArms(records).sort()).toEqual(['trailing', 'weakmap']);
  });

  it.each(['crashed', 'hung'] as const)(
    'never takes a process that %s and named nobody for done',
    async (kind) => {
      const victim = timed[0]!;
      const { workshop } = workshopOf((process) =>
        process.number === victim.number ? { kind, error: 'killed by SIGSEGV' } : ANSWER,
      );
      const { records } = await run(workshop);
      expect(failedArms(records)).toEqual([expect.stringMatching(new RegExp(`\\b${victim.experiment}\\b`))]);
    },
  );

  it('measures the other arms of a process without the one that crashed it', async () => {
    const victim = timed[0]!.number;
    const { workshop, seen } = workshopOf((process) =>
      process.number === victim && process.arms.includes('weakmap')
        ? { kind: 'crashed', error: 'arm "weakmap": out of order', arm: 'weakmap' }
        : ANSWER,
    );
    const { records } = await run(workshop);
    const last = records.filter(({ process }) => process.number === victim).at(-1)!;
    expect(last).toMatchObject({ outcome: 'measured', attempt: 2, leftOut: ['weakmap'] });
    expect(seen.attempts.get(victim)).toBe(2);
    const doubt = doubtsOf(plan, records).find(({ code }) => code === 'process-crashed')!;
    expect(doubt).toMatchObject({ strategy: 'weakmap', process: victim });
    // Named once by the error, once as left out of the next attempt.
    expect(doubt.says.match(/weakmap/g)).toHaveLength(2);
  });

  it('begins no replicate that would not fit the budget, but measures three however slow it is', async () => {
    const { workshop } = workshopOf(() => ANSWER, 20);
    const { records, complete } = await run(workshop);
    const replicates = records
      .filter(({ process }) => isExtended(process.experiment))
      .map(({ process }) => process.replicate);
    expect(Math.max(...replicates)).toBe(2);
    expect(budgetDoubts(plan, records).map(({ code }) => code)).toEqual(['budget-used-up']);
    expect(complete).toBe(true);
  });

  it('stops when it is interrupted, without a record of the process in flight', async () => {
    const interrupt = new AbortController();
    const { workshop } = workshopOf((process) => {
      if (process.number === timed[1]!.number) interrupt.abort();
      return interrupt.signal.aborted ? { kind: 'stopped' } : ANSWER;
    });
    const { records, complete } = await run(workshop, () => {}, interrupt.signal);
    expect(complete).toBe(false);
    expect(records.map(({ process }) => process.number)).toEqual(
      timed.slice(0, 1).map(({ number }) => number),
    );
  });
});
