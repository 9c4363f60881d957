/**
 * A run folder on disk.
 *
 *     run.json        the record: plan, environment, and once judged, rows, controls, doubts, claims
 *     samples.jsonl   raw samples, one measuring process a line, appended and flushed when that process ends
 *
 * An existing folder is never written into. run.json is replaced as a whole (written beside, then renamed), so it is
 * at any moment either the old record or the new one.
 */

import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { usageFailure } from '../failure.ts';
import { asProcessRecord, asRun, COPY_ANEW } from './check.ts';
import { foreignRecord, type RulesOf } from './consistency.ts';
import type { ProcessRecord, Run } from './schema.ts';

const RUN_FILE = 'run.json';
const SAMPLES_FILE = 'samples.jsonl';
/** Number of the process that writes, while it does. */
const LOCK_FILE = 'lock';

/** Throws Failure (exit code 5) if the folder exists. */
export function refuseExisting(folder: string, what: string): void {
  if (!existsSync(folder)) return;
  throw usageFailure(
    `The ${what} folder ${folder} exists already, and nothing is overwritten. Name a new one.`,
  );
}

/** Makes a new folder. Throws Failure (exit code 5) if it exists or cannot be made or written. */
export function createFolder(folder: string, what: string): void {
  refuseExisting(folder, what);
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder);
    const probe = join(folder, '.probe');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw usageFailure(
      `The ${what} folder ${folder} cannot be written (${(error as Error).message}). Name a folder that you may write.`,
    );
  }
}

export interface RunFolder {
  readonly path: string;
  /** Appends the record of one process and flushes it to disk. */
  append(record: ProcessRecord): void;
  /** Replaces run.json. */
  write(run: Run): void;
  /** Lets others write into the folder. */
  release(): void;
}

/** Makes a new run folder with its first record. Throws Failure (exit code 5) if it exists or cannot be written. */
export function createRunFolder(path: string, run: Run): RunFolder {
  createFolder(path, 'run');
  kept(path, () => writeFileSync(join(path, SAMPLES_FILE), ''));
  lock(path);
  const folder = runFolder(path);
  folder.write(run);
  return folder;
}

/**
 * Opens the folder of a run that was cut off, to go on with it. A last line of the samples that was being written then is
 * cut away. Throws Failure (exit code 5) if it cannot be written.
 */
export function openRunFolder(path: string): RunFolder {
  lock(path);
  const file = join(path, SAMPLES_FILE);
  // By bytes: a line may be cut off within a letter.
  const bytes = readBytes(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) kept(path, () => truncateSync(file, whole));
  return runFolder(path);
}

/** Only one process writes into a run's folder. Throws Failure (exit code 5) if another one that is alive does. */
function lock(path: string): void {
  const file = join(path, LOCK_FILE);
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw usageFailure(
      `Process ${owner} is writing into ${path}. Wait until it has ended; if it is no run of coextra, remove ${file}.`,
    );
  }
  kept(path, () => writeFileSync(file, `${process.pid}`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function runFolder(path: string): RunFolder {
  return {
    path,
    release: () => rmSync(join(path, LOCK_FILE), { force: true }),
    append: (record) => appendSamples(path, record),
    write(next) {
      const text = `${JSON.stringify(asRun(next, 'the record about to be written'), null, 2)}\n`;
      writeWhole(join(path, RUN_FILE), text);
    },
  };
}

/** Appends the record of one process to the samples in a folder, and flushes it to disk. */
export function appendSamples(path: string, record: ProcessRecord): void {
  kept(path, () => {
    const file = openSync(join(path, SAMPLES_FILE), 'a');
    const { size } = fstatSync(file);
    try {
      appendFileSync(file, `${JSON.stringify(record)}\n`);
      fsyncSync(file);
    } catch (error) {
      // Half a line would spoil the one that is appended next.
      ftruncateSync(file, size);
      throw error;
    } finally {
      closeSync(file);
    }
  });
}

/** Writes a file as a whole: at any moment it is the old one or the new one. */
export function writeWhole(file: string, text: string): void {
  kept(dirname(file), () => {
    writeFileSync(`${file}.tmp`, text, { flush: true });
    renameSync(`${file}.tmp`, file);
  });
}

/** Does a write; a full disk is told as what it is. Lines written before stay, and a line half written is no line. */
function kept(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw usageFailure(
      `${path} cannot be written (${message}). What was written before is kept. Make room, or name a place that can be ` +
        'written; a run that was cut off is finished with: npm run compare -- --resume RUN_DIR',
    );
  }
}

/** Reads run.json of a folder. Throws Failure (exit code 5) if it is missing, unreadable or foreign. */
export function readRun(folder: string): Run {
  const file = join(folder, RUN_FILE);
  return asRun(parse(readText(file), file), file);
}

export interface Samples {
  readonly records: readonly ProcessRecord[];
  /** The last line was cut off. */
  readonly torn: boolean;
}

/**
 * Reads the samples of a folder. A last line without its end was being written when the machine stopped: it is left
 * out, and `torn` says so.
 */
export function readSamples(folder: string, rulesOf: RulesOf): Samples {
  const file = join(folder, SAMPLES_FILE);
  const lines = readText(file).split('\n');
  const torn = lines.pop() !== '';
  const records = lines.map((line, i) => {
    const where = `${file}:${i + 1}`;
    return asProcessRecord(parse(line, where), where, rulesOf, COPY_ANEW);
  });
  return { records, torn };
}

/** Samples of a run, each known to belong to it. Throws Failure (exit code 5), naming the line, for any that does not. */
export function readRecords(folder: string, run: Run, rulesOf: RulesOf): Samples {
  const samples = readSamples(folder, rulesOf);
  const file = join(folder, SAMPLES_FILE);
  const foreign = foreignRecord(run, samples.records, rulesOf);
  if (foreign !== null) {
    throw usageFailure(
      `${file}:${foreign.index + 1} is no record of the run ${run.id}: ${foreign.fault}. Expected each process of the plan in ` +
        `${RUN_FILE} once, as it was measured.${COPY_ANEW}`,
    );
  }
  const measured = samples.records.some(({ outcome }) => outcome === 'measured');
  if (measured || run.rows.length === 0) return samples;
  throw usageFailure(
    `${file} holds no process that was measured, and ${RUN_FILE} has ${run.rows.length} figures: nothing supports them.` +
      COPY_ANEW,
  );
}

function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw usageFailure(
      `${file} cannot be read (${reason(error as Error)}). Expected a run folder, as "npm run compare" writes it.`,
    );
  }
}

/** Without the path, which the sentence names already: "ENOENT: no such file or directory". */
function reason({ message }: Error): string {
  return message.split(',', 1)[0]!;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageFailure(
      `${where} is not JSON (${(error as Error).message}). Expected a record of coextra; if it is cut off, ` +
        'wait until the run has ended, or copy it anew.',
    );
  }
}
