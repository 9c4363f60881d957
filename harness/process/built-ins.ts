/**
 * Notices changed built-ins: what all code of a process shares is not a strategy's to replace. A strategy that patches Array.prototype
 * changes the speed of the others, and of the harness.
 */

import fs from 'node:fs';

type Property = readonly [holder: string, key: PropertyKey, value: unknown, get: unknown, set: unknown];

/** What the built-ins hold now. The answer of the function that it returns: those that have changed since, by name. */
export function watchBuiltIns(): () => string[] {
  const before = propertiesOf(holders());
  return () => {
    const known = new Map(before.map((each) => [nameOf(each), each]));
    const after = propertiesOf(holders());
    const changed = after.filter((each) => !isSame(known.get(nameOf(each)), each)).map(nameOf);
    const left = new Set(after.map(nameOf));
    return [...changed, ...[...known.keys()].filter((name) => !left.has(name))];
  };
}

/** Functions and objects of the language with their prototypes, and of Node what the harness uses. */
function holders(): [string, object][] {
  const found: [string, object][] = [
    ['process', process],
    ['console', console],
    ['node:fs', fs],
    ['globalThis', globalThis],
  ];
  for (const name of GLOBALS) {
    const value: unknown = Reflect.get(globalThis, name);
    if (!isHolder(value)) continue;
    found.push([name, value]);
    const prototype: unknown = Reflect.get(value, 'prototype');
    if (isHolder(prototype)) found.push([`${name}.prototype`, prototype]);
  }
  for (const [name, iterator] of [
    ['array iterator', [][Symbol.iterator]()],
    ['map iterator', new Map()[Symbol.iterator]()],
    ['set iterator', new Set()[Symbol.iterator]()],
  ] as const)
    found.push([name, Object.getPrototypeOf(iterator)]);
  return found;
}

/** Names of the language's globals: capitalised, or one of these. What Node defines lazily is not read. */
const GLOBALS = Object.entries(Object.getOwnPropertyDescriptors(globalThis))
  .filter(([name, { get }]) => get === undefined && /^[A-Z]|^performance$/.test(name))
  .map(([name]) => name);

function isHolder(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function propertiesOf(all: readonly [string, object][]): Property[] {
  return all.flatMap(([name, holder]) =>
    Reflect.ownKeys(holder)
      // A new global is an addition, not a change; and process has state.
      .filter((key) => name !== 'globalThis' || GLOBALS.includes(String(key)))
      .flatMap((key): Property[] => {
        const { value, get, set } = Reflect.getOwnPropertyDescriptor(holder, key) ?? {};
        if (name === 'process' && typeof value !== 'function') return [];
        return [[name, key, value, get, set]];
      }),
  );
}

function nameOf([holder, key]: Property): string {
  return `${holder}.${String(key)}`;
}

function isSame(one: Property | undefined, other: Property): boolean {
  return one !== undefined && [2, 3, 4].every((at) => Object.is(one[at as 2], other[at as 2]));
}
