/** Methods of generators, coroutines and built-in iterators. */

import { PyClass } from '../objects/class.ts';
import { EXCEPTIONS, PyExceptionObject, stopIteration, typeError } from '../objects/exception.ts';
import { COROUTINE, GENERATOR, type PyGenerator } from '../objects/generator.ts';
import { ITERATOR, type NativeIterator } from '../objects/iterators.ts';
import { callValue } from '../operations/call.ts';
import { closeGenerator, generatorSend, generatorThrow } from '../operations/generators.ts';
import type { Value } from '../values.ts';
import { attribute, method } from './define.ts';

for (const cls of [GENERATOR, COROUTINE]) {
  method(cls, 'send', 1, 1, (vm, generator: PyGenerator, sent: Value) => generatorSend(vm, generator, sent));
  method(cls, 'throw', 1, 3, (vm, generator: PyGenerator, type: Value, value?: Value) => {
    let exception = type;
    if (type instanceof PyClass && type.isSubclassOf(EXCEPTIONS.BaseException)) {
      exception =
        value instanceof PyExceptionObject
          ? value
          : callValue(vm, type, value === undefined || value === null ? [] : [value], null);
    }
    if (!(exception instanceof PyExceptionObject)) {
      throw typeError('exceptions must be classes or instances deriving from BaseException, not str');
    }
    return generatorThrow(vm, generator, exception, value === undefined ? [type] : [type, value]);
  });
  method(cls, 'close', 0, 0, (vm, generator: PyGenerator) => {
    closeGenerator(vm, generator);
    return null;
  });
  attribute(cls, '__name__', (generator: PyGenerator) => generator.name);
  attribute(cls, '__qualname__', (generator: PyGenerator) => generator.qualname);
}
method(GENERATOR, '__iter__', 0, 0, (_vm, generator) => generator);
method(GENERATOR, '__next__', 0, 0, (vm, generator: PyGenerator) => generatorSend(vm, generator, null));
method(COROUTINE, '__await__', 0, 0, (_vm, coroutine) => coroutine);
attribute(GENERATOR, 'gi_running', (generator: PyGenerator) => generator.state === 'running');
attribute(GENERATOR, 'gi_code', (generator: PyGenerator) => generator.frame.code);
attribute(COROUTINE, 'cr_running', (coroutine: PyGenerator) => coroutine.state === 'running');
attribute(COROUTINE, 'cr_code', (coroutine: PyGenerator) => coroutine.frame.code);

method(ITERATOR, '__iter__', 0, 0, (_vm, iterator) => iterator);
method(ITERATOR, '__next__', 0, 0, (vm, iterator: NativeIterator) => {
  const value = iterator.next(vm);
  if (value === undefined) throw stopIteration(null);
  return value;
});
