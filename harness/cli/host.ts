/**
 * What a command has of the world around it: where it prints, its environment, signals, the machine that it measures on, and the
 * exit code that it leaves. A test runs a command in the test's own process by giving it another host.
 */

import { EXIT } from '../failure.ts';
import type { Draw } from '../report/charts/render.ts';
import type { Machine } from '../run/machine.ts';

export type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

export interface Host {
  readonly out: Output;
  readonly err: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Calls `heard` for each signal that asks the command to end, until the function it returns is called. */
  onInterrupt(heard: () => void): () => void;
  /** Absent: this one. */
  readonly machine?: Machine;
  /** How pictures of charts are drawn. Absent: as PNG. */
  readonly draw?: Draw;
  exitCode: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds after a signal in which a command ends by itself; then it is ended. */
const ENDING_MS = 1500;

export function thisHost(): Host {
  const { stdout, stderr } = process;
  let verdict = 0;
  let unwritten = false;
  const setExitCode = () => {
    process.exitCode = unwritten && verdict === EXIT.done ? EXIT.usage : verdict;
  };
  // A reader that has seen enough closes the pipe; a disk may be full. Neither ends the work.
  stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    stdout.on('error', () => {});
    unwritten = code !== 'EPIPE';
    stderr.write(
      unwritten
        ? `coextra: Standard output cannot be written (${message}). What was measured is kept.\n`
        : 'coextra: Standard output was closed before everything was printed.\n',
    );
    setExitCode();
  });
  stderr.on('error', () => {});
  return {
    out: stdout,
    err: stderr,
    env: process.env,
    onInterrupt(heard) {
      let last: NodeJS.Timeout | undefined;
      const onSignal = () => {
        heard();
        last ??= setTimeout(() => {
          stderr.write('coextra: Interrupted. What was measured is kept.\n');
          process.exit(EXIT.interrupted);
        }, ENDING_MS);
      };
      for (const signal of SIGNALS) process.on(signal, onSignal);
      return () => {
        clearTimeout(last);
        for (const signal of SIGNALS) process.off(signal, onSignal);
      };
    },
    get exitCode() {
      return verdict;
    },
    set exitCode(code) {
      verdict = code;
      setExitCode();
    },
  };
}

/**
 * Runs work that ends early when a signal comes. Signals are heard more than once on purpose: an impatient second one must not
 * cut off the writing of what was finished.
 */
export async function interruptible<T>(host: Host, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const stopListening = host.onInterrupt(() => interrupt.abort());
  try {
    return await work(interrupt.signal);
  } finally {
    stopListening();
  }
}
