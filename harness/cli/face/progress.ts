/**
 * Progress: a bar with the time left and what is being measured; plain lines, now and then, where the output is no
 * terminal. Everything goes to standard error: standard output belongs to the result.
 */

import ora from 'ora';
import { inWords, leastCertain } from '../../judge/uncertainty.ts';
import type { PlannedProcess, ProcessRecord } from '../../records/schema.ts';
import type { CompareListener } from '../../run/compare.ts';
import type { Host, Output } from '../host.ts';
import { printable } from './text.ts';

const BAR_WIDTH = 24;

/** Seconds between two plain lines. */
const LINE_SECONDS = 15;

export interface Progress extends CompareListener {
  /** Takes the bar away. */
  stop(): void;
}

/** A bar where standard error is a terminal, else plain lines. */
export function progressOn({ err, machine }: Host): Progress {
  const now = machine?.now ?? (() => performance.now());
  return err.isTTY === true
    ? terminalProgress(err, now)
    : plainProgress((line) => err.write(`${line}\n`), now);
}

function terminalProgress(stream: Output, now: () => number): Progress {
  const spinner = ora({ stream: stream as NodeJS.WriteStream, discardStdin: false, hideCursor: true });
  const clock = budgetClock(now);
  let because = '';
  return {
    step(says) {
      spinner.start(says);
    },
    note(says) {
      spinner.info(printable(says));
    },
    planned() {},
    begins(seconds) {
      clock.start(seconds);
    },
    batch(batch) {
      because = printable(batch.because);
    },
    starts(planned, attempt, before) {
      const known = standing(planned, before);
      spinner.text = `${bar(clock.share())} ${clock.left()}  ${describe(planned, attempt)}${known}\n  ${because}`;
    },
    ends(record) {
      if (record.outcome !== 'measured')
        spinner
          .warn(printable(`process ${record.process.number} ${record.outcome}: ${record.error}`))
          .start();
    },
    stop() {
      spinner.stop();
    },
  };
}

function plainProgress(write: (line: string) => void, now: () => number): Progress {
  const clock = budgetClock(now);
  let next = 0;
  return {
    step(says) {
      write(says);
    },
    note(says) {
      write(printable(says));
    },
    planned(run) {
      write(`measuring: a pilot of ${run.plan.processes.length} processes, seed ${run.seed}`);
    },
    begins(seconds) {
      clock.start(seconds);
      write(`measuring for ${Math.round(seconds)} s at most`);
    },
    batch(batch) {
      if (!batch.because.startsWith('pilot')) write(printable(batch.because));
    },
    starts(planned, attempt, before) {
      if (now() < next) return;
      next = now() + LINE_SECONDS * 1000;
      write(
        `${percent(clock.share())} ${clock.left()}  ${describe(planned, attempt)}${standing(planned, before)}`,
      );
    },
    ends(record) {
      if (record.outcome !== 'measured')
        write(printable(`process ${record.process.number} ${record.outcome}: ${record.error}`));
    },
    stop() {},
  };
}

/** The budget as it runs out: a run ends then at the latest, earlier if it has no more to ask. */
function budgetClock(now: () => number) {
  let start = now();
  let budgetMs = 1;
  const spent = () => Math.min(budgetMs, now() - start);
  return {
    start(seconds: number) {
      start = now();
      budgetMs = Math.max(1, seconds * 1000);
    },
    share: () => spent() / budgetMs,
    left() {
      const seconds = Math.round((budgetMs - spent()) / 1000);
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left at most`;
    },
  };
}

/** What is known so far of the least certain comparison of this process's cell. */
function standing(planned: PlannedProcess, before: readonly ProcessRecord[]): string {
  const found = leastCertain(planned, before, null);
  return found === null || found.values.length < 2 ? '' : `; so far ${inWords(planned, found)}`;
}

function describe(
  { experiment, workload, arms, populations, attachFraction, rule, part }: PlannedProcess,
  attempt: number,
): string {
  const where =
    populations !== undefined
      ? `${populations.join(', ')} code objects`
      : [workload, rule, part].filter((each) => each !== undefined).join(', ');
  const share = attachFraction === undefined ? '' : `, ${attachFraction * 100} % with extras`;
  const who = arms.length === 1 ? arms[0] : `${arms.length} arms`;
  return printable(`${experiment}: ${where}${share}, ${who}${attempt > 1 ? ', once more' : ''}`);
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${percent(share)}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`.padStart(5);
}
