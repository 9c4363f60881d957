/** What argparse, optparse and the pyperf runner share: declared options, and reading a command line by them. */

import type { Interpreter } from '../../interpreter.ts';
import { builtinClass, OBJECT, type PyClass } from '../../objects/class.ts';
import { isInstanceOf, type PyExceptionObject, pyError, typeError } from '../../objects/exception.ts';
import type { Keywords } from '../../objects/function.ts';
import { ownAttribute, type PyInstance, setOwnAttribute } from '../../objects/instance.ts';
import { PyList } from '../../objects/list.ts';
import { findAttribute } from '../../operations/attributes.ts';
import { callValue } from '../../operations/call.ts';
import { contains } from '../../operations/compare.ts';
import { listOf } from '../../operations/iteration.ts';
import { reprOf } from '../../operations/repr.ts';
import type { Value } from '../../values.ts';

/** An instance with attributes of a class of ours. */
export function attributeObject(cls: PyClass): PyInstance {
  return OBJECT.allocate!(cls) as PyInstance;
}

export const NAMESPACE = builtinClass('Namespace', undefined, 'argparse');

/** One declared option or positional argument. */
export interface Option {
  readonly flags: readonly string[];
  readonly dest: string;
  readonly action: string;
  readonly convert: Value;
  readonly fallback: Value;
  readonly constant: Value;
  /** null for one value; a number, or ?, *, +. */
  readonly count: number | '?' | '*' | '+' | null;
  readonly choices: Value;
  readonly required: boolean;
  readonly callback: Value;
}

function text(value: Value | undefined, usual: string): string {
  return typeof value === 'string' ? value : usual;
}

/** Reads the arguments of add_argument() or add_option(). */
export function optionOf(vm: Interpreter, args: readonly Value[], keywords: Keywords | null): Option {
  const flags = args.map((arg) => {
    if (typeof arg !== 'string') throw typeError(`expected str instance, ${reprOf(vm, arg)} found`);
    return arg;
  });
  const given = (name: string) => keywords?.get(name);
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  const dest = text(given('dest'), (long ?? '').replace(/^-+/, '').replaceAll('-', '_'));
  const isPositional = flags.length === 0 || !flags[0]!.startsWith('-');
  const name = isPositional && flags.length > 0 ? flags[0]! : dest;
  const action = text(given('action'), 'store');
  const count = given('nargs');
  const implied = action === 'store_true' ? false : action === 'store_false' ? true : null;
  const convert = given('type') ?? null;
  return {
    flags: isPositional ? [] : flags,
    dest: name,
    action,
    convert:
      typeof convert === 'string'
        ? (vm.builtins.get(convert === 'string' ? 'str' : convert) ?? null)
        : convert,
    fallback: given('default') ?? implied,
    constant: given('const') ?? null,
    count: typeof count === 'number' ? count : typeof count === 'string' ? (count as '?' | '*' | '+') : null,
    choices: given('choices') ?? null,
    required: given('required') === true,
    callback: given('callback') ?? null,
  };
}

const WITHOUT_VALUE = new Set([
  'store_true',
  'store_false',
  'store_const',
  'append_const',
  'count',
  'help',
  'version',
]);

export class OptionTable {
  readonly options: Option[] = [];
  readonly defaults: Map<string, Value> = new Map();
  program = '';
  description = '';

  /** What the program was started with, behind its name. */
  commandLine(vm: Interpreter): string[] {
    const argv = vm.modules.get('sys')?.get('argv');
    const words = argv instanceof PyList ? argv.items.map((word) => vm.str(word)) : [...vm.argv];
    this.program ||= (words[0] ?? '').split('/').at(-1)!;
    return words.slice(1);
  }

  usage(): string {
    const shown = this.options.map(({ flags, dest, action, required }) => {
      if (flags.length === 0) return dest;
      const part = WITHOUT_VALUE.has(action) ? flags[0]! : `${flags[0]} ${dest.toUpperCase()}`;
      return required ? part : `[${part}]`;
    });
    return `usage: ${[this.program, '[-h]', ...shown].join(' ')}\n`;
  }

  /** Ends the program as for a wrong command line: the message goes where errors go, which is nowhere. */
  fail(_message: string): PyExceptionObject {
    return pyError('SystemExit', 2);
  }

  /** Fills `target` from a command line; yields what was not recognized. */
  read(
    vm: Interpreter,
    words: readonly string[],
    target: PyInstance,
    extras: 'refuse' | 'collect',
  ): string[] {
    for (const { dest, fallback, convert, action } of this.options) {
      if (action === 'help' || action === 'version' || ownAttribute(target, dest) !== undefined) continue;
      const value = this.defaults.get(dest) ?? fallback;
      const isText = typeof value === 'string' && convert !== null;
      setOwnAttribute(target, dest, isText ? callValue(vm, convert, [value], null) : value);
    }
    for (const [name, value] of this.defaults) {
      if (ownAttribute(target, name) === undefined) setOwnAttribute(target, name, value);
    }
    const loose: string[] = [];
    const unknown: string[] = [];
    const seen = new Set<Option>();
    for (let at = 0; at < words.length; ) {
      const word = words[at++]!;
      if (word === '--') {
        loose.push(...words.slice(at));
        break;
      }
      if (!word.startsWith('-') || word === '-' || /^-\d/.test(word)) {
        loose.push(word);
        continue;
      }
      const [option, attached] = this.#find(word);
      if (option === undefined) {
        if (word === '-h' || word === '--help') throw this.#help(vm);
        if (extras === 'refuse') throw this.fail(`unrecognized arguments: ${word}`);
        unknown.push(word);
        continue;
      }
      seen.add(option);
      at = this.#apply(vm, option, attached, words, at, target);
    }
    const left = this.#positionals(vm, loose, target, seen);
    for (const option of this.options) {
      if (option.required && !seen.has(option))
        throw this.fail(`the following arguments are required: ${option.dest}`);
    }
    return [...unknown, ...left];
  }

