/** The module `sys`: what programs that run as scripts ask for. */

import { method, native } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { pyError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { PyFloat, PyTuple, type Value } from '../values.ts';

const STREAM = builtinClass('TextIOWrapper', undefined, '_io');

/** sys.stdout: writes to the host. */
class Stream {
  declare readonly cls: PyClass;
  readonly write: (text: string) => void;
  constructor(write: (text: string) => void) {
    this.write = write;
  }
}
Object.defineProperty(Stream.prototype, 'cls', { value: STREAM });
method(STREAM, 'write', 1, 1, (_vm, stream: Stream, text: string) => {
  stream.write(text);
  return text.length;
});
method(STREAM, 'flush', 0, 0, () => null);
method(STREAM, 'isatty', 0, 0, () => false);

export function makeSys(vm: Interpreter): Module {
  const module = new Module('sys');
  const { namespace } = module;
  namespace.set('argv', new PyList([...vm.argv]));
  namespace.set('stdout', new Stream(vm.write));
  namespace.set('stderr', new Stream(() => {}));
  namespace.set('maxsize', 2n ** 63n - 1n);
  namespace.set('version_info', new PyTuple([3, 11, 0, 'final', 0]));
  namespace.set('version', '3.11.0 (coextra)');
  namespace.set('platform', 'coextra');
  namespace.set('byteorder', 'little');
  namespace.set('path', new PyList([]));
  namespace.set('implementation', 'coextra');
  namespace.set(
    'exit',
    native('exit', 0, 1, (_vm, code: Value = null) => {
      throw code === null ? pyError('SystemExit') : pyError('SystemExit', code);
    }),
  );
  namespace.set(
    'getrecursionlimit',
    native('getrecursionlimit', 0, 0, () => vm.recursionLimit),
  );
  namespace.set(
    'setrecursionlimit',
    native('setrecursionlimit', 1, 1, (_vm, limit: number) => {
      vm.setRecursionLimit(limit);
      return null;
    }),
  );
  namespace.set(
    'intern',
    native('intern', 1, 1, (_vm, text: string) => text),
  );
  namespace.set(
    'getsizeof',
    native('getsizeof', 1, 2, () => 64),
  );
  namespace.set(
    'exc_info',
    native('exc_info', 0, 0, () => {
      const { handled } = vm;
      return handled === null
        ? new PyTuple([null, null, null])
        : new PyTuple([typeOf(handled), handled, handled.traceback]);
    }),
  );
  namespace.set('float_info', new PyTuple([new PyFloat(Number.MAX_VALUE)]));
  return module;
}
