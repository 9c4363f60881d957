/** str.format: `{}`, `{0}`, `{name.attribute[item]!r:spec}`, with fields inside the spec. */

import type { Interpreter } from '../interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { indexError, pyError, valueError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { getAttribute } from '../operations/attributes.ts';
import { formatWith } from '../operations/format.ts';
import { asciiOf, reprOf, strOf } from '../operations/repr.ts';
import { getItem } from '../operations/subscripts.ts';
import type { Value } from '../values.ts';

/** Yields the value of a field's first part: '' for the next positional one. */
type Lookup = (name: string) => Value;

export function formatTemplate(
  vm: Interpreter,
  template: string,
  args: readonly Value[],
  keywords: Keywords | null,
): string {
  let next = 0;
  let numbering: 'automatic' | 'manual' | null = null;
  return expand(vm, template, (name) => {
    if (name === '' || /^\d+$/.test(name)) {
      const wanted = name === '' ? 'automatic' : 'manual';
      if (numbering !== null && numbering !== wanted) {
        throw valueError(
          wanted === 'automatic'
            ? 'cannot switch from manual field specification to automatic field numbering'
            : 'cannot switch from automatic field numbering to manual field specification',
        );
      }
      numbering = wanted;
      const at = name === '' ? next++ : Number(name);
      const value = args[at];
      if (value === undefined) {
        throw indexError(`Replacement index ${at} out of range for positional args tuple`);
      }
      return value;
    }
    const value = keywords?.get(name);
    if (value === undefined) throw pyError('KeyError', name);
    return value;
  });
}

export function formatMap(vm: Interpreter, template: string, mapping: Value): string {
  return expand(vm, template, (name) =>
    mapping instanceof PyDict && mapping.cls.builtin
      ? (mapping.getString(name) ?? getItem(vm, mapping, name))
      : getItem(vm, mapping, name),
  );
}

function expand(vm: Interpreter, template: string, lookup: Lookup): string {
  let text = '';
  for (let i = 0; i < template.length; i++) {
    const character = template[i]!;
    if (character === '}') {
      if (template[i + 1] !== '}') throw valueError("Single '}' encountered in format string");
      text += '}';
      i++;
    } else if (character !== '{') {
      text += character;
    } else if (template[i + 1] === '{') {
      text += '{';
      i++;
    } else {
      const end = closing(template, i + 1);
      text += field(vm, template.slice(i + 1, end), lookup);
      i = end;
    }
  }
  return text;
}

/** Index of the brace that closes the field starting at `from`. */
function closing(template: string, from: number): number {
  let depth = 1;
  for (let i = from; i < template.length; i++) {
    if (template[i] === '{') depth++;
    else if (template[i] === '}' && --depth === 0) return i;
  }
  throw valueError(
    from >= template.length ? "Single '{' encountered in format string" : "expected '}' before end of string",
  );
}

function field(vm: Interpreter, source: string, lookup: Lookup): string {
  const match = /^([^!:]*)(?:!(.))?(?::(.*))?$/s.exec(
    source.replace(/^((?:[^[\]!:]|\[[^\]]*\])*)/, (name) =>
      name.replaceAll(':', '\u0001').replaceAll('!', '\u0002'),
    ),
  );
  if (match === null) throw valueError("expected ':' after conversion specifier");
  const path = match[1]!.replaceAll('\u0001', ':').replaceAll('\u0002', '!');
  const [, first, rest] = /^([^.[]*)(.*)$/s.exec(path)!;
  let value = lookup(first!);
  for (const [, attribute, item] of rest!.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
    value =
      attribute !== undefined
        ? getAttribute(vm, value, attribute)
        : getItem(vm, value, /^\d+$/.test(item!) ? Number(item) : item!);
  }
  const conversion = match[2];
  if (conversion === 'r') value = reprOf(vm, value);
  else if (conversion === 's') value = strOf(vm, value);
  else if (conversion === 'a') value = asciiOf(vm, value);
  else if (conversion !== undefined) throw valueError(`Unknown conversion specifier ${conversion}`);
  const spec = match[3] ?? '';
  return formatWith(vm, value, spec.includes('{') ? expand(vm, spec, lookup) : spec);
}
