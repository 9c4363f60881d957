/** Records the calls of a Python program in our own interpreter, and tells what a trace holds. */

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { PyException, PythonSyntaxError, UnsupportedSyntax } from '../../interpreter/index.ts';
import { EXIT, type ExitCode, usageFailure } from '../failure.ts';
import { isFile, pathOfTrace } from '../run/choose.ts';
import { factsOf, OFTEN } from '../traces/facts.ts';
import { INCOMPLETE, MOST_BYTES, packTrace, unpackAnyTrace } from '../traces/format.ts';
import { recordProgram } from '../traces/record.ts';
import type { Host } from './host.ts';

export interface RecordOptions {
  readonly file: string;
  readonly out: string | undefined;
  readonly limit: number;
  readonly names: boolean;
}

export function recordTrace({ file, out, limit, names }: RecordOptions, host: Host): ExitCode {
  if (!Number.isInteger(limit) || limit < 1) {
    throw usageFailure(`--limit ${limit}: expected a whole number from 1 on.`);
  }
  if (Array.isArray(out)) throw usageFailure('--out was given twice. Name one file.');
  const source = readSource(file);
  const target = resolve(out ?? `${basename(file).replace(/\.py$/, '')}.trace.gz`);
  if (existsSync(target)) throw usageFailure(`${target} exists already. Name another file with --out.`);
  const write = (text: string) => void host.out.write(text);
  const { trace } = recorded({ source, file, entry: 'file', name: '__main__', limit, write, argv: [file] });
  if (trace === null) throw usageFailure(`${file} entered no frame: there is nothing to record.`);
  const words = Uint32Array.from(trace.words);
  writeNew(target, packTrace({ ...trace, names: names ? trace.names : [], words }));
  const cut = trace.truncated ? ' (cut off at the limit)' : '';
  host.err.write(
    `${target}: ${trace.entries} entries${cut}\nTo replay it: npm run compare -- --trace ${target}\n`,
  );
  return EXIT.done;
}

function recorded(options: Parameters<typeof recordProgram>[0]) {
  try {
    return recordProgram(options);
  } catch (error) {
    if (error instanceof PythonSyntaxError || error instanceof UnsupportedSyntax)
      throw usageFailure(`${error.name}: ${error.message}`);
    if (error instanceof PyException)
      throw usageFailure(
        `${options.file} raised an exception, so nothing was recorded.\n${error.traceback.trimEnd()}`,
      );
    throw error;
  }
}

function writeNew(file: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (error) {
    throw usageFailure(`Cannot write ${file}: ${(error as Error).message}`);
  }
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usageFailure(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

/** A newer recorder may have reasons that are not known here. */
function reasonOf(reason: string): string {
  return (INCOMPLETE as Record<string, string>)[reason] ?? reason;
}

/** A file that is longer packed than a trace may be unpacked is none, and is not read. */
function readAtMost(path: string, given: string): Buffer {
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw usageFailure(`${given} has ${size} bytes, more than any trace may have.`);
  return readFileSync(path);
}

export function showTrace(given: string, host: Host): ExitCode {
  const path = pathOfTrace(given);
  if (!isFile(path))
    throw usageFailure(`There is no trace ${given}. Give a file, or a name that npm run list tells.`);
  const trace = unpackAnyTrace(readAtMost(path, given), given);
  const facts = factsOf(trace);
  const share = (count: number) => `${((100 * count) / trace.sizes.length).toFixed(1)} %`;
  const lines = [
    ['recorded with', trace.recordedWith],
    ['calls', `${facts.entries}${trace.truncated ? ' (the recording was cut off here)' : ''}`],
    ['code objects', `${facts.atStart} at the start, ${facts.atMost} at the most, ${facts.atEnd} at the end`],
    ['born, died', `${facts.born}, ${facts.died}`],
    ...(trace.addressesReused === undefined
      ? []
      : [
          [
            'addresses reused',
            `by ${trace.addressesReused} new code objects, each at the address of a freed one`,
          ],
        ]),
    ...(trace.incomplete ?? []).map((reason) => ['incomplete', reasonOf(reason)]),
    ...(trace.children ? [['child processes', `${trace.children}, none of them recorded`]] : []),
    ...(trace.endedBy === undefined ? [] : [['ended by', trace.endedBy]]),
    ...OFTEN.map((often) => {
      const count = facts.calledOften.get(often)!;
      return [
        often === 1 ? 'called' : `called ${often} times`,
        `${count} (${share(count)} of all that ever lived)`,
      ];
    }),
    ...[...facts.shareOfTop].map(([top, part]) => [
      `top ${top}`,
      `${(100 * part).toFixed(1)} % of the calls`,
    ]),
    ...(trace.nsPerCall === undefined
      ? []
      : [['a real call', `${trace.nsPerCall} ns, where it was recorded`]]),
    ...(trace.names.length === 0 ? [] : [['first called', trace.names.slice(0, 5).join(', ')]]),
  ];
  host.out.write(`${lines.map(([what, says]) => `${what!.padEnd(18)}${says}`).join('\n')}\n`);
  return EXIT.done;
}
