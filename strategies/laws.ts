/**
 * The laws: what every strategy must do before it is timed, the project's own and a user's alike. Each law is one
 * sentence and one check; a check throws LawBroken with what was seen. `checkLaws` runs them all and reports by name.
 *
 * A strategy that is lossy by promise is held to each law with one code object alone, and to its promise with many: they do
 * share, what is answered was set, and what leaks is not all.
 *
 * The last three laws need forced collections (`node --expose-gc`) and are passed over without.
 */

import { bareSpec, type CodeClass, type CodeObject } from '../interpreter/code.ts';
import type { Interpreter, InterpreterOptions } from '../interpreter/index.ts';
import { afterReuse, type Fate, type Storage, type Strategy, storesNothing } from './contract.ts';
import { type OpenPlace, openPlace } from './place.ts';

/** What the laws need from outside. */
export interface Kit {
  readonly Code: CodeClass;
  readonly Interpreter: new (options: InterpreterOptions) => Interpreter;
  /** Forces a full collection, then lets finalisation callbacks run. Null where collections cannot be forced. */
  readonly collect: (() => Promise<void>) | null;
}

export interface Law {
  readonly name: string;
  readonly sentence: string;
  /** Answers why there is nothing to check, if the strategy promises nothing of the kind. Throws LawBroken with what was seen. */
  check(strategy: Strategy, kit: Kit): string | undefined | Promise<string | undefined>;
}

export interface LawReport {
  readonly law: string;
  readonly sentence: string;
  readonly outcome: 'kept' | 'broken' | 'not checked';
  /** What was seen, for a broken law; why, for one not checked. */
  readonly says?: string;
}

/** Thrown by a check: the strategy broke the law. */
export class LawBroken extends Error {}

interface Marked {
  readonly mark: number;
}

const TOOL = { name: 'laws' };

/** Code objects, so many that those of a lossy table have to share. */
const MANY = 3000;

