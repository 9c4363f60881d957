/** Measuring processes that end in every way, as the one who started them sees it. The programs are a line each. */

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_CHANNEL } from '../../harness/process/answer.ts';
import { markedWith } from '../../harness/process/marked.ts';
import type { MeasureTask } from '../../harness/process/task.ts';
import { commandMark } from '../../harness/run/keeper.ts';
import { launch, type Outcome } from '../../harness/run/launch.ts';
import { startProcess } from './starting.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-launch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TASK: MeasureTask = {
  process: {
    number: 0,
    experiment: 'memory',
    workload: 'population',
    arms: ['inline'],
    replicate: 0,
    seed: 7,
  },
  arms: [],
  rounds: 1,
  blockMs: 1,
  warmupMs: 0,
  cleanupRounds: 1,
};
const ANSWER = { samples: [], notes: {} };

/** In a program, what writes a line to the channel of answers. */
const ANSWERS = `((said) => process.getBuiltinModule('node:fs').writeSync(${ANSWER_CHANNEL}, \`\${JSON.stringify(said)}\\n\`))`;

/** Launches a process that runs the line; a hang is all that the time limit is for. */
async function launched(
  line: string,
  timeoutSeconds = 600,
  signal = new AbortController().signal,
): Promise<Outcome> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, line);
  const outcome = await launch(TASK, { program, folder, timeoutSeconds, signal });
  expect(readdirSync(folder).filter((name) => name.startsWith('task-'))).toEqual([]);
  return outcome;
}

const errorOf = (outcome: Outcome) => ('error' in outcome ? outcome.error : '');

describe('a measuring process', () => {
  it('is given its task in a file, and collections that can be forced', async () => {
    const outcome = await launched(
      `import { readFileSync } from 'node:fs';
       const { process: { seed } } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
       gc();
       ${ANSWERS}({ samples: [], notes: { seed } });`,
    );
    expect(outcome).toEqual({ kind: 'measured', answer: { samples: [], notes: { seed: 7 } } });
  });

  it.each([
    ['prints what looks like an answer', `console.log('{"samples":[1],"notes":{}}');`],
    ['floods standard output', `for (let i = 0; i < 3000; i++) console.log('x'.repeat(10_000));`],
    ['closes standard output', `(await import('node:fs')).closeSync(1);`],
    ['has a timer that never ends', 'setInterval(() => {}, 1000);'],
    ['has a child with its pipes', startProcess('')],
    ['has a child that is detached', startProcess('detached: true, ')],
  ])('that %s is measured, and nothing of it is left', async (_, line) => {
    const outcome = await launched(`${line}\n${ANSWERS}(${JSON.stringify(ANSWER)});`);
    expect(outcome).toEqual({ kind: 'measured', answer: ANSWER });
    expect(markedWith(commandMark)).toEqual([]);
  });

  it('that ends without an answer takes its children along', async () => {
    const outcome = await launched(`${startProcess('detached: true, ')}\nprocess.exit(0);`);
    expect(outcome.kind).toBe('crashed');
    expect(markedWith(commandMark)).toEqual([]);
  });

  it('that ends without an answer has crashed, and what it printed is kept', async () => {
    const outcome = await launched(`console.log('chatter');`);
    expect(outcome.kind).toBe('crashed');
    expect(errorOf(outcome)).toContain('chatter');
  });

  it('that throws has crashed, with what it threw', async () => {
    const outcome = await launched(`throw new RangeError('snap');`);
    expect(outcome.kind).toBe('crashed');
    expect(errorOf(outcome)).toMatch(/\bcode 1\b.*\bsnap\b/);
  });

  it('that says which arm failed is known by that arm', async () => {
    const failed = { failed: { arm: 'mine', message: 'arm "mine": snap' } };
    const outcome = await launched(`${ANSWERS}(${JSON.stringify(failed)});`);
    expect(outcome).toEqual({ kind: 'crashed', error: 'arm "mine": snap', arm: 'mine' });
  });

  it('that dies while it tells who is at work is known by the last one', async () => {
    const outcome = await launched(
      `for (const atWork of ['first', null, 'last']) ${ANSWERS}({ atWork });
       process.kill(process.pid, 'SIGKILL');`,
    );
    expect(outcome).toMatchObject({
      kind: 'crashed',
      arm: 'last',
      error: expect.stringMatching(/^arm "last": .*SIGKILL/),
    });
  });

  it('that is killed from outside has crashed by that signal', async () => {
    const outcome = await launched(`process.kill(process.pid, 'SIGKILL');`);
    // No arm is blamed.
    expect(outcome).toEqual({ kind: 'crashed', error: expect.stringMatching(/^(?!arm\b).*SIGKILL/) });
  });

  it('that aborts has run out of memory only where V8 says so', async () => {
    const aborting = (says: string) => launched(`console.error('${says}'); process.abort();`);
    expect(errorOf(await aborting('JavaScript heap out of memory'))).toMatch(/\bmemory\b.*\b\d+ MB\b/);
    expect(errorOf(await aborting('FATAL: snap'))).toMatch(/^(?!.*\bMB\b).*\bsnap\b/);
  });

  it('that gives no answer in time has hung, and is gone', async () => {
    const alive = join(folder, 'alive');
    const outcome = await launched(
      `import { writeFileSync } from 'node:fs';
       process.on('exit', () => writeFileSync(${JSON.stringify(alive)}, 'it ended by itself'));
       setInterval(() => {}, 1000);`,
      0.2,
    );
    expect(outcome.kind).toBe('hung');
    expect(errorOf(outcome)).toContain('0.2 s');
    expect(existsSync(alive)).toBe(false);
  });

  it('that hangs while it tells who is at work is known by the last one', async () => {
    const outcome = await launched(
      `${ANSWERS}({ atWork: 'mine' });
       for (;;);`,
      1,
    );
    expect(outcome).toMatchObject({ kind: 'hung' });
    // Where the machine is too slow to say it in time, nobody is blamed.
    if ('arm' in outcome)
      expect(outcome).toMatchObject({ arm: 'mine', error: expect.stringMatching(/^arm "mine": /) });
  });

  it('is stopped by the signal, and is not even started after it', async () => {
    const stop = new AbortController();
    const started = join(folder, 'started');
    const line = `import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(started)}, '');
      setInterval(() => {}, 1000);`;
    const outcome = launched(line, 600, stop.signal);
    stop.abort();
    expect(await outcome).toEqual({ kind: 'stopped' });
    rmSync(started, { force: true });
    expect(await launched(line, 600, stop.signal)).toEqual({ kind: 'stopped' });
    expect(existsSync(started)).toBe(false);
  });
});
