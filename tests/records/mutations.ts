/**
 * Seeded faults in the two files of a run: what a full disk, a careless editor, a wrong copy or a forger leaves behind. Each is one
 * small change, drawn evenly over its kinds.
 */

import { type Random, SEED_LIMIT, seededRandom } from '../../harness/random.ts';

/** The text of run.json and samples.jsonl. */
export interface Files {
  readonly run: string;
  readonly samples: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Place = { readonly holder: Record<string, Json>; readonly key: string };

/** `other` is another run of the same kind, whose lines and fields are taken. */
interface Scene extends Files {
  readonly other: Files;
  readonly random: Random;
}

export const MUTATIONS: Readonly<Record<string, (scene: Scene) => Files>> = {
  'line deleted': onLines((lines, { random }) => lines.toSpliced(random.below(lines.length), 1)),
  'line repeated': onLines((lines, { random }) =>
    lines.toSpliced(random.below(lines.length), 0, oneOf(lines, random)),
  ),
  'all lines repeated': onLines((lines) => [...lines, ...lines]),
  'lines swapped': onLines((lines, { random }) => {
    const [i, j] = [random.below(lines.length), random.below(lines.length)];
    return lines.with(i, lines[j]!).with(j, lines[i]!);
  }),
  'line of another run': onLines((lines, { random, other }) => {
    const foreign = oneOf(linesOf(other.samples), random);
    return random.below(2) === 0 ? [...lines, foreign] : lines.with(random.below(lines.length), foreign);
  }),
  'samples of another run': ({ run, other }) => ({ run, samples: other.samples }),
  'line cut within': onLines((lines, { random }) => {
    const i = random.below(lines.length);
    return lines.with(i, lines[i]!.slice(0, random.below(lines[i]!.length)));
  }),
  'samples cut off': ({ run, samples, random }) => ({ run, samples: cut(samples, random) }),
  'run cut off': ({ run, samples, random }) => ({ run: cut(run, random), samples }),
  'bytes overwritten': ({ run, samples, random }) => {
    const inRun = random.below(2) === 0;
    const bytes = Buffer.from(inRun ? run : samples);
    const from = random.below(bytes.length);
    for (let i = from; i < Math.min(bytes.length, from + 1 + random.below(4)); i++)
      bytes[i] = random.below(256);
    const text = bytes.toString('utf8');
    return inRun ? { run: text, samples } : { run, samples: text };
  },
  'number changed': onPlace(
    (value) => typeof value === 'number',
    ({ holder, key }, { random }) => {
      const value = holder[key] as number;
      const others = [
        -value,
        -1,
        0,
        0.5,
        1e308,
        -1e308,
        1e20,
        2 ** 53,
        value + 1,
        value * 1.01,
        null,
        `${value}`,
      ];
      holder[key] = oneOf(others, random);
    },
  ),
  'field dropped': onPlace(
    () => true,
    ({ holder, key }) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
  ),
  'item repeated': onPlace(Array.isArray, ({ holder, key }, { random }) => {
    const items = holder[key] as Json[];
    if (items.length > 0) items.push(oneOf(items, random));
  }),
  'text exchanged': onPlace(
    (value) => typeof value === 'string',
    (place, { random }, all) => {
      place.holder[place.key] = valueAt(oneOf(all, random));
    },
  ),
  'values exchanged': onPlace(
    () => true,
    (place, { random }, all) => {
      const alike = all.filter(({ key }) => key === place.key);
      const other = oneOf(alike, random);
      [place.holder[place.key], other.holder[other.key]] = [valueAt(other), valueAt(place)];
    },
  ),
  'ends swapped': onPlace(
    (_, { holder }) => 'low' in holder && 'high' in holder,
    ({ holder }) => {
      [holder.low, holder.high] = [holder.high!, holder.low!];
    },
  ),
  'index changed': onPlace(
    (value, { key }) =>
      Number.isInteger(value) && ['number', 'replicate', 'attempt', 'process'].includes(key),
    ({ holder, key }, { random }) => {
      holder[key] = random.below(40);
    },
  ),
};

/** Mutation number `seed` of a run. */
export function mutated(files: Files, other: Files, seed: number): Files & { readonly kind: string } {
  // Generators whose seeds are neighbours begin alike.
  const random = seededRandom((seed * 2_654_435_761) % SEED_LIMIT);
  const kind = oneOf(Object.keys(MUTATIONS), random);
  return { kind, ...MUTATIONS[kind]!({ ...files, other, random }) };
}

export function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function onLines(change: (lines: string[], scene: Scene) => string[]): (scene: Scene) => Files {
  return (scene) => ({ run: scene.run, samples: textOf(change(linesOf(scene.samples), scene)) });
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Changes one place in run.json or in one line of the samples, among those that are wanted. */
function onPlace(
  isWanted: (value: Json, place: Place) => boolean,
  change: (place: Place, scene: Scene, all: readonly Place[]) => void,
): (scene: Scene) => Files {
  const again = (scene: Scene): Files => {
    const { random, run, samples } = scene;
    const lines = linesOf(samples);
    const i = random.below(2 * lines.length);
    const line = lines[i];
    const record = JSON.parse(line ?? run) as Json;
    const wanted = placesIn(record).filter((place) => isWanted(valueAt(place), place));
    // There are none of a kind in a line: intervals, say.
    if (wanted.length === 0 && line !== undefined) return again(scene);
    if (wanted.length > 0) change(oneOf(wanted, random), scene, wanted);
    const text = JSON.stringify(record);
    return line === undefined ? { run: text, samples } : { run, samples: textOf(lines.with(i, text)) };
  };
  return again;
}

function placesIn(value: Json): Place[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Record<string, Json>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key]!)]);
}

function valueAt({ holder, key }: Place): Json {
  return holder[key]!;
}

function cut(text: string, random: Random): string {
  const bytes = Buffer.from(text);
  return bytes.subarray(0, random.below(bytes.length)).toString('utf8');
}

function oneOf<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)]!;
}