export const LAWS: readonly Law[] = [
  {
    name: 'set-is-got',
    sentence: 'What was set is got until it is replaced or deleted.',
    check(strategy, kit) {
      const { place, storage } = fresh(strategy, kit);
      setIsGot(storage, place.makeCode(bareSpec('f')));
      if (strategy.roomWhenMade) return;
      const next = strategy.promises.lossy === true ? fresh(strategy, kit) : { place, storage };
      setIsGot(next.storage, next.place.makeCodeWithoutRoom(bareSpec('f')));
    },
  },
  {
    name: 'codes-apart',
    sentence:
      'Code objects do not see one another, equal ones neither; those that share a place by promise do, and see nothing else.',
    check(strategy, kit) {
      const { place, storage } = fresh(strategy, kit);
      const codes = Array.from({ length: MANY }, () => place.makeCode(bareSpec('twin')));
      if (strategy.promises.lossy === true) {
        placesAreShared(storage, codes);
        return;
      }
      for (let i = 0; i < codes.length; i += 2) storage.set(codes[i]!, { mark: i });
      for (const [i, code] of codes.entries()) {
        const seen = storage.get(code)?.mark;
        const due = i % 2 === 0 ? i : undefined;
        if (seen !== due)
          throw new LawBroken(`object ${i} of 3000 equal ones answered ${seen}, expected ${due}`);
      }
      const counted = storage.inspect().entries;
      if (counted !== null && counted !== 1500) {
        throw new LawBroken(`inspect() counted ${counted} extras where 1500 were set`);
      }
      for (const stride of STRIDES) inAnyOrder(fresh(strategy, kit), stride);
    },
  },
  {
    name: 'no-room-no-answer',
    sentence: 'A code object made without room answers nothing and refuses an extra with a clear error.',
    check(strategy, kit) {
      if (!strategy.roomWhenMade) return 'there is always room';
      const { place, storage } = fresh(strategy, kit);
      const code = place.makeCodeWithoutRoom(bareSpec('small'));
      expectExtra(storage, code, undefined, 'without room');
      try {
        storage.set(code, { mark: 1 });
      } catch (error) {
        if (error instanceof RangeError && error.message.includes('small')) return;
        throw new LawBroken(
          `set() without room threw ${String(error)}, expected a RangeError that names the object`,
        );
      }
      throw new LawBroken('set() without room was accepted');
    },
  },
  {
    name: 'tools-apart',
    sentence: 'Tools do not see one another; one tool more than promised is refused with a clear error.',
    check(strategy, kit) {
      const { place, storage } = fresh(strategy, kit);
      const code = place.makeCode(bareSpec('f'));
      const mine = { mark: 1 };
      storage.set(code, mine);
      if (strategy.promises.tools === 1) {
        const refusal = errorOf(() => place.open({ name: 'second tool' }));
        if (refusal === undefined) throw new LawBroken('a second tool was served by a strategy for one');
        if (!refusal.includes('second tool')) throw new LawBroken(`the refusal names no tool: ${refusal}`);
        return;
      }
      const other = place.open<Marked>({ name: 'second tool' });
      expectExtra(other, code, undefined, 'for a tool that set nothing');
      const theirs = { mark: 2 };
      other.set(code, theirs);
      expectExtra(storage, code, mine, 'after another tool set its own');
      expectExtra(other, code, theirs, 'for the other tool');
      other.delete(code);
      expectExtra(storage, code, mine, 'after another tool deleted its own');
    },
  },
  {
    name: 'interpreters-apart',
    sentence: 'Interpreters do not see one another.',
    check(strategy, kit) {
      const here = fresh(strategy, kit);
      const there = fresh(strategy, kit);
      const mine = here.place.makeCode(bareSpec('f'));
      const theirs = there.place.makeCode(bareSpec('f'));
      here.storage.set(mine, { mark: 1 });
      expectExtra(there.storage, theirs, undefined, 'in an interpreter where nothing was set');
      there.storage.set(theirs, { mark: 2 });
      there.storage.delete(theirs);
      if (here.storage.get(mine)?.mark !== 1)
        throw new LawBroken('deleting in one interpreter reached another');
    },
  },
  {
    name: 'inner-seen-outside',
    sentence: 'Data set during an inner call is seen by the outer one.',
    check(strategy, kit) {
      const { place, storage } = fresh(strategy, kit);
      const interpreter = new kit.Interpreter({ makeCode: place.makeCode });
      let missing = 0;
      interpreter.setHook((frame, self) => {
        // The module of the program may share its place.
        if (strategy.promises.lossy === true && frame.code.name !== 'down') return self.evalFrame(frame);
        const outermost = storage.get(frame.code) === undefined;
        if (outermost) storage.set(frame.code, { mark: 0 });
        const before = storage.get(frame.code)?.mark ?? Number.NaN;
        storage.set(frame.code, { mark: before + 1 });
        const result = self.evalFrame(frame);
        if ((storage.get(frame.code)?.mark ?? 0) <= before) missing += 1;
        return result;
      });
      run(interpreter, 'def down(n):\n    return 0 if n == 0 else 1 + down(n - 1)\nanswer = down(20)\n');
      if (missing > 0) throw new LawBroken(`${missing} outer calls did not see what an inner call had set`);
    },
  },
  {
    name: 'answers-independent',
    sentence: "A program's answer never depends on extras: set, replaced or deleted at any call.",
    check(strategy, kit) {
      const source =
        'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n' +
        'def squares(n):\n    for i in range(n):\n        yield i * i\n' +
        'answer = [fib(12), sum(squares(30)), sorted(str(i) for i in range(12))]\n';
      const plain = run(new kit.Interpreter({}), source);
      const { place, storage } = fresh(strategy, kit);
      const interpreter = new kit.Interpreter({ makeCode: place.makeCode });
      let calls = 0;
      interpreter.setHook((frame, self) => {
        calls += 1;
        if (calls % 3 === 0) storage.delete(frame.code);
        else storage.set(frame.code, { mark: calls });
        return self.evalFrame(frame);
      });
      const hooked = run(interpreter, source);
      if (hooked !== plain)
        throw new LawBroken(`the program answered ${hooked} with extras and ${plain} without`);
    },
  },
  {
    name: 'counts-are-kept',
    sentence:
      'Where code objects count their own entries, each has its own count, from nothing, whatever is attached or detached.',
    check(strategy, kit) {
      const { place, storage } = fresh(strategy, kit);
      if (storage.count === undefined) return 'its code objects do not count their entries';
      const length = strategy.promises.lossy === true ? 1 : 300;
      const codes = Array.from({ length }, () => place.makeCode(bareSpec('f')));
      const model = new Array<Marked | undefined>(length).fill(undefined);
      for (let round = 1; round <= 6; round++) {
        for (const [i, code] of codes.entries()) {
          expectCount(storage, code, round, `at entry ${round} of object ${i} of ${length}`);
          expectExtra(storage, code, model[i], `after object ${i} was counted`);
          if ((i + round) % 3 === 0) {
            model[i] = { mark: round };
            storage.set(code, model[i]!);
          } else if ((i + round) % 3 === 1) {
            model[i] = undefined;
            storage.delete(code);
          }
        }
      }
      place.retire(codes[0]!);
      expectCount(
        storage,
        place.makeCode(bareSpec('newborn')),
        1,
        'for a newborn with the number of the dead',
      );
    },
  },
  {
    name: 'extras-are-released',
    sentence:
      "A tool's release function is told of each extra that is let go, once, and of no other tool's; a strategy that does not promise it calls none.",
    check(strategy, kit) {
      const place = openPlace(strategy, kit.Code);
      const mine = openReleasing(place, 'first tool', strategy);
      const theirs = strategy.promises.tools > 1 ? openReleasing(place, 'second tool', strategy) : null;
      const deaths: readonly [string, (code: CodeObject) => void][] = [
        ['after its object died', place.announceDeath],
        ['after its object died and its number was free', place.retire],
      ];
      for (const [when, die] of deaths) {
        // One at a time, so that those that share a place by promise can be held to it.
        const code = place.makeCode(bareSpec('f'));
        for (const tool of theirs === null ? [mine] : [mine, theirs]) letGo(tool, code);
        const last = { mark: 3 };
        mine.storage.set(code, last);
        const other = { mark: 4 };
        theirs?.storage.set(code, other);
        mine.expectTold([], 'while an extra is attached');
        theirs?.expectTold([], 'while an extra is attached');
        die(code);
        mine.expectTold([last], when);
        theirs?.expectTold([other], when);
      }
      const without = place.makeCode(bareSpec('newborn'));
      place.retire(without);
      mine.expectTold([], 'after the death of an object without an extra');
      theirs?.expectTold([], 'after the death of an object without an extra');
    },
  },
  {
    name: 'deleted-is-let-go',
    sentence: 'An extra that was replaced or deleted is not held any longer, whatever becomes of the others.',
    async check(strategy, kit) {
      if (kit.collect === null) return;
      const { place, storage } = fresh(strategy, kit);
      const codes = Array.from({ length: 100 }, () => place.makeCode(bareSpec('f')));
      const gone = setAndLetGo(storage, codes);
      for (let round = 0; round < 3; round++) await kit.collect();
      const held = alive(gone);
      if (held > 0)
        throw new LawBroken(`${held} of ${gone.length} extras that were replaced or deleted are still held`);
      storage.get(codes[0]!);
    },
  },
  {
    name: 'promise-about-death',
    sentence: 'What is promised about death comes true, in time, also where the promise is to leak.',
    async check(strategy, kit) {
      if (kit.collect === null) return;
      const { place, storage } = fresh(strategy, kit);
      const size = strategy.promises.lossy === true ? MANY : 200;
      const { codes, extras } = liveAndDie(place, storage, size);
      const rounds = roundsUntilKept(strategy.promises.fate);
      for (let round = 0; round < rounds; round++) await kit.collect();
      // What is swept as the table grows is swept, at the latest, when as many are set again.
      const successors = strategy.promises.fate === 'dies-after-sweep' ? populate(place, storage, 400) : [];
      await kit.collect();
      const seen = { codes: alive(codes), extras: alive(extras) };
      const due = survivors(strategy.promises.fate, size);
      const lossy = strategy.promises.lossy === true;
      if (!isDue(seen.codes, due.codes, lossy) || !isDue(seen.extras, due.extras, lossy)) {
        throw new LawBroken(
          `promised "${strategy.promises.fate}"; after ${rounds + 1} forced collection${rounds === 0 ? '' : 's'}, of ${size} ` +
            `dropped code objects ${seen.codes} are alive (expected ${dueInWords(due.codes, lossy)}) and ${seen.extras} of ` +
            `their extras (expected ${dueInWords(due.extras, lossy)})`,
        );
      }
      const { entries } = storage.inspect();
      if (lossy && due.extras > 0 && entries !== null && entries !== seen.extras) {
        throw new LawBroken(`${seen.extras} extras of the dead are held where inspect() counted ${entries}`);
      }
      // The storage must outlive the reading: a table that is itself garbage leaks nothing.
      storage.get(successors[0] ?? place.makeCode(bareSpec('witness')));
    },
  },
  {
    name: 'promise-about-numbers',
    sentence:
      'A newborn with the number of a dead object is answered as promised, and keeps its own extra when the dead is cleaned up.',
    async check(strategy, kit) {
      if (kit.collect === null) return;
      const { place, storage } = fresh(strategy, kit);
      const { id, extra } = oneDead(place, storage);
      const newborn = place.makeCode(bareSpec('newborn'));
      if (newborn.id !== id)
        throw new Error('Internal error: the number of the dead was not handed out again');
      const due = afterReuse(strategy) === 'nothing' ? undefined : extra;
      const seen = storage.get(newborn);
      if (seen !== due) {
        throw new LawBroken(
          `promised "${afterReuse(strategy)}" after a number was handed out again; the newborn was answered with ` +
            `${seen === extra ? 'the extra of the dead' : JSON.stringify(seen)}`,
        );
      }
      const own = { mark: 2 };
      storage.set(newborn, own);
      for (let round = 0; round < 4; round++) await kit.collect();
      expectExtra(storage, newborn, own, 'after the dead object with its number was cleaned up');
    },
  },
];

