/** Records the calls of a Python program in our own interpreter: compiles it, runs it once, and keeps what the recorder saw. */

import { CodeObject, Interpreter, PyException } from '../../interpreter/index.ts';
import { openPlace } from '../../strategies/place.ts';
import weakmap from '../../strategies/weakmap.ts';
import { type Numbered, Recorder } from '../../tools/recorder.ts';
import type { Trace } from './format.ts';

export interface RecordOptions {
  readonly source: string;
  readonly file: string;
  /** `run`: the module is loaded unrecorded, and one call of its `run()` is what counts. `file`: the file as __main__. */
  readonly entry: 'run' | 'file';
  /** Name of the module, where it is not __main__. */
  readonly name: string;
  /** Entries to keep at most. */
  readonly limit: number;
  /** Takes what the program prints. */
  readonly write?: (text: string) => void;
  readonly argv?: readonly string[];
}

export interface Recorded {
  /** Frame entries, those beyond the limit too. */
  readonly calls: number;
  /** What the recorded part took, with the recorder at work, s. */
  readonly seconds: number;
  /** Null if nothing was entered, or nothing was to be kept. Its words are plain numbers, to be written as JSON. */
  readonly trace: RecordedCalls | null;
}

export type RecordedCalls = Omit<Trace, 'words'> & { readonly words: readonly number[] };

/** @throws PythonSyntaxError, UnsupportedSyntax, PyException */
export function recordProgram(options: RecordOptions): Recorded {
  const { source, file, entry, name, limit, write, argv } = options;
  const place = openPlace(weakmap, CodeObject);
  const made: CodeObject[] = [];
  const interpreter = new Interpreter({
    makeCode: (spec) => {
      const code = place.makeCode(spec);
      made.push(code);
      return code;
    },
    ...(write === undefined ? {} : { write }),
    ...(argv === undefined ? {} : { argv }),
  });
  const recorder = new Recorder(interpreter, place.open<Numbered>({ name: 'recorder' }), limit);
  const code = interpreter.compile(source, file);
  for (const each of made) recorder.made(each);

  let start = performance.now();
  if (entry === 'file') {
    runScript(interpreter, code);
  } else {
    const run = interpreter.getAttribute(interpreter.runModule(code, name), 'run');
    recorder.restart();
    start = performance.now();
    interpreter.call(run);
  }
  const seconds = (performance.now() - start) / 1000;
  const { sizes, names, entries, count } = recorder.recording();
  const trace: RecordedCalls | null =
    entries.length === 0
      ? null
      : {
          recordedWith: 'coextra, frame hook',
          entries: entries.length,
          truncated: count > entries.length,
          atStart: [[0, sizes.length]],
          sizes,
          names,
          words: entries.map((number) => number << 2),
        };
  return { calls: count, seconds, trace };
}

/** Runs the file as __main__. One that leaves by sys.exit(), sys.exit(None) or sys.exit(0) has ended in peace. */
function runScript(interpreter: Interpreter, code: CodeObject): void {
  try {
    interpreter.runModule(code, '__main__');
  } catch (error) {
    if (!(error instanceof PyException && error.typeName === 'SystemExit')) throw error;
    const status = interpreter.getAttribute(error.exception, 'code');
    if (status !== null && status !== 0) throw error;
  }
}
