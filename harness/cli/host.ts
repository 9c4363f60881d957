/**
 * What a command has of the world around it: where it prints, its environment, signals, the machine that it measures on, and the
 * exit code that it leaves. A test runs a command in the test's own process by giving it another host.
 */

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

export function thisHost(): Host {
  return {
    out: process.stdout,
    err: process.stderr,
    env: process.env,
    onInterrupt(heard) {
      for (const signal of SIGNALS) process.on(signal, heard);
      return () => {
        for (const signal of SIGNALS) process.off(signal, heard);
      };
    },
    get exitCode() {
      return Number(process.exitCode ?? 0);
    },
    set exitCode(code) {
      process.exitCode = code;
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