function setIsGot(storage: Storage<Marked>, code: CodeObject): void {
  expectExtra(storage, code, undefined, 'before anything was set');
  storage.delete(code);
  expectExtra(storage, code, undefined, 'after deleting what was never set');
  const first = { mark: 1 };
  storage.set(code, first);
  expectExtra(storage, code, first, 'after it was set');
  expectExtra(storage, code, first, 'when asked a second time');
  const second = { mark: 2 };
  storage.set(code, second);
  expectExtra(storage, code, second, 'after it was replaced');
  storage.delete(code);
  expectExtra(storage, code, undefined, 'after it was deleted');
  storage.set(code, first);
  expectExtra(storage, code, first, 'after it was set again');
}

/** What is promised where code objects share places: the last extra set in a place is what is answered there, and some do share. */
function placesAreShared(storage: Storage<Marked>, codes: readonly CodeObject[]): void {
  const extras = codes.map((code, i) => {
    const extra = { mark: i };
    storage.set(code, extra);
    expectExtra(storage, code, extra, `after it was set for object ${i} of ${codes.length}`);
    return extra;
  });
  const known = new Set(extras);
  let others = 0;
  for (const [i, code] of codes.entries()) {
    const seen = storage.get(code);
    if (seen !== undefined && !known.has(seen))
      throw new LawBroken(`object ${i} answered ${JSON.stringify(seen)}, which was never set`);
    if (seen !== extras[i]) others += 1;
  }
  if (others === 0) {
    throw new LawBroken(
      `promised to be lossy, but all of ${codes.length} code objects answered their own extra`,
    );
  }
  const counted = storage.inspect().entries;
  if (counted !== null && (counted < 1 || counted > codes.length - others)) {
    throw new LawBroken(
      `inspect() counted ${counted} extras where ${codes.length - others} answered for themselves`,
    );
  }
}

