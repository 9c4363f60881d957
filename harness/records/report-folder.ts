/**
 * The folder of a report on disk: when it may be made anew, and how its files get into it.
 *
 *     index.html          the page, written first: from then on the folder is known by the page's title
 *     charts/, rows.tsv   and what else lies beside it
 */

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { usageFailure } from '../failure.ts';
import { createFolder } from './store.ts';

const PAGE = 'index.html';
/** What a page is called while it is written. */
const UNFINISHED = `${PAGE}.tmp`;
const PROBE = '.probe';

/** What a report of one run is of; of several runs it is their ids (report/beside/runs.ts). */
export function subjectOf(runId: string): string {
  return `run ${runId}`;
}

/** The title of a report's page. The ids in it are safe in a page (schema.ts): it stands there letter by letter. */
export function pageTitle(subject: string): string {
  return `coextra: ${subject}`;
}

/**
 * Makes the folder of a report that is made anew. One that exists must be empty or hold a report of the same subject, told by
 * the title of its page. Throws Failure (exit code 5) for any other, or if it cannot be written.
 */
export function openReportFolder(folder: string, subject: string): void {
  if (!existsSync(folder)) {
    createFolder(folder, 'report');
    return;
  }
  if (!isEmpty(folder) && titleIn(folder) !== pageTitle(subject))
    throw usageFailure(`${folder} exists and is no report of ${subject}. Name a new folder with --report.`);
  onDisk(folder, () => {
    writeFileSync(join(folder, PROBE), '');
    rmSync(join(folder, PROBE));
  });
}

/** A page that was never finished is none. */
function isEmpty(folder: string): boolean {
  if (!statSync(folder).isDirectory()) return false;
  return onDisk(folder, () => readdirSync(folder)).every((name) => name === UNFINISHED || name === PROBE);
}

/** Null where there is no page, or one without a title. */
function titleIn(folder: string): string | null {
  const page = join(folder, PAGE);
  if (!existsSync(page) || !statSync(page).isFile()) return null;
  const text = onDisk(folder, () => readFileSync(page, 'utf8'));
  return /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? null;
}

/** Writes the page of a report as a whole into `folder`, which is made if there is none, and gives its path. */
export function writePage(folder: string, html: string): string {
  const page = join(folder, PAGE);
  onDisk(folder, () => mkdirSync(folder, { recursive: true }));
  writeBesidePage(folder, PAGE, html);
  return page;
}

/** Writes a file next to the page, or the page: at any moment it is the old one or the new one, whole. */
export function writeBesidePage(folder: string, name: string, content: string | Uint8Array): void {
  onDisk(folder, () => {
    writeFileSync(join(folder, UNFINISHED), content, { flush: true });
    renameSync(join(folder, UNFINISHED), join(folder, name));
  });
}

/**
 * The place of the pictures, without those of a report that was here before: a page made anew may name others. Call it for the folder
 * of a report alone, after its page is written.
 */
export function clearPictures(folder: string): void {
  const pictures = join(folder, 'charts');
  onDisk(folder, () => {
    mkdirSync(pictures, { recursive: true });
    for (const name of readdirSync(pictures)) if (name.endsWith('.png')) rmSync(join(pictures, name));
  });
}

/** Does something on disk; what the disk refuses is told as what it is. */
function onDisk<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw usageFailure(
      `The report folder ${folder} cannot be written (${message}). Make room, or name a folder that you may write.`,
    );
  }
}
