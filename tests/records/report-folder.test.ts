import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clearPictures,
  openReportFolder,
  pageTitle,
  subjectOf,
  writeBesidePage,
  writePage,
} from '../../harness/records/report-folder.ts';
import { failureOf } from './failure-of.ts';

let folder: string;
let report: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  report = join(folder, 'report');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pageOf = (subject: string) => `<!doctype html><title>${pageTitle(subject)}</title><p>${subject}</p>`;

describe('the folder of a report', () => {
  it('is made, and opened again for the same subject', () => {
    for (const subject of [subjectOf('run-1'), 'run-1 beside run-2']) {
      const own = join(folder, subject);
      openReportFolder(own, subject);
      expect(readdirSync(own)).toEqual([]);
      writePage(own, pageOf(subject));
      writeBesidePage(own, 'rows.tsv', 'row\n');
      expect(() => openReportFolder(own, subject)).not.toThrow();
      expect(readdirSync(own).sort()).toEqual(['index.html', 'rows.tsv']);
    }
  });

  it.each([
    ['a run whose id begins in the same way', subjectOf('run-12'), subjectOf('run-1')],
    ['the run beside another', 'run-1 beside run-2', subjectOf('run-1')],
    ['these runs and one more', 'run-1 beside run-2 beside run-3', 'run-1 beside run-2'],
    ['one of the runs', subjectOf('run-1'), 'run-1 beside run-2'],
  ])('is not overwritten where it is of %s', (_, there, wanted) => {
    writePage(report, pageOf(there));
    const failure = failureOf(() => openReportFolder(report, wanted));
    expect(failure.exitCode).toBe(5);
    for (const name of [report, wanted, '--report']) expect(failure.message).toContain(name);
    expect(readFileSync(join(report, 'index.html'), 'utf8')).toBe(pageOf(there));
  });

  it.each([
    'run-1',
    '<p>coextra: run run-1</p>',
    '<title>Notes</title><pre><title>coextra: run run-1</title>',
  ])('is not overwritten where a page names the run in another place than its title: %s', (html) => {
    writePage(report, html);
    expect(failureOf(() => openReportFolder(report, subjectOf('run-1'))).exitCode).toBe(5);
    expect(readFileSync(join(report, 'index.html'), 'utf8')).toBe(html);
  });

  it('is taken where a page was begun and never finished, and nothing else lies there', () => {
    mkdirSync(report);
    writeFileSync(join(report, 'index.html.tmp'), '<!doc');
    expect(() => openReportFolder(report, subjectOf('run-1'))).not.toThrow();
    writeFileSync(join(report, 'mine.txt'), '');
    expect(failureOf(() => openReportFolder(report, subjectOf('run-1'))).exitCode).toBe(5);
  });

  it('is none where its page is a folder, or it is a file', () => {
    mkdirSync(join(report, 'index.html'), { recursive: true });
    writeFileSync(join(folder, 'file'), '');
    for (const path of [report, join(folder, 'file')])
      expect(failureOf(() => openReportFolder(path, subjectOf('run-1'))).exitCode).toBe(5);
  });

  // Whoever may do everything is refused nothing.
  it.skipIf(process.getuid?.() === 0)('that cannot be written is told before anything is drawn', () => {
    writePage(report, pageOf(subjectOf('run-1')));
    chmodSync(report, 0o500);
    const failure = failureOf(() => openReportFolder(report, subjectOf('run-1')));
    chmodSync(report, 0o700);
    expect(failure.exitCode).toBe(5);
    expect(failure.message).toContain(report);
    expect(failure.message).toContain('(EACCES');
  });

  it('tells what the disk refuses as a failure of use, whatever was to be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const inFile = join(folder, 'file');
    for (const work of [
      () => writePage(inFile, ''),
      () => clearPictures(inFile),
      () => writeBesidePage(inFile, 'rows.tsv', ''),
    ]) {
      const failure = failureOf(work);
      expect(failure.exitCode).toBe(5);
      expect(failure.message).toContain(`folder ${inFile} `);
      expect(failure.message).toMatch(/\((ENOTDIR|EEXIST)\b/);
    }
  });

  it('loses its pictures when it is made anew, and nothing else', () => {
    clearPictures(report);
    for (const name of ['charts/a.png', 'charts/notes.txt', 'own.png']) writeBesidePage(report, name, '');
    clearPictures(report);
    expect(readdirSync(join(report, 'charts'))).toEqual(['notes.txt']);
    expect(existsSync(join(report, 'own.png'))).toBe(true);
  });
});