/** A tool that was opened with a release function, and what that function was told since it was last asked. */
interface Releasing {
  readonly storage: Storage<Marked>;
  /** Checks that it was told of `due` and of nothing else, or of nothing where nothing is promised. */
  expectTold(due: readonly Marked[], when: string): void;
}

function openReleasing(place: OpenPlace, name: string, { promises }: Strategy): Releasing {
  let told: object[] = [];
  const storage = place.open<Marked>({ name, release: (extra) => told.push(extra) });
  return {
    storage,
    expectTold(released, when) {
      const due = promises.releases === true ? released : [];
      if (told.length !== due.length || told.some((extra, i) => extra !== due[i])) {
        throw new LawBroken(
          `the release function of the ${name} was told of ${JSON.stringify(told)} ${when}, expected ${JSON.stringify(due)}`,
        );
      }
      told = [];
    },
  };
}

/** Each way to let an extra go but death, and some that let none go. */
function letGo({ storage, expectTold }: Releasing, code: CodeObject): void {
  const first = { mark: 1 };
  storage.set(code, first);
  storage.set(code, first);
  expectTold([], 'after the same extra was set again');
  const second = { mark: 2 };
  storage.set(code, second);
  expectTold([first], 'after it was replaced');
  storage.delete(code);
  expectTold([second], 'after it was deleted');
  storage.delete(code);
  expectTold([], 'after deleting what was deleted already');
}

