import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../harness/failure.ts';
import {
  FEWEST_ENTRIES,
  MOST_BYTES,
  packTrace,
  unpackAnyTrace,
  unpackTrace,
} from '../../harness/traces/format.ts';
import { madeTrace, traces, wordsOf } from './made-traces.ts';

const HEADER = {
  format: 'coextra-trace',
  version: 1,
  recordedWith: 'by hand',
  entries: 2,
  truncated: false,
  atStart: [[0, 2]],
  sizes: [100, 200, 300],
  names: ['f'],
};

/** A file as somebody else might write it. */
function file(header: object, events = '0 1'): Buffer {
  const body = Buffer.alloc(4 * wordsOf(events).length);
  for (const [i, word] of wordsOf(events).entries()) body.writeUInt32LE(word, 4 * i);
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify({ ...HEADER, ...header })}\n`), body]));
}

function refusalOf(bytes: Uint8Array): string {
  try {
    unpackAnyTrace(bytes, 'mine.gz');
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).exitCode).toBe(EXIT.usage);
    return (error as Failure).message;
  }
  throw new Error('the trace was accepted');
}

describe('a trace', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        expect(unpackAnyTrace(packTrace(trace), 'made')).toEqual(trace);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is a gzipped line of JSON and the events as little-endian words', () => {
    const data = gunzipSync(packTrace(madeTrace(3, 2, '0 +2 2 -2')));
    const end = data.indexOf('\n');
    expect(JSON.parse(data.toString('utf8', 0, end))).toMatchObject({ format: 'coextra-trace', version: 1 });
    expect([...data.subarray(end + 1)]).toEqual([0, 9, 8, 10].flatMap((word) => [word, 0, 0, 0]));
  });

  it('gives the same bytes again', () => {
    const trace = madeTrace(2, 2, '0 1 1');
    expect(packTrace(trace)).toEqual(packTrace(trace));
  });

  it('may lack a real call, and may name code objects or not', () => {
    expect(unpackAnyTrace(file({}), 'x')).toMatchObject({ names: ['f'], entries: 2 });
    expect(unpackAnyTrace(file({ names: [], nsPerCall: 120.5 }), 'x').nsPerCall).toBe(120.5);
  });
});

describe('a trace to replay', () => {
  const length = (entries: number, more: string) =>
    packTrace(madeTrace(2, 1, `${new Array(entries).fill(0).join(' ')} ${more}`));

  it('is long enough if code objects are created or freed in it, and of any length if not', () => {
    for (const change of ['+1', '-0']) {
      expect(() => unpackTrace(length(FEWEST_ENTRIES - 1, change), 'mine.gz')).toThrow(
        expect.objectContaining({ exitCode: EXIT.usage }),
      );
      expect(() => unpackTrace(length(FEWEST_ENTRIES - 1, change), 'mine.gz')).toThrow(
        String(FEWEST_ENTRIES),
      );
      expect(unpackTrace(length(FEWEST_ENTRIES, change), 'mine.gz').entries).toBe(FEWEST_ENTRIES);
    }
    expect(unpackTrace(length(1, '0'), 'mine.gz').entries).toBe(2);
  });

  it('may say what is missing, and which addresses were used again', () => {
    const said = { incomplete: ['threads'], children: 2, endedBy: 'os._exit', addressesReused: 1 };
    const trace = madeTrace(2, 1, '0 -0 +1 1', { ...said, reuses: [[1, 0]] });
    expect(unpackAnyTrace(packTrace(trace), 'mine.gz')).toEqual(trace);
  });
});

describe('what is no trace', () => {
  it.each<[string, Buffer, (string | number)[]]>([
    ['is not gzipped', Buffer.from('{"format":"coextra-trace"}\n'), []],
    ['is empty', Buffer.alloc(0), []],
    ['is cut off', file({}).subarray(0, -10), []],
    ['begins with no JSON', gzipSync('a trace\n'), []],
    ['has no line', gzipSync(JSON.stringify(HEADER)), []],
    ['is unfinished', file({ unfinished: true }), []],
    [
      'unpacks to more than may be',
      gzipSync(Buffer.alloc(MOST_BYTES + 1), { level: 1 }),
      [MOST_BYTES / 2 ** 20],
    ],
    ['counts other addresses than it lists', file({ addressesReused: 1 }), [1, 0]],
    ['has an address beyond the last', file({ reuses: [[3, 0]] }), ['"reuses"', 3]],
    [
      'has an address twice',
      file({
        reuses: [
          [2, 0],
          [1, 0],
        ],
      }),
      ['"reuses"', 0, 1],
    ],
    ['has the address of what lives', file({ reuses: [[2, 0]] }, '0 1 +2'), [2, 0]],
    ['has an address of what is not new', file({ reuses: [[1, 0]] }, '0 1 -0'), ['"reuses"']],
    ['is another version', file({ version: 2 }), [2, 1]],
    ['is another format', file({ format: 'pcap' }), ['"format"']],
    ['has a header of nothing', gzipSync('null\n'), ['"whole"']],
    ['lacks a field', file({ sizes: undefined }), ["'sizes'"]],
    ['has a field of another kind', file({ truncated: 1 }), ['"truncated"']],
    ['has a wrong number deep inside', file({ atStart: [[0, 0]] }), ['"atStart/0/1"', 0, 1, 1]],
    ['has no entry', file({ entries: 0 }), ['"entries"', 1]],
    ['ends within an event', gzipSync(`${JSON.stringify(HEADER)}\nabc`), []],
    ['names more code objects than it has', file({ names: ['a', 'b', 'c', 'd'] }), [4, 3]],
    ['begins with more code objects than it has', file({ atStart: [[1, 3]] }, '1 1'), ['"atStart"']],
    ['enters a code object beyond the last', file({}, '0 3'), [1, 3, 3]],
    ['enters a code object before it is created', file({}, '0 2'), [1, 2]],
    ['enters a freed code object', file({}, '0 -0 0'), [2, 0]],
    ['frees a freed code object', file({ entries: 1 }, '0 -1 -1'), [2, 1]],
    ['creates a code object that exists', file({ entries: 1 }, '0 +1'), [1, 1]],
    ['creates a freed code object again', file({ entries: 1 }, '0 -1 +1'), [2, 1]],
    ['has an event of another kind', file({ entries: 1 }, '0 !0'), [1, 3]],
    ['has another number of entries than it says', file({}, '0 1 1'), [2, 3]],
  ])('because it %s is refused, with its name and what is wrong', (_, bytes, wrong) => {
    const refusal = refusalOf(bytes);
    const names = wrong.filter((each) => typeof each === 'string');
    for (const named of ['mine.gz', 'docs/traces.md', ...names]) expect(refusal).toContain(named);
    expect((refusal.match(/\d+/g) ?? []).map(Number)).toEqual(wrong.filter(Number.isInteger));
  });
});
