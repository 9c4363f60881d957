/**
 * The format of a call trace, described for readers in docs/traces.md: one gzipped file that holds a line of JSON, the
 * header, and then the events as 32-bit little-endian words, each a code object's number times four plus a kind.
 *
 * Numbers are given in the order of the first entry; code objects that are never entered come after those that are.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { usageFailure } from '../failure.ts';

export const TRACE_FORMAT = 'coextra-trace';
export const TRACE_VERSION = 1;

/** What happens to a code object, the two low bits of a word. */
export const ENTRY = 0;
export const BIRTH = 1;
export const DEATH = 2;

/** Code objects in a trace, at most: a word has 30 bits for the number, and each is an object in every arm. */
const MOST_CODES = 1_000_000;

/** Bytes of a trace, unpacked, at most: 16 million events. A gzipped file can expand a thousandfold. */
export const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Calls in a trace to replay, at least, if code objects are created or freed in it. A replay is timed in stretches, at most a
 * quarter of the trace each; a shorter stretch takes less than a clock can tell.
 */
export const FEWEST_ENTRIES = 1000;

/** Why calls of the process are missing in a trace, and how `trace show` says it. */
export const INCOMPLETE = {
  'profile-function':
    'the program used another profiler, such as cProfile; calls made in that thread from then on are missing',
  threads: 'threads that did not begin while recording was on are missing',
  collector:
    'CPython collected garbage while the recorder was at work; finalizers that it called then (__del__, weakref.finalize) are missing',
  monitoring: "the program turned off the recorder's events; calls made after that are missing",
} as const;

const Header = Type.Object({
  format: Type.Literal(TRACE_FORMAT),
  version: Type.Literal(TRACE_VERSION),
  recordedWith: Type.String({
    description: 'Implementation and its version, and how entries were observed.',
  }),
  entries: Type.Integer({ minimum: 1, description: 'Frame entries, generator resumes included.' }),
  truncated: Type.Boolean({ description: 'True if recording stopped at its limit and the program went on.' }),
  atStart: Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 1 })]), {
    description: 'Numbers alive when recording began, as [first, count] pairs.',
  }),
  sizes: Type.Array(Type.Integer({ minimum: 0, maximum: 2 ** 28 }), {
    minItems: 1,
    maxItems: MOST_CODES,
    description: 'Bytes of each code object, by number.',
  }),
  names: Type.Array(Type.String(), {
    description: 'Qualified names of the first numbers, those that were entered; empty if not allowed.',
  }),
  incomplete: Type.Optional(
    Type.Array(Type.String(), {
      description: `Why calls of the process are missing: ${Object.keys(INCOMPLETE).join(', ')}.`,
    }),
  ),
  children: Type.Optional(
    Type.Integer({
      minimum: 0,
      description:
        'Child processes of the program: forked, or started with the same Python. None of their calls is here.',
    }),
  ),
  endedBy: Type.Optional(
    Type.String({
      description: 'What ended the process at once, e.g. os._exit; absent if it ended as usual.',
    }),
  ),
  addressesReused: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'New code objects that got the address of a freed one; absent if not known.',
    }),
  ),
  reuses: Type.Optional(
    Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]), {
      maxItems: MOST_CODES,
      description: 'Which they are: each number with that of the freed code object whose address it got.',
    }),
  ),
  nsPerCall: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      description: 'What a call took, with all that it does, where and when the program ran unrecorded, ns.',
    }),
  ),
});

export interface Trace extends Omit<Static<typeof Header>, 'format' | 'version'> {
  /** The events: number << 2 | kind. */
  readonly words: Uint32Array;
}

const checkHeader = new Ajv({ strict: false }).compile(Header);

export function packTrace({ words, ...header }: Trace): Buffer {
  const line = JSON.stringify({ format: TRACE_FORMAT, version: TRACE_VERSION, ...header });
  const body = Buffer.alloc(4 * words.length);
  for (const [i, word] of words.entries()) body.writeUInt32LE(word, 4 * i);
  return gzipSync(Buffer.concat([Buffer.from(`${line}\n`), body]), { level: 9 });
}

/** A trace to replay. Throws Failure (exit code 5) as unpackAnyTrace does, and for one that is too short. */
export function unpackTrace(bytes: Uint8Array, where: string): Trace {
  const trace = unpackAnyTrace(bytes, where);
  if (trace.entries < FEWEST_ENTRIES && trace.words.some((word) => (word & 3) !== ENTRY)) {
    throw usageFailure(
      `${where} is too short to replay: ${trace.entries === 1 ? '1 call' : `${trace.entries} calls`}. A trace in which ` +
        `code objects are created or freed needs ${FEWEST_ENTRIES} calls at least. Record more of the program.`,
    );
  }
  return trace;
}

