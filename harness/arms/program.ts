/**
 * A Python program inside an arm: loaded once, run again and again.
 *
 * A program of ours has a function `run()` that does the work once; the module is loaded and `run` is called. Any
 * other file is run whole, as `__main__`, each time.
 */

import type { CodeClass } from '../../interpreter/code.ts';
import {
  type CodeObject,
  Interpreter,
  type MarshalledCode,
  type Module,
  PyException,
  type Value,
} from '../../interpreter/core.ts';
import { type Strategy, storesNothing } from '../../strategies/contract.ts';
import { type OpenPlace, openPlace } from '../../strategies/place.ts';
import { type Count, countEntries, countWithoutLookUp } from '../../tools/counter.ts';

/** How a program is driven: its function `run()`, or the whole file as `__main__`. */
export type ProgramEntry = 'run' | 'file';

export interface ProgramOptions {
  readonly name: string;
  /** Compiled once, loaded by every arm. */
  readonly code: MarshalledCode;
  readonly entry: ProgramEntry;
  /** False: no hook at all, calls stay in the evaluation loop. */
  readonly hook: boolean;
  /** Which tool installs the hook, by its name (arms/tools.ts); absent: the counter. */
  readonly tool?: string;
}

/** Installs a tool with its storage in the place. */
export type Install = (interpreter: Interpreter, place: OpenPlace) => void;

export interface OpenProgram {
  /** Runs the program `times` times over. */
  run(times: number): void;
  /** Proof of work of the last run: the repr of what `run()` returned, or what the file printed. */
  checksum(): string;
}

export function openProgram(
  strategy: Strategy,
  Code: CodeClass,
  options: ProgramOptions,
  install: Install = (interpreter, place) => installCounter(strategy, interpreter, place),
): OpenProgram {
  const place = openPlace(strategy, Code);
  let printed = '';
  const interpreter = new Interpreter({
    makeCode: place.makeCode,
    write: (text) => {
      printed += text;
    },
  });
  if (options.hook) install(interpreter, place);
  const module = interpreter.load(options.code);
  if (options.entry === 'file') {
    return {
      run(times) {
        for (let i = 0; i < times; i++) {
          printed = '';
          runScript(interpreter, module);
        }
      },
      checksum: () => printed,
    };
  }
  return repeated(interpreter, interpreter.runModule(module, options.name));
}

/** The loop that is timed: the module's function `run()`, so many times over. */
export function repeated(interpreter: Interpreter, module: Module): OpenProgram {
  const run = interpreter.getAttribute(module, 'run');
  let answer: Value = null;
  return {
    run(times) {
      for (let i = 0; i < times; i++) answer = interpreter.call(run);
    },
    checksum: () => interpreter.repr(answer),
  };
}

function installCounter(strategy: Strategy, interpreter: Interpreter, place: OpenPlace): void {
  if (storesNothing(strategy)) countWithoutLookUp(interpreter);
  else countEntries(interpreter, place.open<Count>({ name: 'counter' }));
}

/** A script that leaves by sys.exit() has ended; that it does so in peace was seen before anything was timed. */
function runScript(interpreter: Interpreter, module: CodeObject): void {
  try {
    interpreter.runModule(module, '__main__');
  } catch (error) {
    if (!(error instanceof PyException && error.typeName === 'SystemExit')) throw error;
  }
}
