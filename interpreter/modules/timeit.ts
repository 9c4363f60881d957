/** The module `timeit`: the clock, and running a function a number of times. Statements as text are absent. */

import { integer, parse } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { typeError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { callValue } from '../operations/call.ts';
import { PyFloat, type Value } from '../values.ts';
import { define, defineList } from './define.ts';

const now = () => globalThis.performance.now() / 1e3;

function time(vm: Interpreter, statement: Value, count: number): PyFloat {
  if (typeof statement === 'string') {
    throw typeError('timeit of source text is outside the supported subset of Python: give a function');
  }
  const start = now();
  for (let i = 0; i < count; i++) callValue(vm, statement, [], null);
  return new PyFloat(now() - start);
}

export function makeTimeit(): Module {
  const module = new Module('timeit');
  define(module, 'default_timer', 0, 0, () => new PyFloat(now()));
  defineList(module, 'timeit', (vm, args, keywords) => {
    const parameters = ['stmt', 'setup', 'timer', 'number', 'globals'];
    const [statement = 'pass', , , number = 1_000_000] = parse('timeit', parameters, 0, args, keywords);
    return time(vm, statement, integer(vm, number));
  });
  defineList(module, 'repeat', (vm, args, keywords) => {
    const parameters = ['stmt', 'setup', 'timer', 'repeat', 'number', 'globals'];
    const [statement = 'pass', , , times = 5, number = 1_000_000] = parse(
      'repeat',
      parameters,
      0,
      args,
      keywords,
    );
    const runs = Array.from({ length: integer(vm, times) }, () => time(vm, statement, integer(vm, number)));
    return new PyList(runs);
  });
  return module;
}
