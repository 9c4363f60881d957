/**
 * How a started process answers: lines of JSON on a channel of its own, file descriptor 3. A strategy in the process may print, close or
 * flood standard output and replace built-in functions, so all that is needed is taken before any strategy is loaded.
 */

import { readFileSync, writeSync } from 'node:fs';

export const ANSWER_CHANNEL = 3;

/** A line that is no answer yet: which arm is at work, or null between two. */
export interface AtWork {
  readonly atWork: string | null;
}

const { parse, stringify } = JSON;
const { from } = Buffer;
const write = writeSync;
const read = readFileSync;

/** The task, from the file that the process was started with. */
export function readTask<Task>(): Task {
  const file = process.argv[2];
  if (file === undefined) throw new Error('Internal error: a process was started without a task');
  return parse(read(file, 'utf8')) as Task;
}

/** Writes the answer, whole; the parent ends the process when it has it. */
export function answerWith(answer: object): void {
  writeLine(answer);
}

export function tellAtWork(atWork: string | null): void {
  writeLine({ atWork } satisfies AtWork);
}

function writeLine(value: object): void {
  const bytes = from(`${stringify(value)}\n`);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += write(ANSWER_CHANNEL, bytes, written);
    } catch (error) {
      // The parent has not read the last lines yet.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