/** How far apart the numbers of the objects are that get extras: a table of low bits meets its collisions there. */
const STRIDES = [1, 7, 16, 64] as const;
const STEPS = 2000;

/**
 * Extras come and go in no order, and each step looks at two objects: what a table pushed aside for one of them must be found when
 * that one is gone.
 */
function inAnyOrder(
  { place, storage }: { place: OpenPlace; storage: Storage<Marked> },
  stride: number,
): void {
  const population = Array.from({ length: MANY }, () => place.makeCode(bareSpec('twin')));
  const codes = population.filter((_, i) => i % stride === 0).slice(0, 200);
  const model = new Array<Marked | undefined>(codes.length).fill(undefined);
  const numbers = stride === 1 ? 'follow one another' : `lie ${stride} apart`;
  let drawn = 1;
  const draw = (below: number) => {
    // The linear congruential generator of "Numerical Recipes": any order will do, so long as it is always the same.
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((drawn / 2 ** 32) * below);
  };
  for (let step = 1; step <= STEPS; step++) {
    const i = draw(codes.length);
    if (draw(3) === 0) {
      storage.delete(codes[i]!);
      model[i] = undefined;
    } else {
      model[i] = { mark: step };
      storage.set(codes[i]!, model[i]!);
    }
    for (const at of [i, draw(codes.length)]) {
      const when = `for object ${at} of ${codes.length} whose numbers ${numbers}, after ${step} of them were set and deleted in no order`;
      expectExtra(storage, codes[at]!, model[at], when);
    }
  }
}

/** Checks every law; a check that throws anything is a broken law, so one failure hides no other. */
export async function checkLaws(strategy: Strategy, kit: Kit): Promise<LawReport[]> {
  const reports: LawReport[] = [];
  for (const law of LAWS) {
    const report = { law: law.name, sentence: law.sentence };
    if (storesNothing(strategy) && STORING.has(law.name)) {
      reports.push({ ...report, outcome: 'not checked', says: 'the strategy stores nothing, and says so' });
    } else if (COLLECTING.has(law.name) && kit.collect === null) {
      reports.push({
        ...report,
        outcome: 'not checked',
        says: 'collections cannot be forced here; use --expose-gc',
      });
    } else {
      reports.push(await outcomeOf(law, strategy, kit, report));
    }
  }
  return reports;
}

