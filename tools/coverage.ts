/**
 * Line coverage: which lines of each code object ran.
 *
 * The extra about a code object holds the lines that it still waits for and an instrumented copy (instrument.ts), which the hook
 * evaluates instead. A line that was reached is skipped from then on, and when none is left the original runs again: what is
 * covered costs a look-up per entry and nothing else. What was found out is kept by place in the source, not by code object, so a
 * storage may lose an extra, or keep it, without harm to the report.
 *
 * The price: a copy for each code object until it is covered; a jump for each covered line of a copy.
 * Not here: branches, arcs, contexts.
 */

import { CodeObject, type Frame, type Interpreter } from '../interpreter/core.ts';
import type { Storage } from '../strategies/contract.ts';
import { type Copy, frameOn, instrument, linesOf } from './instrument.ts';

export interface CoverageExtra {
  /** Constants of the code object: whose extra this is. Some storages answer with another one's. */
  readonly owner: CodeObject['consts'];
  readonly waitingFor: Set<number>;
  /** Null once every line was reached. */
  copy: Copy | null;
}

/** What is known of the code objects that stand at one place in the source. */
interface Known {
  readonly filename: string;
  readonly lines: Set<number>;
  readonly reached: Set<number>;
}

export interface FileCoverage {
  readonly filename: string;
  /** Lines with code, those of functions that never ran too. */
  readonly lines: readonly number[];
  readonly executed: readonly number[];
  readonly missing: readonly number[];
  /** The missing ones as ranges, "3-5, 8"; lines without code do not interrupt a range. */
  readonly missingRanges: string;
}

export class Coverage {
  readonly #storage: Storage<CoverageExtra>;
  /** By place in the source. */
  readonly #known = new Map<string, Known>();

  /** Installs the hook. Code that runs already, suspended generators among it, is not watched. */
  constructor(interpreter: Interpreter, storage: Storage<CoverageExtra>) {
    this.#storage = storage;
    interpreter.setHook((frame, self) => this.#enter(frame, self));
  }

  /** What was found out so far, by file, in the order in which files were first seen. */
  report(): FileCoverage[] {
    const files = new Map<string, Known>();
    for (const { filename, lines, reached } of this.#known.values()) {
      const file = files.get(filename) ?? { filename, lines: new Set(), reached: new Set() };
      files.set(filename, file);
      for (const line of lines) file.lines.add(line);
      for (const line of reached) file.reached.add(line);
    }
    return [...files.values()].map(reportOf);
  }

  #enter(frame: Frame, interpreter: Interpreter) {
    // Later entries resume a generator, on whatever code it began with.
    if (frame.pc === 0) {
      const { copy } = this.#extraOf(frame.code, interpreter);
      if (copy !== null) return interpreter.evalFrame(frameOn(copy, frame, interpreter));
    }
    return interpreter.evalFrame(frame);
  }

  #extraOf(code: CodeObject, interpreter: Interpreter): CoverageExtra {
    const found = this.#storage.get(code);
    if (found !== undefined && found.owner === code.consts) return found;
    const extra = this.#watch(code, interpreter);
    this.#storage.set(code, extra);
    return extra;
  }

  #watch(code: CodeObject, interpreter: Interpreter): CoverageExtra {
    const { reached } = this.#learn(code);
    const waitingFor = new Set(linesOf(code).filter((line) => !reached.has(line)));
    const extra: CoverageExtra = { owner: code.consts, waitingFor, copy: null };
    if (waitingFor.size === 0) return extra;
    const copy = instrument(code, interpreter.makeCode, extra, (line) => {
      reached.add(line);
      waitingFor.delete(line);
      copy.skip(line);
      if (waitingFor.size === 0) extra.copy = null;
    });
    for (const line of reached) copy.skip(line);
    extra.copy = copy;
    return extra;
  }

  /** Notes the lines of a code object and, the first time, of all those that are made inside it. */
  #learn(code: CodeObject): Known {
    const place = `${code.filename}:${code.firstLine}:${code.qualname}`;
    const before = this.#known.get(place);
    const known = before ?? { filename: code.filename, lines: new Set(), reached: new Set() };
    // Two lambdas of one line share a place.
    for (const line of linesOf(code)) known.lines.add(line);
    if (before === undefined) {
      this.#known.set(place, known);
      for (const constant of code.consts) if (constant instanceof CodeObject) this.#learn(constant);
    }
    return known;
  }
}

function reportOf({ filename, lines, reached }: Known): FileCoverage {
  const all = [...lines].sort((a, z) => a - z);
  const isMissing = (line: number) => !reached.has(line);
  return {
    filename,
    lines: all,
    executed: all.filter((line) => reached.has(line)),
    missing: all.filter(isMissing),
    missingRanges: rangesOf(all, isMissing),
  };
}

/** Runs of neighbours among `lines`. */
function rangesOf(lines: readonly number[], belongs: (line: number) => boolean): string {
  const ranges: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!belongs(lines[i]!)) continue;
    const first = lines[i]!;
    while (i + 1 < lines.length && belongs(lines[i + 1]!)) i++;
    ranges.push(first === lines[i]! ? `${first}` : `${first}-${lines[i]!}`);
  }
  return ranges.join(', ');
}
