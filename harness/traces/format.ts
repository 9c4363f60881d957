/**
 * The format of a call trace, described for readers in docs/traces.md: one gzipped file that holds a line of JSON, the
 * header, and then the events as 32-bit little-endian words, each a code object's number times four plus a kind.
 *
 * Numbers are given in the order of the first entry; code objects that are never entered come after those that are.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { usageFailure } from '../failures/failure.ts';

export const TRACE_FORMAT = 'coextra-trace';
export const TRACE_VERSION = 1;

/** What happens to a code object, the two low bits of a word. */
export const ENTRY = 0;
export const BIRTH = 1;
export const DEATH = 2;

/** Code objects in a trace, at most: a word has 30 bits for the number, and each is an object in every arm. */
const MOST_CODES = 1_000_000;

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
  sizes: Type.Array(Type.Integer({ minimum: 0 }), {
    minItems: 1,
    maxItems: MOST_CODES,
    description: 'Bytes of each code object, by number.',
  }),
  names: Type.Array(Type.String(), {
    description: 'Qualified names of the first numbers, those that were entered; empty if not allowed.',
  }),
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

/** Throws Failure (exit code 5) for what is no trace of this version, or one that contradicts itself. */
export function unpackTrace(bytes: Uint8Array, where: string): Trace {
  const wrong = (what: string) =>
    usageFailure(
      `${where} is no call trace of coextra: ${what}. Record one with workloads/coextra_trace.py, or with ` +
        '"npm run trace -- record FILE.py"; docs/traces.md describes the format.',
    );
  let data: Buffer;
  try {
    data = gunzipSync(bytes);
  } catch {
    throw wrong('it is not gzipped, or cut off');
  }
  const end = data.indexOf(0x0a);
  let header: unknown;
  try {
    header = JSON.parse(data.toString('utf8', 0, Math.max(0, end)));
  } catch {
    throw wrong('its first line is no JSON');
  }
  const { version } = (header ?? {}) as { version?: unknown };
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
  return entered === entries ? null : `its header tells of ${entries} entries, and it holds ${entered}`;
}
