import { expect, it } from 'vitest';
import { allocate, allocateUntil } from '../../harness/process/ordinary.ts';

it('a program allocates until it is told to stop, a megabyte at a time', async () => {
  let asked = 0;
  const { megabytes, ms } = await allocateUntil(() => {
    asked += 1;
    return asked === 5;
  }, 100);
  expect([megabytes, asked]).toEqual([5, 5]);
  expect(ms).toBeGreaterThan(0);
});

it('a program that is never told stops at the most, and says that it was not', async () => {
  let asked = 0;
  const { megabytes } = await allocateUntil(() => {
    asked += 1;
    return false;
  }, 7);
  expect([megabytes, asked]).toEqual([null, 7]);
});

it('brings collections about without forcing one: what is young and dead is gone', async () => {
  let gone = 0;
  const reports = new FinalizationRegistry(() => {
    gone += 1;
  });
  (() => {
    for (let i = 0; i < 100; i++) reports.register({ i }, null);
  })();
  const { megabytes, collections } = await allocateUntil(() => gone === 100, 1000);
  expect(megabytes).not.toBeNull();
  expect(collections).toBeGreaterThan(0);
});

it('goes on allocating from one time to the next, and keeps what it holds bounded', async () => {
  await allocate(40);
  globalThis.gc!();
  const before = process.memoryUsage().heapUsed;
  await allocate(80);
  globalThis.gc!();
  // Some 32 MB live at once, however much was allocated.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
});
