/**
 * A place in use: what is common to all strategies and therefore written in none of them. It makes code objects in
 * the strategy's layout with identity numbers of the strategy's kind, announces their deaths, and refuses a tool too many.
 */

import {
  bareSpec,
  CO_EXTRA,
  type CodeClass,
  type CodeMaker,
  type CodeObject,
  type CodeSpec,
} from '../interpreter/code.ts';
import { IdentityNumbers } from '../interpreter/identity.ts';
import type { Storage, Strategy, Tool } from './contract.ts';

export interface OpenPlace {
  readonly identity: IdentityNumbers;
  /** Makes a code object with room for an extra, as an interpreter does while a tool is present. */
  readonly makeCode: CodeMaker;
  /** Makes a code object without room where the strategy decides that at birth; elsewhere the same as makeCode. */
  readonly makeCodeWithoutRoom: CodeMaker;
  /**
   * Calls the watchers of the object's death, while it can still be read. Its number stays its own. All watchers are called, also
   * if one throws; then one error is thrown as it is, and several as an AggregateError.
   */
  announceDeath(code: CodeObject): void;
  /**
   * The death of a code object as CPython's: it is announced, then its number is free, also if a watcher throws. The caller
   * forgets the object.
   */
  retire(code: CodeObject): void;
  /** Throws Error when the strategy cannot serve one tool more. */
  open<Extra extends object>(tool: Tool): Storage<Extra>;
}

export function openPlace(strategy: Strategy, Code: CodeClass): OpenPlace {
  const watchers: ((dying: CodeObject) => void)[] = [];
  const place = strategy.makePlace(Code, { add: (watcher) => watchers.push(watcher) });
  const { plain: Plain, roomy: Roomy } = place.layout;
  const identity = new IdentityNumbers(strategy.identity);
  if (strategy.identity === 'address') for (const Class of [Plain, Roomy]) keepNumbersByReference(Class);
  const tools: Tool[] = [];
  const announceDeath = (code: CodeObject) => {
    // Made when it is needed: almost every death is without an error.
    let errors: unknown[] | undefined;
    for (const watcher of watchers) {
      try {
        watcher(code);
      } catch (error) {
        errors ??= [];
        errors.push(error);
      }
    }
    if (errors === undefined) return;
    // The contract of another version may have no function for this (arms/bundle.ts).
    throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'Several watchers threw.');
  };
  return {
    identity,
    makeCode: (spec) => new Roomy(withFlag(spec), identity.take()),
    makeCodeWithoutRoom: (spec) => new Plain(spec, identity.take()),
    announceDeath,
    retire(code) {
      try {
        announceDeath(code);
      } finally {
        identity.release(code.id);
      }
    },
    open(tool) {
      const limit = strategy.promises.tools;
      if (tools.length >= limit) {
        throw new Error(
          `Strategy "${strategy.name}" serves ${limit === 1 ? 'one tool' : `${limit} tools`} and already serves ` +
            `${tools.map((t) => `"${t.name}"`).join(', ')}; "${tool.name}" needs a strategy for several tools.`,
        );
      }
      tools.push(tool);
      return place.open(tool);
    },
  };
}

/**
 * V8 gives a field that has only ever held fractional or large numbers a layout of its own, in which each read makes a
 * fresh copy of the number: a look-up would then allocate, and pay for that instead of for hashing. Objects whose field
 * holds other things make V8 keep a reference to the number, as a C program keeps the address.
 */
function keepNumbersByReference(Class: CodeClass): void {
  for (const other of ['text', {}, 5, 1.5]) new Class(bareSpec('teaches V8 the layout'), other as number);
}

function withFlag(spec: CodeSpec): CodeSpec {
  return (spec.flags & CO_EXTRA) !== 0 ? spec : { ...spec, flags: spec.flags | CO_EXTRA };
}
