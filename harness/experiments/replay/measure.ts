/**
 * Replay: the recorded calls of a program, large as real programs are, with next to nothing in each. What an arm takes longer
 * than `none` for the same stretch of the same trace is the price of its look-ups, with the caches as that program's calls
 * leave them.
 *
 * All arms walk through the trace in step: in a round each plays the same two stretches, and a quarter of a stretch untimed
 * before each. At the end of the trace they go back to its beginning (untimed) and begin at another offset, so that in the
 * long run every part of it is timed. A trace in which nothing is born or dies goes round without going back.
 *
 * The injected slowdown is exact by construction: that arm enters a known share of a stretch once more.
 */

import { readFileSync } from 'node:fs';
import type { Arm } from '../../arms/arm.ts';
import type { OpenReplay } from '../../arms/replay.ts';
import { inArm } from '../../process/arm-failed.ts';
import { alternate, TOUCH_SHARE } from '../../process/rounds.ts';
import type { MeasureAnswer, MeasureTask } from '../../process/task.ts';
import type { Random } from '../../random.ts';
import type { ArmSamples } from '../../records/schema.ts';
import type { Script } from '../../traces/script.ts';
import { doubledWorkRatio } from '../doubled-work.ts';
import { WARMUP_ROUNDS, warmUp } from '../warm-up.ts';

/** Entries in the first turn of the warm-up. */
const FIRST_TURN_ENTRIES = 500;

/** A steady trace is laid end to end until it has this many entries. */
const STEADY_ENTRIES = 200_000;

/** A trace holds so many stretches, at least: what is timed must not be one and the same part of it. */
const FEWEST_STRETCHES = 4;

/** Rounds of the check that twice the work takes twice the time. */
const DOUBLED_ROUNDS = 9;

export async function measure(
  task: MeasureTask,
  arms: Map<string, Arm>,
  random: Random,
): Promise<MeasureAnswer> {
  const script = JSON.parse(readFileSync(task.replay!.file, 'utf8')) as Script;
  const tape = tapeOf(script);
  const players = task.arms.map((arm) => ({
    arm,
    player: inArm(arm.name, () => {
      const { words } = tape;
      const population = {
        sizes: Uint32Array.from(script.sizes),
        atStart: Uint8Array.from(script.atStart),
        roomy: Uint8Array.from(script.roomy),
        reuses: Int32Array.from(script.reuses),
      };
      return new Player(arms.get(arm.name)!.openReplay({ ...population, words }), tape);
    }),
  }));

  const longest = Math.floor(tape.entries / FEWEST_STRETCHES);
  const warmed = players.map(({ arm, player }) => ({
    arm: arm.name,
    prepare: (entries: number) => player.prepare(entries),
    run: (entries: number) => player.play(entries),
  }));
  const msPerEntry = await warmUp(
    warmed,
    { first: FIRST_TURN_ENTRIES, most: longest },
    task.warmupMs,
    random,
  );
  const entries = Math.min(longest, Math.max(1, Math.round(task.blockMs / msPerEntry)));
  const touched = Math.floor(entries * TOUCH_SHARE);
  const contestants = players.map(({ arm, player }) => {
    const again = Math.round(arm.injectedShare * entries);
    return {
      name: arm.name,
      arm: arm.name,
      touch() {
        player.prepare(touched + entries);
        player.play(touched);
      },
      block() {
        player.play(entries);
        if (again > 0) player.again(again);
      },
    };
  });
  await alternate(contestants, WARMUP_ROUNDS, random);
  const values = await alternate(contestants, task.rounds, random);
  // Before the check that follows: it is one arm's alone.
  const found = players.map(({ player }) => String(player.found()));
  // The entries of one stretch, after it was played: nothing is born, so once and twice are the same work.
  const { arm: firstArm, player: first } = players[0]!;
  first.prepare(entries);
  first.play(entries);
  const doubled = await doubledWorkRatio(
    firstArm.name,
    (times) => {
      for (let i = 0; i < times; i++) first.again(entries);
    },
    DOUBLED_ROUNDS,
    random,
  );

  // Numbers that are handed out again tell a table that answers for the dead from one that does not.
  const isReused = script.reuses.length > 0;
  const answered = players
    .filter(({ arm }) => arm.injectedShare === 0 && isWrongPossible(arms.get(arm.name)!, isReused))
    .map(({ arm, player }): ArmSamples => {
      return { arm: arm.name, ...player.wrongInOnePass(), rule: task.process.rule!, unit: 'wrong-answers' };
    });
  const timed = players.map(({ arm }, i): ArmSamples => {
    const { storesNothing, lossy } = arms.get(arm.name)!;
    return {
      arm: arm.name,
      rule: task.process.rule!,
      unit: 'ns-per-block' as const,
      workPerBlock: entries,
      values: values.get(arm.name)!,
      ...(arm.injectedShare > 0
        ? { injectedRatio: 1 + Math.round(arm.injectedShare * entries) / entries }
        : storesNothing || lossy
          ? {}
          : { checksum: found[i]! }),
    };
  });
  return {
    samples: [...timed, ...answered],
    notes: { rounds: task.rounds, entriesPerBlock: entries, doubledWorkRatio: doubled },
  };
}

