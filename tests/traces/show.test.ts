import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packTrace } from '../../harness/traces/format.ts';
import { runCli } from '../cli/running.ts';
import { madeTrace } from './made-traces.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-show-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('trace show tells how often addresses were used again, and what is missing', async () => {
  const file = join(folder, 'mine.trace.gz');
  const said = {
    incomplete: ['threads', 'new-reason'],
    children: 2,
    endedBy: 'os._exit',
    addressesReused: 1,
  };
  writeFileSync(file, packTrace(madeTrace(2, 1, '0 -0 +1 1', { ...said, reuses: [[1, 0]] })));
  const { code, out } = await runCli(folder, 'trace', 'show', file);
  expect(code).toBe(0);
  const lines = out.split('\n').map((line) => line.split(/ {2,}/));
  const shown = (name: string) => lines.filter(([what]) => what === name).map(([, says]) => says);
  expect(shown('addresses reused')).toEqual([expect.stringContaining('1')]);
  expect(shown('incomplete')).toEqual([expect.stringContaining('threads'), 'new-reason']);
  expect(shown('child processes')).toEqual([expect.stringContaining('2')]);
  expect(shown('ended by')).toEqual(['os._exit']);
});
