/**
 * The module `pyperf`: a stand-in for the runner, so that benchmark files run as they are. Each benchmark runs once and
 * is not timed; a line says so. What the real runner adds to the command line is absent.
 */

import { attribute, method, methodList, native } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { Module } from '../objects/module.ts';
import { getAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { PyFloat, type Value } from '../values.ts';
import { runToEnd } from './asyncio.ts';
import { defineClasses, initializedClass } from './define.ts';
import { PyArgumentParser } from './options/argparse.ts';
import { attributeObject, NAMESPACE } from './options/engine.ts';

const RUNNER = builtinClass('Runner', undefined, 'pyperf');

class PyRunner {
  metadata = new PyDict();
  readonly parser = new PyArgumentParser();
  args: Value = null;
  /** Called with the command line to be given to worker processes; there are none. */
  addCmdlineArgs: Value = null;
}

initializedClass(RUNNER, PyRunner, (_vm, self: PyRunner, _args, keywords) => {
  const metadata = keywords?.get('metadata');
  if (metadata instanceof PyDict) self.metadata = metadata;
  self.addCmdlineArgs = keywords?.get('add_cmdline_args') ?? null;
});
attribute(
  RUNNER,
  'metadata',
  (self: PyRunner) => self.metadata,
  (self: PyRunner, metadata) => {
    self.metadata = metadata as PyDict;
  },
);
attribute(RUNNER, 'argparser', (self: PyRunner) => self.parser);
attribute(RUNNER, 'args', (self: PyRunner) => self.args);

function parseArguments(vm: Interpreter, self: PyRunner, given: Value = null): Value {
  if (self.args !== null) return self.args;
  const words = given === null ? [] : [given];
  // Options of the real runner (-p, --fast, ...) may be on the line: whatever is not declared is passed over.
  const known = getAttribute(vm, self.parser, 'parse_known_args');
  const result = callValue(vm, known, words, null) as { items: readonly Value[] };
  self.args = result.items[0] ?? attributeObject(NAMESPACE);
  return self.args;
}

method(RUNNER, 'parse_args', 0, 1, (vm, self: PyRunner, given: Value = null) =>
  parseArguments(vm, self, given),
);

function ran(vm: Interpreter, name: Value): Value {
  vm.write(`${vm.str(name)}: ran once\n`);
  return null;
}

/** What is behind the name and the function of bench_*(name, f, *args). */
function splitArguments(of: string, args: readonly Value[]): [PyRunner, Value, Value, Value[]] {
  const [self, name, f, ...rest] = args as [PyRunner, Value?, Value?, ...Value[]];
  if (name === undefined || f === undefined) throw typeError(`${of}() needs a name and a function`);
  return [self, name, f, rest];
}

const OWN_KEYWORDS = new Set(['inner_loops', 'metadata', 'loop_factory']);

/** Keywords without those that are the runner's own. */
function forFunction(keywords: Keywords | null): Keywords | null {
  const rest = new Map([...(keywords ?? [])].filter(([name]) => !OWN_KEYWORDS.has(name)));
  return rest.size === 0 ? null : rest;
}

methodList(RUNNER, 'bench_func', (vm, args, keywords) => {
  const [self, name, f, rest] = splitArguments('bench_func', args);
  parseArguments(vm, self);
  callValue(vm, f, rest, forFunction(keywords));
  return ran(vm, name);
});
methodList(RUNNER, 'bench_time_func', (vm, args, keywords) => {
  const [self, name, f, rest] = splitArguments('bench_time_func', args);
  parseArguments(vm, self);
  callValue(vm, f, [1, ...rest], forFunction(keywords));
  return ran(vm, name);
});
methodList(RUNNER, 'bench_async_func', (vm, args, keywords) => {
  const [self, name, f, rest] = splitArguments('bench_async_func', args);
  parseArguments(vm, self);
  runToEnd(vm, callValue(vm, f, rest, forFunction(keywords)));
  return ran(vm, name);
});
methodList(RUNNER, 'bench_command', (vm, args) => ran(vm, args[1] ?? ''));
methodList(RUNNER, 'timeit', (vm, args, keywords) => {
  parseArguments(vm, args[0] as PyRunner);
  const statement = args[2] ?? keywords?.get('stmt') ?? args[1] ?? null;
  if (typeof statement !== 'string') callValue(vm, statement, [], null);
  else throw typeError('timeit() of source text is outside the supported subset of Python: give a function');
  return ran(vm, args[1] ?? '');
});

export function makePyperf(): Module {
  const module = new Module('pyperf');
  defineClasses(module, [RUNNER]);
  const { namespace } = module;
  namespace.set(
    'perf_counter',
    native('perf_counter', 0, 0, () => new PyFloat(globalThis.performance.now() / 1e3)),
  );
  namespace.set(
    'python_implementation',
    native('python_implementation', 0, 0, () => 'cpython'),
  );
  namespace.set(
    'python_has_jit',
    native('python_has_jit', 0, 0, () => false),
  );
  namespace.set('VERSION', [2, 0, 0].join('.'));
  namespace.set('__version__', [2, 0, 0].join('.'));
  return module;
}
