import { describe, expect, it } from 'vitest';
import { processesLine, rivalsTable } from '../../harness/rivals/table.ts';
import { CONDITIONS, drawTrials, injectedShare, type TrialResult } from '../../harness/rivals/trials.ts';

describe('the trials', () => {
  it('hold every rival under every condition once a round', () => {
    const trials = drawTrials(3, 1);
    expect(trials).toHaveLength(27);
    const first = trials.slice(0, 9).map(({ rival, condition }) => `${rival} ${condition.name}`);
    expect(new Set(first).size).toBe(9);
  });

  it('come from the seed, and in both orders of declaration', () => {
    expect(drawTrials(2, 5)).toEqual(drawTrials(2, 5));
    expect(new Set(drawTrials(4, 5).map(({ order }) => order.join()))).toEqual(new Set(['a,b', 'b,a']));
  });

  it('slow down by 5 and by 3 %', () => {
    expect(CONDITIONS.map((each) => injectedShare(each).toFixed(6))).toEqual([
      '0.000000',
      '0.050000',
      '0.030000',
    ]);
  });
});

describe('the table', () => {
  const result = (condition: string, verdict: TrialResult['verdict']): TrialResult => ({
    round: 0,
    rival: 'mitata',
    condition,
    order: ['a', 'b'],
    seed: 0,
    seconds: 6,
    processes: 1,
    verdict,
    ratio: 1,
    trueRatio: 1,
    evidence: null,
  });

  it('counts either direction as different, and the wrong one apart', () => {
    const verdicts = ['slower', 'slower', 'faster', 'same'] as const;
    const table = rivalsTable(verdicts.map((verdict) => result('5 % slower', verdict)));
    expect(table).toContain(
      '| mitata | 5 % slower | 4 | 3: 75 % [30, 95] | 2: 50 % [15, 85] | 1: 25 % [5, 70] |',
    );
  });

  it('finds no slowdown in identical code, only false alarms', () => {
    const table = rivalsTable([result('identical', 'faster'), result('identical', 'same')]);
    expect(table).toContain('| mitata | identical | 2 | 1: 50 % [9, 91] | - | - |');
  });

  it('says on how many processes our verdicts rest', () => {
    const results = [5, 9].map((processes) => ({
      ...result('identical', 'same'),
      rival: 'coextra' as const,
      processes,
    }));
    expect(processesLine(results)).toMatch(/\b5\b.*\b9\b.*\b1\b.*\b2\b.*\b6\b/);
  });
});