/** Throws Failure (exit code 5) for what is no trace of this version, or one that contradicts itself. */
export function unpackAnyTrace(bytes: Uint8Array, where: string): Trace {
  const wrong = (what: string) =>
    usageFailure(
      `${where} is no call trace of coextra: ${what}. Record one with workloads/coextra_trace.py, or with ` +
        '"npm run trace -- record FILE.py"; docs/traces.md describes the format.',
    );
  let data: Buffer;
  try {
    data = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw wrong(
        `it has more than ${MOST_BYTES / 1024 / 1024} MiB unpacked, which is the most that is read`,
      );
    }
    throw wrong('it is not gzipped, or cut off');
  }
  const end = data.indexOf(0x0a);
  let header: unknown;
  try {
    header = JSON.parse(data.toString('utf8', 0, Math.max(0, end)));
  } catch {
    throw wrong('its first line is no JSON');
  }
  const { version, unfinished } = (header ?? {}) as { version?: unknown; unfinished?: unknown };
  if (unfinished === true)
    throw wrong('the recorded process was killed before it wrote its calls, or is still running');
  if (version !== undefined && version !== TRACE_VERSION) {
    throw wrong(`it has version ${JSON.stringify(version)}, and this program reads version ${TRACE_VERSION}`);
  }
  if (!checkHeader(header)) {
    const [error] = checkHeader.errors!;
    throw wrong(`its header's "${error!.instancePath.slice(1) || 'whole'}" ${error!.message}`);
  }
  const body = data.subarray(end + 1);
  if (body.length % 4 !== 0) throw wrong('its last event is cut off');
  const words = new Uint32Array(body.length / 4);
  for (let i = 0; i < words.length; i++) words[i] = body.readUInt32LE(4 * i);
  const { format: _, version: __, ...rest } = header as Static<typeof Header>;
  const trace = { ...rest, words };
  const contradiction = contradictionIn(trace);
  if (contradiction !== null) throw wrong(contradiction);
  return trace;
}

/** Which code objects are alive when recording begins, by number. */
export function livingAtStart({ atStart, sizes }: Trace): Uint8Array {
  const alive = new Uint8Array(sizes.length);
  for (const [first, count] of atStart) alive.fill(1, first, first + count);
  return alive;
}

/** Every event must be possible: nothing is entered or dies that does not live, and nothing is born twice. */
function contradictionIn(trace: Trace): string | null {
  const { sizes, names, atStart, words, entries } = trace;
  if (names.length > sizes.length) return `it names ${names.length} of ${sizes.length} code objects`;
  if (atStart.some(([first, count]) => first + count > sizes.length))
    return '"atStart" reaches beyond the sizes';
  const alive = livingAtStart(trace);
  const dead = new Uint8Array(sizes.length);
  let entered = 0;
  for (const [i, word] of words.entries()) {
    const number = word >>> 2;
    const kind = word & 3;
    if (number >= sizes.length) return `event ${i} is about code object ${number} of ${sizes.length}`;
    if (kind === BIRTH) {
      if (alive[number] === 1) return `event ${i} is the birth of code object ${number}, which lives`;
      if (dead[number] === 1) return `event ${i} is the birth of code object ${number}, which has died`;
      alive[number] = 1;
    } else if (kind > DEATH) {
      return `event ${i} is of the unknown kind ${kind}`;
    } else {
      if (alive[number] === 0) return `event ${i} is about code object ${number}, which does not live`;
      if (kind === ENTRY) {
        entered += 1;
      } else {
        alive[number] = 0;
        dead[number] = 1;
      }
    }
  }
  if (entered !== entries) return `its header tells of ${entries} entries, and it holds ${entered}`;
  return contradictionInReuses(trace);
}

/** An address is free when its code object was freed, and until another one gets it. */
function contradictionInReuses({
  words,
  sizes,
  reuses = [],
  addressesReused = reuses.length,
}: Trace): string | null {
  if (addressesReused !== reuses.length)
    return `its header tells of ${addressesReused} addresses used again, and it lists ${reuses.length}`;
  const earlier = new Int32Array(sizes.length).fill(-1);
  const taken = new Uint8Array(sizes.length);
  for (const [number, before] of reuses) {
    if (Math.max(number, before) >= sizes.length) return `"reuses" has a code object beyond ${sizes.length}`;
    if (earlier[number] !== -1 || taken[before] === 1)
      return `"reuses" has the address of code object ${before} or ${number} twice`;
    earlier[number] = before;
    taken[before] = 1;
  }
  const freed = new Uint8Array(sizes.length);
  let seen = 0;
  for (const word of words) {
    const number = word >>> 2;
    if ((word & 3) === DEATH) freed[number] = 1;
    if ((word & 3) !== BIRTH || earlier[number] === -1) continue;
    if (freed[earlier[number]!] === 0)
      return `code object ${number} has the address of ${earlier[number]}, which was not freed before`;
    seen += 1;
  }
  return seen === reuses.length ? null : '"reuses" has a code object that is not created in the trace';
}
