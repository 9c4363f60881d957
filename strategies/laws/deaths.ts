/** Objects that live, have extras and die; what is left of them, and what must be by promise. */

import { bareSpec, type CodeObject } from '../../interpreter/code.ts';
import type { Fate, Storage } from '../contract.ts';
import type { OpenPlace } from '../place.ts';
import type { Marked } from './seen.ts';

/** Sets two extras on each object, one over the other, and deletes the second on every other object. */
export function setAndLetGo(storage: Storage<Marked>, codes: readonly CodeObject[]): WeakRef<Marked>[] {
  return codes.flatMap((code, i) => {
    const replaced = { mark: i };
    const last = { mark: i };
    storage.set(code, replaced);
    storage.set(code, last);
    if (i % 2 === 0) return [new WeakRef(replaced)];
    storage.delete(code);
    return [new WeakRef(replaced), new WeakRef(last)];
  });
}

export interface Witnesses {
  readonly codes: WeakRef<CodeObject>[];
  readonly extras: WeakRef<Marked>[];
}

export function populate(place: OpenPlace, storage: Storage<Marked>, size: number): CodeObject[] {
  const codes = Array.from({ length: size }, (_, i) => place.makeCode(bareSpec(`f${i}`)));
  for (const [i, code] of codes.entries()) storage.set(code, { mark: i });
  return codes;
}

/** In a function of its own, so that no variable keeps the last object alive. */
export function liveAndDie(place: OpenPlace, storage: Storage<Marked>, size: number): Witnesses {
  const codes: WeakRef<CodeObject>[] = [];
  const extras: WeakRef<Marked>[] = [];
  for (let i = 0; i < size; i++) {
    const code = place.makeCode(bareSpec(`f${i}`));
    const extra = { mark: i };
    storage.set(code, extra);
    codes.push(new WeakRef(code));
    extras.push(new WeakRef(extra));
    place.announceDeath(code);
  }
  return { codes, extras };
}

/** An object that lived, had an extra and died: what is left to know of it. */
export function oneDead(place: OpenPlace, storage: Storage<Marked>): { id: number; extra: Marked } {
  const code = place.makeCode(bareSpec('dead'));
  const extra = { mark: 1 };
  storage.set(code, extra);
  place.retire(code);
  return { id: code.id, extra };
}

/** Forced collections after which a promise must have come true, less one. */
export function roundsUntilKept(fate: Fate): number {
  return fate === 'dies-with-code' || fate === 'dies-after-notice' ? 0 : 3;
}

export function alive(references: readonly WeakRef<object>[]): number {
  return references.filter((reference) => reference.deref() !== undefined).length;
}

/** Extras that share a place push one another out: of what would stay, some does, not all. */
export function isDue(left: number, due: number, lossy: boolean): boolean {
  return lossy && due > 0 ? left > 0 && left < due : left === due;
}

export function dueInWords(due: number, lossy: boolean): string {
  return lossy && due > 0 ? `some, not all ${due}` : String(due);
}

export function survivors(fate: Fate, size: number): { codes: number; extras: number } {
  switch (fate) {
    case 'dies-with-code':
    case 'dies-after-callback':
    case 'dies-after-notice':
    case 'dies-after-sweep':
    case 'nothing-stored':
      return { codes: 0, extras: 0 };
    case 'leaks':
      return { codes: 0, extras: size };
    case 'keeps-code-alive':
      return { codes: size, extras: size };
  }
}
