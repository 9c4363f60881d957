import { describe, expect, it } from 'vitest';
import { percent, worstOf } from '../../harness/doctor/finding.ts';
import { judgeFrequency, readFrequency } from '../../harness/doctor/frequency.ts';
import { judgeMemory } from '../../harness/doctor/memory.ts';
import { judgeSpeed } from '../../harness/doctor/speed.ts';
import { plainName, thisSystem, wholeNumber } from '../../harness/doctor/system.ts';
import { judgeCores, judgeNode, tried } from '../../harness/doctor/works.ts';
import { madeSystem } from './made-system.ts';

const CPU = '/sys/devices/system/cpu';

describe('the clock rate', () => {
  it('is read from all cores, and boost from the driver that has it', () => {
    const intel = madeSystem({
      [`${CPU}/cpu0/cpufreq/scaling_governor`]: 'powersave\n',
      [`${CPU}/cpu1/cpufreq/scaling_governor`]: 'performance\n',
      [`${CPU}/cpu2/cpufreq/scaling_governor`]: 'powersave\n',
      [`${CPU}/cpufreq/policy0/scaling_governor`]: 'not a core\n',
      [`${CPU}/intel_pstate/no_turbo`]: '1\n',
    });
    expect(readFrequency(intel)).toEqual({
      governors: ['performance', 'powersave'],
      boost: false,
      virtual: false,
    });
    expect(readFrequency(madeSystem({ [`${CPU}/cpufreq/boost`]: '1\n' })).boost).toBe(true);
  });

  it('is unknown where the files are missing or hold something else', () => {
    expect(readFrequency(madeSystem({}))).toEqual({ governors: [], boost: null, virtual: false });
    const odd = madeSystem({
      [`${CPU}/cpu0/cpufreq/scaling_governor`]: '\n',
      [`${CPU}/cpufreq/boost`]: 'perhaps',
    });
    expect(readFrequency(odd)).toEqual({ governors: [], boost: null, virtual: false });
    const hostile = madeSystem({ [`${CPU}/cpu0/cpufreq/scaling_governor`]: `\u001b[2J${'x'.repeat(9999)}` });
    expect(readFrequency(hostile).governors[0]).toMatch(/^\?\[2Jx{36}$/);
  });

  it('tells a virtual machine by the processor', () => {
    const guest = madeSystem({ '/proc/cpuinfo': 'model name\t: hypervisor\nflags\t\t: fpu hypervisor lm\n' });
    const host = madeSystem({ '/proc/cpuinfo': 'model name\t: hypervisor\nflags\t\t: fpu lm\n' });
    expect(readFrequency(guest).virtual).toBe(true);
    expect(readFrequency(host).virtual).toBe(false);
    const saidOf = (system: typeof guest) => judgeFrequency(readFrequency(system)).says;
    expect(saidOf(guest)).not.toBe(saidOf(host));
  });

  it('is fit when it is held, and never more than worth a word', () => {
    const standing = (governors: string[], boost: boolean | null) =>
      judgeFrequency({ governors, boost, virtual: false }).standing;
    expect(standing(['performance'], false)).toBe('fit');
    expect(standing(['performance'], null)).toBe('fit');
    expect(standing(['performance'], true)).toBe('watch');
    expect(standing(['performance', 'schedutil'], false)).toBe('watch');
    expect(standing([], null)).toBe('watch');
  });
});

describe('memory', () => {
  it.each([
    [2 ** 31, 'fit'],
    [2 ** 31 - 1, 'watch'],
    [2 ** 30, 'watch'],
    [2 ** 30 - 1, 'unfit'],
    [0, 'unfit'],
  ])('of %d bytes is %s', (bytes, standing) => {
    expect(judgeMemory(bytes).standing).toBe(standing);
  });
});

describe('speed', () => {
  it('is steady when the same loop always takes about the same', () => {
    expect(judgeSpeed(Array.from({ length: 40 }, (_, i) => 37 + (i % 3))).standing).toBe('fit');
  });

  it('that flips between two states is worth a word, never unfit', () => {
    const finding = judgeSpeed(Array.from({ length: 40 }, (_, i) => (i < 20 ? 30 : 54)));
    expect(finding.standing).toBe('watch');
    for (const figure of ['1.800', '40', '1.1']) expect(finding.says).toContain(figure);
    expect(finding.tryThis).toBeDefined();
    expect(judgeSpeed([1, 1_000_000]).standing).toBe('watch');
  });

  it('does not mind single slow loops', () => {
    expect(judgeSpeed(Array.from({ length: 40 }, (_, i) => (i < 3 ? 500 : 37))).standing).toBe('fit');
  });
});

describe('Node and cores', () => {
  it.each([
    ['20.19.0', 'fit'],
    ['20.18.3', 'unfit'],
    ['18.20.8', 'unfit'],
    ['22.12.0', 'fit'],
    ['25.0.0-nightly20250101', 'fit'],
    ['nonsense', 'unfit'],
  ])('Node %s is %s', (version, standing) => {
    expect(judgeNode(version).standing).toBe(standing);
  });

  it('one core is too few', () => {
    expect(judgeCores(1, 'x').standing).toBe('unfit');
    expect(judgeCores(2, 'x').standing).toBe('fit');
  });
});

describe('what is tried', () => {
  const texts = { works: 'it works', fails: 'it fails', tryThis: 'mend it' };

  it('is fit when it ends, now or later', async () => {
    expect(await tried('it', () => {}, texts)).toEqual({ standing: 'fit', what: 'it', says: 'it works.' });
    expect((await tried('it', async () => {}, texts)).standing).toBe('fit');
  });

  it('is unfit with the reason when it throws or is rejected', async () => {
    const broken = () => {
      throw new Error('no font.');
    };
    const unfit = { standing: 'unfit', what: 'it', says: 'it fails: no font.', tryThis: 'mend it' };
    expect(await tried('it', broken, texts)).toEqual(unfit);
    expect(await tried('it', async () => broken(), texts)).toEqual(unfit);
    expect((await tried('it', () => Promise.reject('word'), texts)).says).toBe('it fails: word.');
  });
});

describe('the window to the system', () => {
  it('gives null and nothing for what is missing, and never throws', () => {
    expect(thisSystem.read('/nowhere/at/all')).toBeNull();
    expect(thisSystem.list('/nowhere/at/all')).toEqual([]);
    expect(thisSystem.read('/\0')).toBeNull();
  });

  it('takes whole numbers only', () => {
    expect(wholeNumber(' 42\n')).toBe(42);
    for (const text of ['', '-1', '1.5', '1e3', '0x10', '9'.repeat(30), 'max', null, undefined]) {
      expect(wholeNumber(text)).toBeNull();
    }
  });

  it('makes names plain and short', () => {
    expect(plainName(' a\u001b]0;x\u0007\u009b\n')).toBe('a?]0;x??');
    expect(plainName('é'.repeat(100))).toHaveLength(40);
  });
});

describe('a standing', () => {
  it('of the whole is that of the worst part', () => {
    const of = (...standings: ('fit' | 'watch' | 'unfit')[]) =>
      worstOf(standings.map((standing) => ({ standing, what: 'x', says: '' })));
    expect(of()).toBe('fit');
    expect(of('fit', 'fit')).toBe('fit');
    expect(of('fit', 'watch', 'fit')).toBe('watch');
    expect(of('watch', 'unfit', 'fit')).toBe('unfit');
  });

  it('gives its shares in per cent', () => {
    expect(percent(0.0213)).toBe('2.1 %');
  });
});