function isWrongPossible({ lossy, storesNothing }: Arm, isReused: boolean): boolean {
  return lossy || (isReused && !storesNothing);
}

/** A script as it is played: where each entry's stretch of words begins. */
interface Tape {
  readonly words: Uint32Array;
  /** Word at which the part of entry e begins (what is born or attached just before belongs to it). */
  readonly partOf: Uint32Array;
  readonly entries: number;
  readonly steady: boolean;
}

function tapeOf(script: Script): Tape {
  const once = script.words;
  const repeats = script.steady ? Math.ceil(STEADY_ENTRIES / script.entries) : 1;
  // Extras stay attached when a steady trace comes by again.
  const again = repeats > 1 ? once.filter((word) => (word & 3) === 0) : [];
  const words = new Uint32Array(once.length + again.length * (repeats - 1));
  words.set(once);
  for (let i = 1; i < repeats; i++) words.set(again, once.length + again.length * (i - 1));
  const entries = script.entries * repeats;
  const partOf = new Uint32Array(entries + 1);
  let entry = 0;
  for (const [i, word] of words.entries()) if ((word & 3) === 0) partOf[++entry] = i + 1;
  partOf[entries] = words.length;
  return { words, partOf, entries, steady: script.steady };
}

/** One arm's place in the tape. */
class Player {
  readonly #replay: OpenReplay;
  readonly #tape: Tape;
  #entry = 0;
  #passes = 0;

  constructor(replay: OpenReplay, tape: Tape) {
    this.#replay = replay;
    this.#tape = tape;
  }

  /** Makes sure that so many entries follow; goes back if need be. Each pass begins a little elsewhere. */
  prepare(count: number): void {
    const { entries, steady } = this.#tape;
    if (this.#entry + count <= entries) return;
    this.#passes += 1;
    this.#entry = 0;
    if (steady) return;
    this.#replay.rewind();
    this.play(Math.min(entries - count, Math.floor(((this.#passes * GOLDEN) % 1) * count)));
  }

  play(count: number): void {
    const { partOf } = this.#tape;
    const from = this.#entry;
    this.#entry = from + count;
    this.#replay.play(partOf[from]!, partOf[from + count]!);
  }

  /** The last so many entries once more. */
  again(count: number): void {
    const { partOf } = this.#tape;
    this.#replay.enterAgain(partOf[this.#entry - count]!, partOf[this.#entry]!);
  }

  /** The whole trace from its beginning, untimed: entries that were answered with the extra of another code object. */
  wrongInOnePass(): Pick<ArmSamples, 'workPerBlock' | 'values'> {
    const { words, entries } = this.#tape;
    this.#replay.rewind();
    return { workPerBlock: entries, values: [this.#replay.countWrong(0, words.length)] };
  }

  found(): number {
    return this.#replay.counted();
  }
}

/** Multiples of it modulo 1 fall everywhere, and evenly (the golden ratio's low-discrepancy sequence). */
const GOLDEN = 0.618_033_988_749_895;
