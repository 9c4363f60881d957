/** The module `sys`: what programs that run as scripts ask for. */

import { attribute, method, native } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { pyError, typeError } from '../objects/exception.ts';
import { ITERATOR, StepIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { listOf } from '../operations/iteration.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { namedTuple } from './collections/namedtuple.ts';

const STREAM = builtinClass('TextIOWrapper', undefined, '_io');

const VERSION = namedTuple('version_info', ['major', 'minor', 'micro', 'releaselevel', 'serial'], 'sys');

/** sys.stdout and sys.stderr: write to the host. */
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
method(STREAM, 'writelines', 1, 1, (vm, stream: Stream, lines: Value) => {
  for (const line of listOf(vm, lines)) stream.write(line as string);
  return null;
});
method(STREAM, 'flush', 0, 0, () => null);
method(STREAM, 'fileno', 0, 0, () => {
  throw pyError('OSError', 'the streams of a program are no files here');
});
method(STREAM, 'isatty', 0, 0, () => false);

/** Takes bytes: sys.stdout.buffer. */
const BYTE_STREAM = builtinClass('BufferedWriter', undefined, '_io');
class ByteStream extends Stream {}
Object.defineProperty(ByteStream.prototype, 'cls', { value: BYTE_STREAM });
method(BYTE_STREAM, 'write', 1, 1, (_vm, stream: ByteStream, data: Value) => {
  if (!(data instanceof PyBytes)) {
    throw typeError(`a bytes-like object is required, not '${typeOf(data).name}'`);
  }
  stream.write(new TextDecoder().decode(data.bytes));
  return data.bytes.length;
});
method(BYTE_STREAM, 'flush', 0, 0, () => null);
attribute(STREAM, 'buffer', (stream: Stream) => new ByteStream(stream.write));

/** sys.stdin: a program has no input. */
const INPUT = builtinClass('TextIOWrapper', ITERATOR, '_io');
for (const name of ['read', 'readline']) method(INPUT, name, 0, 1, () => '');
method(INPUT, 'readlines', 0, 1, () => new PyList([]));
method(INPUT, 'isatty', 0, 0, () => false);

const FLOAT_INFO = namedTuple(
  'float_info',
  [
    'max',
    'max_exp',
    'max_10_exp',
    'min',
    'min_exp',
    'min_10_exp',
    'dig',
    'mant_dig',
    'epsilon',
    'radix',
    'rounds',
  ],
  'sys',
);
const IMPLEMENTATION = namedTuple('implementation', ['name', 'version', 'cache_tag'], 'sys');

export function makeSys(vm: Interpreter): Module {
  const module = new Module('sys');
  const { namespace } = module;
  namespace.set('argv', new PyList([...vm.argv]));
  const [out, error] = [new Stream(vm.write), new Stream(vm.writeError)];
  for (const name of ['stdout', '__stdout__']) namespace.set(name, out);
  for (const name of ['stderr', '__stderr__']) namespace.set(name, error);
  namespace.set('maxsize', 2n ** 63n - 1n);
  namespace.set('version_info', VERSION.make([3, 11, 0, 'final', 0]));
  namespace.set('version', '3.11.0 (coextra)');
  namespace.set('platform', 'coextra');
  namespace.set('byteorder', 'little');
  namespace.set('path', new PyList([]));
  namespace.set('implementation', IMPLEMENTATION.make(['coextra', namespace.get('version_info')!, null]));
  namespace.set('hexversion', 0x030b00f0);
  namespace.set('executable', '');
  namespace.set('maxunicode', 0x10ffff);
  namespace.set('stdin', new StepIterator(() => undefined, INPUT));
  namespace.set(
    'getdefaultencoding',
    native('getdefaultencoding', 0, 0, () => 'utf-8'),
  );
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
  namespace.set(
    'float_info',
    FLOAT_INFO.make([
      new PyFloat(Number.MAX_VALUE),
      1024,
      308,
      new PyFloat(2 ** -1022),
      -1021,
      -307,
      15,
      53,
      new PyFloat(Number.EPSILON),
      2,
      1,
    ]),
  );
  return module;
}
