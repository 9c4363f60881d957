/**
 * Generators and coroutines: a frame that lives on between its activations.
 *
 * `state` is `fresh` before the first resume, `suspended` at a yield, `running`, or `done`. While it runs, the
 * frame stands on top of whoever resumed it; in between, `frame.back` is null. The exception that was being handled
 * when the generator yielded belongs to the generator and comes back with it (`handled`); the resumer's own is kept
 * in `outerHandled` meanwhile.
 */

import type { Frame } from '../frame.ts';
import { builtinClass, type PyClass } from './class.ts';
import type { PyExceptionObject } from './exception.ts';

export const GENERATOR: PyClass = builtinClass('generator');
export const COROUTINE: PyClass = builtinClass('coroutine');

export type GeneratorState = 'fresh' | 'suspended' | 'running' | 'done';

export class PyGenerator {
  declare readonly cls: PyClass;
  declare readonly frame: Frame;
  declare readonly name: string;
  declare readonly qualname: string;
  state: GeneratorState = 'fresh';
  handled: PyExceptionObject | null = null;
  outerHandled: PyExceptionObject | null = null;
  /** An exception to raise where the generator stands, when it is resumed by throw(). */
  thrown: PyExceptionObject | null = null;

  constructor(frame: Frame, name: string, qualname: string) {
    this.frame = frame;
    this.name = name;
    this.qualname = qualname;
  }
}

export class PyCoroutine extends PyGenerator {}

Object.defineProperty(PyGenerator.prototype, 'cls', { value: GENERATOR });
Object.defineProperty(PyCoroutine.prototype, 'cls', { value: COROUTINE });
