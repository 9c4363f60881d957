/**
 * The laws: what every strategy must do before it is timed, the project's own and a user's alike. Each law is one
 * sentence and one check; a check throws LawBroken with what was seen. `checkLaws` runs them all and reports by name.
 *
 * A strategy that is lossy by promise is held to each law with one code object alone, and to its promise with many: they do
 * share, what is answered was set, and what leaks is not all.
 *
 * Three laws need forced collections (`node --expose-gc`) and are passed over without. Laws under which many objects die come after
 * them. Those make V8 compile a strategy's code, and a compilation that is under way can keep an object alive.
 */

import { bareSpec, type CodeClass, type CodeObject } from '../interpreter/code.ts';
import type { Interpreter, InterpreterOptions } from '../interpreter/index.ts';
import { afterReuse, type Storage, type Strategy, storesNothing } from './contract.ts';
import {
  alive,
  dueInWords,
  isDue,
  liveAndDie,
  oneDead,
  populate,
  roundsUntilKept,
  setAndLetGo,
  survivors,
} from './laws/deaths.ts';
import { inAnyOrder, placesAreShared, STRIDES, setIsGot } from './laws/histories.ts';
import {
  endlessReleasesEnd,
  letGo,
  openReleasing,
  releasesInEveryOrder,
  releasesMayReenter,
  releasesMayThrow,
} from './laws/releases.ts';
import { expectCount, expectExtra, LawBroken, MANY, type Marked } from './laws/seen.ts';
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

const TOOL = { name: 'laws' };
const NO_RELEASES = 'it does not promise to call release functions';

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
      'A release function is called once with each extra of its tool that is replaced, deleted or dies with its code object.',
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
        mine.expectReleased([], 'while an extra is attached');
        theirs?.expectReleased([], 'while an extra is attached');
        die(code);
        mine.expectReleased([last], when);
        theirs?.expectReleased([other], when);
      }
      for (const make of [place.makeCode, place.makeCodeWithoutRoom]) {
        place.retire(make(bareSpec('without')));
        mine.expectReleased([], 'after the death of an object without an extra');
        theirs?.expectReleased([], 'after the death of an object without an extra');
      }
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
  {
    name: 'release-only-what-was-set',
    sentence:
      'A release function is called with nothing but extras of its own tool, and not at all where that is not promised.',
    check(strategy, kit) {
      releasesInEveryOrder(strategy, () => openPlace(strategy, kit.Code));
    },
  },
  {
    name: 'release-may-reenter',
    sentence:
      'A release function may set and delete extras; those are released in turn, also while their code object dies.',
    check(strategy, kit) {
      if (strategy.promises.releases !== true) return NO_RELEASES;
      const open = () => openPlace(strategy, kit.Code);
      releasesMayReenter(strategy, open);
      endlessReleasesEnd(strategy, open);
    },
  },
  {
    name: 'release-may-throw',
    sentence:
      'When a release function throws, all others are still called, the identity number is free, and the error reaches the caller.',
    check(strategy, kit) {
      if (strategy.promises.releases !== true) return NO_RELEASES;
      releasesMayThrow(strategy, () => openPlace(strategy, kit.Code));
    },
  },
];

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
