/**
 * Starts a process for one task and waits for its answer (process/answer.ts). The process is ended when it has answered or its time is over,
 * and with it all processes that it has started, so that neither a timer nor a grandchild with inherited pipes keeps a command waiting.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ANSWER_CHANNEL, type AtWork } from '../process/answer.ts';
import { endMarked, kill, MARK } from '../process/marked.ts';
import { commandMark, tellKeepers } from './keeper.ts';

export interface ProcessOptions {
  /** A bundled module. */
  readonly program: string;
  readonly task: object;
  /** Where the task file may be written. */
  readonly folder: string;
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** A process that takes longer is hung and is killed. */
  readonly timeoutSeconds: number;
  /** Stops the process. */
  readonly signal: AbortSignal;
}

export interface ProcessEnd {
  readonly how: 'answered' | 'ended' | 'hung' | 'stopped';
  /** Null unless it answered. */
  readonly answer: object | null;
  readonly code: number | null;
  readonly signalName: NodeJS.Signals | null;
  /** The arm that was at work last, where the process was asked to say so. */
  readonly atWork: string | null;
  /** The end of what it printed to standard output and to standard error. */
  readonly printed: string;
  readonly complaint: string;
}

/** Characters of its output that are kept: V8 prints its stacks after the line that says what happened. */
const KEPT = 20_000;

/** Milliseconds after the end of a process in which what it wrote before is still read. */
const READING_MS = 2000;

let started = 0;

/** The same, once more if it ends without an answer: a process can be killed from outside, for want of memory. */
export async function runProcessTwice(options: ProcessOptions): Promise<ProcessEnd> {
  const end = await runProcess(options);
  return end.how === 'ended' ? runProcess(options) : end;
}

/** Whatever becomes of the process is told, never thrown. */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  // Every process that runs listens, and there may be many at once.
  setMaxListeners(0, options.signal);
  if (options.signal.aborted) return { ...NO_END, how: 'stopped' };
  const folder = mkdtempSync(join(options.folder, 'task-'));
  try {
    const taskFile = join(folder, 'task.json');
    writeFileSync(taskFile, JSON.stringify(options.task));
    started += 1;
    const mark = `${commandMark}${started};`;
    const child = spawn(process.execPath, [...(options.flags ?? []), options.program, taskFile], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      // A group of its own, which can be killed whole.
      detached: true,
      env: { ...process.env, NODE_OPTIONS: '', ...options.env, [MARK]: mark },
    });
    return await endOf(child, mark, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NO_END: Omit<ProcessEnd, 'how'> = {
  answer: null,
  code: null,
  signalName: null,
  atWork: null,
  printed: '',
  complaint: '',
};

function endOf(
  child: ChildProcess,
  mark: string,
  { timeoutSeconds, signal }: ProcessOptions,
): Promise<ProcessEnd> {
  const { pid } = child;
  if (pid === undefined)
    return new Promise((resolve) =>
      child.on('error', ({ message }) => resolve({ ...NO_END, how: 'ended', complaint: message })),
    );
  tellKeepers(`+${pid}`);
  return new Promise((resolve) => {
    let how: ProcessEnd['how'] = 'ended';
    let answer: object | null = null;
    let atWork: string | null = null;
    let reading: NodeJS.Timeout | undefined;
    const end = (why: ProcessEnd['how']) => {
      if (how === 'ended') how = why;
      kill(-pid);
      endMarked(mark);
    };
    const onAbort = () => end('stopped');
    const limit = setTimeout(() => end('hung'), timeoutSeconds * 1000);
    signal.addEventListener('abort', onAbort, { once: true });
    const printed = lastOf(child.stdout!);
    const complaint = lastOf(child.stderr!);
    eachObject(child.stdio[ANSWER_CHANNEL] as Readable, (said) => {
      if ('atWork' in said) ({ atWork } = said as AtWork);
      else {
        answer = said;
        end('answered');
      }
    });
    child.on('error', () => {});
    child.on('exit', () => {
      clearTimeout(limit);
      end('ended');
      reading = setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
      }, READING_MS);
    });
    child.on('close', (code, signalName) => {
      clearTimeout(reading);
      signal.removeEventListener('abort', onAbort);
      tellKeepers(`-${pid}`);
      resolve({ how, answer, code, signalName, atWork, printed: printed(), complaint: complaint() });
    });
  });
}

/** The last characters of a stream, so far. */
function lastOf(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-KEPT);
  });
  stream.on('error', () => {});
  return () => text;
}

/** Calls `take` with each line that is a JSON object. */
function eachObject(stream: Readable, take: (said: object) => void): void {
  let parts: string[] = [];
  stream.on('error', () => {});
  stream.setEncoding('utf8').on('data', (part: string) => {
    parts.push(part);
    if (!part.includes('\n')) return;
    const lines = parts.join('').split('\n');
    parts = [lines.pop()!];
    for (const line of lines) {
      const said = objectIn(line);
      if (said !== null) take(said);
    }
  });
}

function objectIn(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** Exit code of Node for a module whose top-level await is still pending when nothing is left to do. */
const NEVER_SETTLED = 13;

/** Exit code of a process that aborted, where there are no signals. */
const ABORTED = 134;

/** How a process ended that did not answer, with what ran out, or with the line of the complaint that says what happened. */
export function reasonOf({ code, signalName, complaint }: ProcessEnd, heapMb: number | null = null): string {
  const how = signalName === null ? `exit code ${code}` : `killed by ${signalName}`;
  if (code === NEVER_SETTLED) return `a top-level await never settled (${how})`;
  const aborted = signalName === 'SIGABRT' || code === ABORTED;
  if (aborted && complaint.includes('JavaScript heap out of memory')) {
    const limit = heapMb === null ? '' : `: its heap may not grow beyond ${heapMb} MB`;
    return `ran out of memory${limit} (${how})`;
  }
  // Not by the command: a process that hangs or is stopped has no reason asked.
  if (signalName === 'SIGKILL')
    return `${how} from outside, as the system does when the machine runs out of memory`;
  const line = complaint.split('\n').find((each) => /Error|FATAL/.test(each)) ?? '';
  return line === '' ? how : `${how}: ${line.trim()}`;
}

/** "took more than 30 s", "ended with exit code 0 and no answer": how a process ended that did not answer. */
export function endedHow(end: ProcessEnd, seconds: number): string {
  if (end.how === 'hung') return `took more than ${seconds} s`;
  return `ended without an answer (${reasonOf(end)})`;
}
