/**
 * Notices changed built-ins: what all code of a process shares is not a strategy's to replace. A strategy that patches Array.prototype
 * changes the speed of the others, and of the harness. No method of a built-in is called here, because it may be the one that was changed.
 */

import fs from 'node:fs';

const { ownKeys, getOwnPropertyDescriptor } = Reflect;
const { is } = Object;
const asText = String;

type Holders = readonly (readonly [name: string, holder: object])[];
/** Descriptors by holder and name. */
type Found = Readonly<Record<string, PropertyDescriptor | undefined>>;

/** Remembers the built-ins. The function that it returns names those that have changed since. */
export function watchBuiltIns(): () => string[] {
  const before = propertiesOf(HOLDERS);
  return () => {
    const after = propertiesOf(HOLDERS);
    const changed: string[] = [];
    for (const name in after) if (!isSame(before[name], after[name])) changed[changed.length] = name;
    for (const name in before) if (after[name] === undefined) changed[changed.length] = name;
    return changed;
  };
}

/** The language's own names: capitalised. Node defines others when they are first read. */
const GLOBALS = Object.entries(Object.getOwnPropertyDescriptors(globalThis))
  .filter(([name, { get }]) => get === undefined && /^[A-Z]/.test(name))
  .map(([name]) => name);

/** Functions and objects of the language with their prototypes, and of Node what the harness uses. */
const HOLDERS: Holders = [
  ['process', process],
  ['console', console],
  ['node:fs', fs],
  ['array iterator', Object.getPrototypeOf([][Symbol.iterator]())],
  ['map iterator', Object.getPrototypeOf(new Map()[Symbol.iterator]())],
  ['set iterator', Object.getPrototypeOf(new Set()[Symbol.iterator]())],
  ...GLOBALS.flatMap((name): Holders => {
    const value: unknown = Reflect.get(globalThis, name);
    if (!isHolder(value)) return [];
    const prototype: unknown = Reflect.get(value, 'prototype');
    return [[name, value], ...(isHolder(prototype) ? [[`${name}.prototype`, prototype] as const] : [])];
  }),
];

function isHolder(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function propertiesOf(holders: Holders): Found {
  const found = { __proto__: null } as unknown as Record<string, PropertyDescriptor | undefined>;
  for (let i = 0; i < holders.length; i++) {
    const name = holders[i]![0];
    const holder = holders[i]![1];
    const keys = ownKeys(holder);
    for (let k = 0; k < keys.length; k++) {
      const descriptor = getOwnPropertyDescriptor(holder, keys[k]!);
      // A process has state, and Node wraps what names the current folder when a worker starts.
      if (
        name === 'process' &&
        (typeof descriptor?.value !== 'function' || keys[k] === 'chdir' || keys[k] === 'cwd')
      )
        continue;
      found[`${name}.${asText(keys[k])}`] = descriptor;
    }
  }
  for (let i = 0; i < GLOBALS.length; i++)
    found[GLOBALS[i]!] = getOwnPropertyDescriptor(globalThis, GLOBALS[i]!);
  return found;
}

function isSame(one: PropertyDescriptor | undefined, other: PropertyDescriptor | undefined): boolean {
  return (
    is(one?.value, other?.value) &&
    one?.get === other?.get &&
    one?.set === other?.set &&
    one?.writable === other?.writable &&
    one?.configurable === other?.configurable
  );
}
