/**
 * Progress: a bar with the time left and what is being measured; plain lines, now and then, where the output is no
 * terminal. Everything goes to standard error: standard output belongs to the result.
 */

import ora from 'ora';
import type { PlannedProcess } from '../../records/schema.ts';
import type { CompareListener } from '../../run/compare.ts';

const BAR_WIDTH = 24;

/** Share of the work between two plain lines. */
const LINE_STEP = 0.1;

export interface Progress extends CompareListener {
  /** Takes the bar away. */
  stop(): void;
}

export function terminalProgress(now: () => number): Progress {
  const spinner = ora({ stream: process.stderr, discardStdin: false, hideCursor: true });
  let start = now();
  return {
    step(says) {
      spinner.start(says);
    },
    planned() {
      start = now();
    },
    starts(planned, attempt, done, total) {
      spinner.text = `${bar(done / total)} ${timeLeft(now() - start, done, total)}  ${describe(planned, attempt)}`;
    },
    ends(record, done, total) {
      if (record.outcome !== 'measured')
        spinner.warn(`process ${record.process.number} ${record.outcome}: ${record.error}`).start();
      spinner.text = `${bar(done / total)} ${timeLeft(now() - start, done, total)}  ${describe(record.process, 1)}`;
    },
    stop() {
      spinner.stop();
    },
  };
}

export function plainProgress(write: (line: string) => void, now: () => number): Progress {
  let start = now();
  let next = 0;
  return {
    step(says) {
      write(says);
    },
    planned(run) {
      start = now();
      write(`measuring: ${run.plan.processes.length} processes planned, seed ${run.seed}`);
    },
    starts(planned, attempt, done, total) {
      if (done / total < next) return;
      next = done / total + LINE_STEP;
      write(
        `${percent(done / total)} ${timeLeft(now() - start, done, total)}  ${describe(planned, attempt)}`,
      );
    },
    ends(record) {
      if (record.outcome !== 'measured')
        write(`process ${record.process.number} ${record.outcome}: ${record.error}`);
    },
    stop() {},
  };
}

function describe(
  { experiment, workload, arms, populations, attachFraction }: PlannedProcess,
  attempt: number,
): string {
  const where = populations === undefined ? workload : `${populations.join(', ')} code objects`;
  const share = attachFraction === undefined ? '' : `, ${attachFraction * 100} % with extras`;
  const who = arms.length === 1 ? arms[0] : `${arms.length} arms`;
  return `${experiment}: ${where}${share}, ${who}${attempt > 1 ? ', once more' : ''}`;
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${percent(share)}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`.padStart(5);
}

/** From the time that the finished processes took; silent until there is something to go by. */
function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (done < 3) return '';
  const seconds = Math.round(((elapsedMs / done) * (total - done)) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}