  #help(vm: Interpreter): PyExceptionObject {
    vm.write(`${this.usage()}${this.description === '' ? '' : `\n${this.description}\n`}`);
    return pyError('SystemExit', 0);
  }

  #find(word: string): [Option | undefined, string | null] {
    const exact = this.options.find(({ flags }) => flags.includes(word));
    if (exact !== undefined) return [exact, null];
    const equals = word.indexOf('=');
    if (word.startsWith('--')) {
      const name = equals < 0 ? word : word.slice(0, equals);
      const value = equals < 0 ? null : word.slice(equals + 1);
      const full = this.options.find(({ flags }) => flags.includes(name));
      if (full !== undefined) return [full, value];
      const near = this.options.filter(({ flags }) => flags.some((flag) => flag.startsWith(name)));
      return [near.length === 1 ? near[0] : undefined, value];
    }
    const short = this.options.find(({ flags }) => flags.includes(word.slice(0, 2)));
    return [short, short === undefined ? null : word.slice(2)];
  }

  /** Carries an option out; yields the place of the next word. */
  #apply(
    vm: Interpreter,
    option: Option,
    attached: string | null,
    words: readonly string[],
    from: number,
    target: PyInstance,
  ): number {
    const { dest, action, constant } = option;
    let at = from;
    if (WITHOUT_VALUE.has(action)) {
      if (action === 'help') throw this.#help(vm);
      if (action === 'version') throw pyError('SystemExit', 0);
      const before = ownAttribute(target, dest);
      const value =
        action === 'store_true' || action === 'store_false'
          ? action === 'store_true'
          : action === 'count'
            ? (typeof before === 'number' ? before : 0) + 1
            : action === 'append_const'
              ? new PyList([...(before instanceof PyList ? before.items : []), constant])
              : constant;
      setOwnAttribute(target, dest, value);
      // -vv is -v twice.
      if (attached === null || attached === '') return at;
      return this.#apply(vm, this.#find(`-${attached}`)[0] ?? option, attached.slice(1), words, at, target);
    }
    const values: string[] = attached === null ? [] : [attached];
    const { count } = option;
    const most = count === null || count === '?' ? 1 : typeof count === 'number' ? count : Infinity;
    while (values.length < most && at < words.length && !/^-[^\d]/.test(words[at]!))
      values.push(words[at++]!);
    setOwnAttribute(target, dest, this.#valueOf(vm, option, values, ownAttribute(target, dest) ?? null));
    return at;
  }

  #valueOf(vm: Interpreter, option: Option, words: readonly string[], before: Value): Value {
    const { flags, dest, count, action, constant } = option;
    const name = flags.length > 0 ? flags.join('/') : dest;
    const values = words.map((word) => this.#convert(vm, option, name, word));
    if (count === null || count === '?') {
      if (values.length === 0 && count === null) throw this.fail(`argument ${name}: expected one argument`);
      const value = values[0] ?? constant;
      if (action === 'append') return new PyList([...(before instanceof PyList ? before.items : []), value]);
      return value;
    }
    if (typeof count === 'number' && values.length !== count) {
      throw this.fail(`argument ${name}: expected ${count} arguments`);
    }
    if (count === '+' && values.length === 0)
      throw this.fail(`argument ${name}: expected at least one argument`);
    return new PyList(values);
  }

  #convert(vm: Interpreter, { convert, choices }: Option, name: string, word: string): Value {
    let value: Value = word;
    if (convert !== null) {
      try {
        value = callValue(vm, convert, [word], null);
      } catch (error) {
        if (!isInstanceOf(error, 'ValueError') && !isInstanceOf(error, 'TypeError')) throw error;
        const kind = findAttribute(vm, convert, '__name__');
        throw this.fail(`argument ${name}: invalid ${String(kind)} value: ${reprOf(vm, word)}`);
      }
    }
    if (choices !== null && !contains(vm, choices, value))
      throw this.fail(`argument ${name}: invalid choice`);
    return value;
  }

  /** Gives words to the positional arguments in order; those that take many leave enough for the rest. */
  #positionals(vm: Interpreter, words: string[], target: PyInstance, seen: Set<Option>): string[] {
    const waiting = this.options.filter(({ flags }) => flags.length === 0);
    let at = 0;
    waiting.forEach((option, i) => {
      const { count, dest } = option;
      const least = (one: Option) =>
        one.count === null || one.count === '+' ? 1 : typeof one.count === 'number' ? one.count : 0;
      const kept = waiting.slice(i + 1).reduce((sum, one) => sum + least(one), 0);
      const free = Math.max(0, words.length - at - kept);
      const most = count === null || count === '?' ? 1 : typeof count === 'number' ? count : Infinity;
      const taken = words.slice(at, at + Math.min(most, free));
      at += taken.length;
      if (taken.length < least(option)) throw this.fail(`the following arguments are required: ${dest}`);
      seen.add(option);
      if (taken.length === 0) {
        if (count === '*' && option.fallback === null) setOwnAttribute(target, dest, new PyList([]));
        return;
      }
      setOwnAttribute(target, dest, this.#valueOf(vm, option, taken, null));
    });
    return words.slice(at);
  }
}

/** The words of parse_args(args); undefined or None means those of the program. */
export function wordsOf(vm: Interpreter, table: OptionTable, given: Value | undefined): string[] {
  const own = table.commandLine(vm);
  return given === undefined || given === null ? own : listOf(vm, given).map((word) => vm.str(word));
}
