/**
 * The module `argparse`, as far as the command lines of benchmarks and scripts go: flags, values, counts, choices and
 * positional arguments. Subparsers, parents and formatted help are absent.
 */

import { attribute, constructorOf, method, methodList } from '../../builtins/define.ts';
import type { PyClass } from '../../objects/class.ts';
import { builtinClass } from '../../objects/class.ts';
import { typeError } from '../../objects/exception.ts';
import type { Keywords } from '../../objects/function.ts';
import { dictionaryOf, ownAttribute, PyInstance, setOwnAttribute } from '../../objects/instance.ts';
import { PyList } from '../../objects/list.ts';
import { Module } from '../../objects/module.ts';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/scalars.ts';
import { equals } from '../../operations/compare.ts';
import { reprOf } from '../../operations/repr.ts';
import { PyTuple, type Value } from '../../values.ts';
import { defineClasses, initializedClass } from '../define.ts';
import { attributeObject, NAMESPACE, OptionTable, optionOf, wordsOf } from './engine.ts';

constructorOf(NAMESPACE, (_vm, args, keywords: Keywords | null) => {
  const made = attributeObject(args[0] as PyClass);
  for (const [name, value] of keywords ?? []) setOwnAttribute(made, name, value);
  return made;
});
methodList(NAMESPACE, '__repr__', (vm, [self]) => {
  const names = [...dictionaryOf(self as PyInstance).entries.values()];
  return `${typeOf(self!).name}(${names.map(({ key, value }) => `${String(key)}=${reprOf(vm, value)}`).join(', ')})`;
});
method(NAMESPACE, '__eq__', 1, 1, (vm, self: PyInstance, other: Value) =>
  other instanceof PyInstance && typeOf(other) === NAMESPACE
    ? equals(vm, dictionaryOf(self), dictionaryOf(other))
    : NOT_IMPLEMENTED,
);
method(NAMESPACE, '__contains__', 1, 1, (_vm, self: PyInstance, name: Value) =>
  typeof name === 'string' ? ownAttribute(self, name) !== undefined : false,
);

export const ARGUMENT_PARSER = builtinClass('ArgumentParser', undefined, 'argparse');

export class PyArgumentParser {
  readonly table = new OptionTable();
}

initializedClass(ARGUMENT_PARSER, PyArgumentParser, (_vm, self: PyArgumentParser, args, keywords) => {
  const { table } = self;
  const program = args[0] ?? keywords?.get('prog');
  if (typeof program === 'string') table.program = program;
  const description = keywords?.get('description');
  if (typeof description === 'string') table.description = description;
});
methodList(ARGUMENT_PARSER, 'add_argument', (vm, args, keywords) => {
  const [self, ...rest] = args as [PyArgumentParser, ...Value[]];
  const option = optionOf(vm, rest, keywords);
  if (option.dest === '') throw typeError('dest= is required for options without a name');
  self.table.options.push(option);
  return null;
});
for (const name of ['add_argument_group', 'add_mutually_exclusive_group']) {
  methodList(ARGUMENT_PARSER, name, (_vm, args) => args[0]!);
}
methodList(ARGUMENT_PARSER, 'set_defaults', (_vm, args, keywords) => {
  const { table } = args[0] as PyArgumentParser;
  for (const [name, value] of keywords ?? []) table.defaults.set(name, value);
  return null;
});
method(ARGUMENT_PARSER, 'get_default', 1, 1, (_vm, { table }: PyArgumentParser, name: string) => {
  return table.defaults.get(name) ?? table.options.find(({ dest }) => dest === name)?.fallback ?? null;
});
for (const [name, known] of [
  ['parse_args', false],
  ['parse_known_args', true],
] as const) {
  methodList(ARGUMENT_PARSER, name, (vm, args, keywords) => {
    const { table } = args[0] as PyArgumentParser;
    const words = wordsOf(vm, table, args[1] ?? keywords?.get('args'));
    const target = (args[2] ?? keywords?.get('namespace') ?? null) as PyInstance | null;
    const namespace = target ?? attributeObject(NAMESPACE);
    const left = table.read(vm, words, namespace, known ? 'collect' : 'refuse');
    if (known) return new PyTuple([namespace, new PyList(left)]);
    if (left.length > 0) throw table.fail(`unrecognized arguments: ${left.join(' ')}`);
    return namespace;
  });
}
method(ARGUMENT_PARSER, 'error', 1, 1, (_vm, { table }: PyArgumentParser, message: string) => {
  throw table.fail(message);
});
method(ARGUMENT_PARSER, 'format_usage', 0, 0, (_vm, { table }: PyArgumentParser) => table.usage());
methodList(ARGUMENT_PARSER, 'print_usage', (vm, args) => {
  vm.write((args[0] as PyArgumentParser).table.usage());
  return null;
});
methodList(ARGUMENT_PARSER, 'print_help', (vm, args) => {
  vm.write((args[0] as PyArgumentParser).table.usage());
  return null;
});
attribute(ARGUMENT_PARSER, 'prog', (self: PyArgumentParser) => self.table.program);

/** Formatter classes are named, not used. */
const FORMATTERS = [
  'HelpFormatter',
  'RawDescriptionHelpFormatter',
  'RawTextHelpFormatter',
  'ArgumentDefaultsHelpFormatter',
];

export function makeArgparse(): Module {
  const module = new Module('argparse');
  defineClasses(module, [ARGUMENT_PARSER, NAMESPACE]);
  for (const name of FORMATTERS) module.namespace.set(name, builtinClass(name, undefined, 'argparse'));
  module.namespace.set('SUPPRESS', '==SUPPRESS==');
  module.namespace.set('REMAINDER', '...');
  module.namespace.set('OPTIONAL', '?');
  module.namespace.set('ZERO_OR_MORE', '*');
  module.namespace.set('ONE_OR_MORE', '+');
  return module;
}
