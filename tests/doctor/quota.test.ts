import { describe, expect, it } from 'vitest';
import {
  groupsIn,
  judgeQuota,
  judgeThrottling,
  readQuota,
  readThrottling,
  upwards,
} from '../../harness/doctor/quota.ts';
import { madeSystem } from './made-system.ts';

const UNLIMITED = { cpus: Number.POSITIVE_INFINITY, folder: null };

describe('the CPU quota', () => {
  it('is read from cpu.max of version 2', () => {
    const system = madeSystem({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': '150000 100000\n' });
    expect(readQuota(system)).toEqual({ cpus: 1.5, folder: '/sys/fs/cgroup' });
  });

  it('is none where cpu.max says max', () => {
    const system = madeSystem({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': 'max 100000\n' });
    expect(readQuota(system)).toEqual(UNLIMITED);
  });

  it('is read from quota and period of version 1, whatever its controllers are mounted with', () => {
    const system = madeSystem({
      '/proc/self/cgroup': '11:memory:/\n4:cpu,cpuacct:/docker/abc\n',
      '/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us': '50000\n',
      '/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us': '100000\n',
    });
    expect(readQuota(system)).toEqual({ cpus: 0.5, folder: '/sys/fs/cgroup/cpu,cpuacct/docker/abc' });
  });

  it('is none where version 1 says -1', () => {
    const system = madeSystem({
      '/proc/self/cgroup': '1:cpu:/\n0::/\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    });
    expect(readQuota(system)).toEqual(UNLIMITED);
  });

  it('is read from the root where the path of the group does not exist, as in a container', () => {
    const system = madeSystem({
      '/proc/self/cgroup': '0::/kubepods/pod1/abc\n',
      '/sys/fs/cgroup/cpu.max': '300000 100000',
    });
    expect(readQuota(system)).toEqual({ cpus: 3, folder: '/sys/fs/cgroup' });
  });

  it('is the tightest of our group and those above it', () => {
    const files = (own: string, above: string) =>
      madeSystem({
        '/proc/self/cgroup': '0::/a/b\n',
        '/sys/fs/cgroup/a/b/cpu.max': own,
        '/sys/fs/cgroup/a/cpu.max': above,
      });
    expect(readQuota(files('400000 100000', '100000 100000'))).toEqual({
      cpus: 1,
      folder: '/sys/fs/cgroup/a',
    });
    expect(readQuota(files('100000 100000', 'max 100000'))).toEqual({
      cpus: 1,
      folder: '/sys/fs/cgroup/a/b',
    });
  });

  it('is unknown where there are no control groups, and none where nothing below them can be read', () => {
    expect(readQuota(madeSystem({}))).toBeNull();
    expect(readQuota(madeSystem({ '/proc/self/cgroup': '0::/a\n' }))).toEqual(UNLIMITED);
  });

  it.each([
    '',
    'lots of it',
    '-5 100000',
    '100000 0',
    '0 100000',
    '1e9 1',
    '100000 100000 1',
    'NaN NaN',
    '\0',
  ])('is not made up from %j', (text) => {
    const system = madeSystem({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': text });
    expect(readQuota(system)).toEqual(UNLIMITED);
  });

  it('takes only lines that are control groups with processor time', () => {
    expect(groupsIn('0::/a\n3:cpuset:/b\n2:cpuacct:/c\n1:cpu:/d\nnonsense\n:::\n0::relative')).toEqual([
      { version: 'v2', path: '/a' },
      { version: 'v1', path: '/d' },
    ]);
  });

  it('goes up to the root and never out of it', () => {
    expect(upwards('/a/b')).toEqual(['/a/b', '/a', '']);
    expect(upwards('/')).toEqual(['']);
    expect(upwards('/../../etc')).toEqual(['']);
  });

  it('is unfit below two cores, and says where it is set', () => {
    expect(judgeQuota({ cpus: 2, folder: '/g' }).standing).toBe('fit');
    const finding = judgeQuota({ cpus: 1.99, folder: '/g' });
    expect(finding.standing).toBe('unfit');
    expect(finding.says).toMatch(/\b1\.99\b.*\/g\b/);
    expect(finding.tryThis).toContain('--cpus 2');
  });

  it('is fit without a limit, and worth a word where it cannot be seen', () => {
    expect(judgeQuota(UNLIMITED).standing).toBe('fit');
    expect(judgeQuota(null).standing).toBe('watch');
    expect(judgeQuota(null).says).not.toBe(judgeQuota(UNLIMITED).says);
  });
});

describe('throttling', () => {
  const quota = { cpus: 2, folder: '/sys/fs/cgroup' };

  it('is counted by the group that sets the limit', () => {
    const stat = 'usage_usec 5\nnr_periods 40\nnr_throttled 3\nthrottled_usec 9\n';
    const system = madeSystem({ '/sys/fs/cgroup/cpu.stat': stat });
    expect(readThrottling(system, quota)).toEqual({ periods: 40, throttled: 3 });
    expect(readThrottling(system, UNLIMITED)).toBeNull();
    expect(readThrottling(madeSystem({}), quota)).toBeNull();
    expect(readThrottling(madeSystem({ '/sys/fs/cgroup/cpu.stat': 'nr_periods many' }), quota)).toBeNull();
  });

  const since = (periods: number, throttled: number) =>
    judgeThrottling({ periods: 100, throttled: 10 }, { periods: 100 + periods, throttled: 10 + throttled });

  it('is fit at nothing, watched up to a tenth, unfit beyond', () => {
    expect(since(20, 0)!.standing).toBe('fit');
    expect(since(0, 0)!.standing).toBe('fit');
    expect(since(20, 2)!.standing).toBe('watch');
    expect(since(20, 3)!.standing).toBe('unfit');
    expect(since(20, 3)!.says).toMatch(/\b3\b.*\b20\b.*\b15\.0 %/);
  });

  it('says nothing without a limit, and that it does not know when counters ran backwards', () => {
    expect(judgeThrottling(null, null)).toBeNull();
    const backwards = since(-5, 0);
    expect(backwards).toMatchObject({ standing: 'watch' });
    // No share is made up, and more throttled than there were periods is the same riddle.
    expect(backwards!.says).not.toContain('%');
    expect(since(5, 6)).toEqual(backwards);
  });
});