/** Laws about what was stored; a control that stores nothing cannot be held to them. */
const STORING = new Set([
  'set-is-got',
  'codes-apart',
  'tools-apart',
  'interpreters-apart',
  'inner-seen-outside',
  'promise-about-numbers',
]);

/** Laws that need forced collections. */
const COLLECTING = new Set(['deleted-is-let-go', 'promise-about-death', 'promise-about-numbers']);

async function outcomeOf(
  law: Law,
  strategy: Strategy,
  kit: Kit,
  report: { law: string; sentence: string },
): Promise<LawReport> {
  try {
    const nothingToCheck = await law.check(strategy, kit);
    if (nothingToCheck !== undefined) return { ...report, outcome: 'not checked', says: nothingToCheck };
    return { ...report, outcome: 'kept' };
  } catch (error) {
    const says = error instanceof LawBroken ? error.message : `it threw ${String(error)}`;
    return { ...report, outcome: 'broken', says };
  }
}

function fresh(strategy: Strategy, kit: Kit): { place: OpenPlace; storage: Storage<Marked> } {
  const place = openPlace(strategy, kit.Code);
  return { place, storage: place.open<Marked>(TOOL) };
}

function expectExtra(
  storage: Storage<Marked>,
  code: CodeObject,
  due: Marked | undefined,
  when: string,
): void {
  const seen = storage.get(code);
  if (seen !== due) {
    throw new LawBroken(`get() answered ${JSON.stringify(seen)} ${when}, expected ${JSON.stringify(due)}`);
  }
}

function expectCount(storage: Storage<Marked>, code: CodeObject, due: number, when: string): void {
  const seen = storage.count!(code);
  if (seen !== due) throw new LawBroken(`count() answered ${seen} ${when}, expected ${due}`);
}

function errorOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs a program and returns the repr of its global `answer`. */
function run(interpreter: Interpreter, source: string): string {
  const module = interpreter.runModule(interpreter.compile(source, '<law>'), 'law');
  return interpreter.repr(interpreter.getAttribute(module, 'answer'));
}

/** Sets two extras on each object, one over the other, and deletes the second on every other object. */
function setAndLetGo(storage: Storage<Marked>, codes: readonly CodeObject[]): WeakRef<Marked>[] {
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

interface Witnesses {
  readonly codes: WeakRef<CodeObject>[];
  readonly extras: WeakRef<Marked>[];
}

function populate(place: OpenPlace, storage: Storage<Marked>, size: number): CodeObject[] {
  const codes = Array.from({ length: size }, (_, i) => place.makeCode(bareSpec(`f${i}`)));
  for (const [i, code] of codes.entries()) storage.set(code, { mark: i });
  return codes;
}

/** In a function of its own, so that no variable keeps the last object alive. */
function liveAndDie(place: OpenPlace, storage: Storage<Marked>, size: number): Witnesses {
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
function oneDead(place: OpenPlace, storage: Storage<Marked>): { id: number; extra: Marked } {
  const code = place.makeCode(bareSpec('dead'));
  const extra = { mark: 1 };
  storage.set(code, extra);
  place.retire(code);
  return { id: code.id, extra };
}

/** Forced collections after which a promise must have come true, less one. */
function roundsUntilKept(fate: Fate): number {
  return fate === 'dies-with-code' || fate === 'dies-after-notice' ? 0 : 3;
}

function alive(references: readonly WeakRef<object>[]): number {
  return references.filter((reference) => reference.deref() !== undefined).length;
}

/** Extras that share a place push one another out: of what would stay, some does, not all. */
function isDue(left: number, due: number, lossy: boolean): boolean {
  return lossy && due > 0 ? left > 0 && left < due : left === due;
}

function dueInWords(due: number, lossy: boolean): string {
  return lossy && due > 0 ? `some, not all ${due}` : String(due);
}

function survivors(fate: Fate, size: number): { codes: number; extras: number } {
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
