/** The module `optparse`, as far as scripts go: options with values and flags. Groups and callbacks do nothing. */

import { constructorOf, method, methodList } from '../../builtins/define.ts';
import { builtinClass } from '../../objects/class.ts';
import { PyList } from '../../objects/list.ts';
import { Module } from '../../objects/module.ts';
import { PyTuple, type Value } from '../../values.ts';
import { defineClasses, initializedClass } from '../define.ts';
import { attributeObject, OptionTable, optionOf, wordsOf } from './engine.ts';

const OPTION_PARSER = builtinClass('OptionParser', undefined, 'optparse');
const OPTION_GROUP = builtinClass('OptionGroup', undefined, 'optparse');
const VALUES = builtinClass('Values', undefined, 'optparse');

class PyOptionParser {
  readonly table = new OptionTable();
}

initializedClass(OPTION_PARSER, PyOptionParser, (_vm, self: PyOptionParser, _args, keywords) => {
  const program = keywords?.get('prog');
  if (typeof program === 'string') self.table.program = program;
});
methodList(OPTION_PARSER, 'add_option', (vm, args, keywords) => {
  const [self, ...rest] = args as [PyOptionParser, ...Value[]];
  const option = optionOf(vm, rest, keywords);
  // Unlike argparse's, a flag that was not given is None.
  const isFlag = option.action === 'store_true' || option.action === 'store_false';
  self.table.options.push(isFlag ? { ...option, fallback: keywords?.get('default') ?? null } : option);
  return null;
});
methodList(OPTION_PARSER, 'set_defaults', (_vm, args, keywords) => {
  for (const [name, value] of keywords ?? []) (args[0] as PyOptionParser).table.defaults.set(name, value);
  return null;
});
method(OPTION_PARSER, 'add_option_group', 1, 1, (_vm, _self, group: Value) => group);
method(OPTION_PARSER, 'disable_interspersed_args', 0, 0, () => null);
method(OPTION_PARSER, 'set_usage', 1, 1, () => null);
methodList(OPTION_PARSER, 'parse_args', (vm, args, keywords) => {
  const { table } = args[0] as PyOptionParser;
  const values = attributeObject(VALUES);
  const left = table.read(vm, wordsOf(vm, table, args[1] ?? keywords?.get('args')), values, 'refuse');
  return new PyTuple([values, new PyList(left)]);
});
method(OPTION_PARSER, 'error', 1, 1, (_vm, { table }: PyOptionParser, message: string) => {
  throw table.fail(message);
});
for (const name of ['print_help', 'print_usage']) {
  methodList(OPTION_PARSER, name, (vm, args) => {
    vm.write((args[0] as PyOptionParser).table.usage());
    return null;
  });
}
// A group adds to its parser.
constructorOf(OPTION_GROUP, (_vm, args) => args[1]!);

export function makeOptparse(): Module {
  const module = new Module('optparse');
  defineClasses(module, [OPTION_PARSER, OPTION_GROUP, VALUES]);
  return module;
}
