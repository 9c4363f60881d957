import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../harness/failures/failure.ts';
import { packTrace, unpackTrace } from '../../harness/traces/format.ts';
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
    unpackTrace(bytes, 'mine.gz');
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
        expect(unpackTrace(packTrace(trace), 'made')).toEqual(trace);
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
    expect(unpackTrace(file({}), 'x')).toMatchObject({ names: ['f'], entries: 2 });
    expect(unpackTrace(file({ names: [], nsPerCall: 120.5 }), 'x').nsPerCall).toBe(120.5);
  });
});

describe('what is no trace', () => {
  it.each([
    ['is not gzipped', Buffer.from('{"format":"coextra-trace"}\n'), 'it is not gzipped, or cut off'],
    ['is empty', Buffer.alloc(0), 'it is not gzipped, or cut off'],
    ['is cut off', file({}).subarray(0, -10), 'it is not gzipped, or cut off'],
    ['begins with no JSON', gzipSync('a trace\n'), 'its first line is no JSON'],
    ['has no line', gzipSync(JSON.stringify(HEADER)), 'its first line is no JSON'],
    ['is another version', file({ version: 2 }), 'it has version 2, and this program reads version 1'],
    ['is another format', file({ format: 'pcap' }), `its header's "format" must be equal to constant`],
    ['has a header of nothing', gzipSync('null\n'), `its header's "whole" must be object`],
    ['lacks a field', file({ sizes: undefined }), `must have required property 'sizes'`],
    ['has a field of another kind', file({ truncated: 1 }), `its header's "truncated" must be boolean`],
    [
      'has a wrong number deep inside',
      file({ atStart: [[0, 0]] }),
      `its header's "atStart/0/1" must be >= 1`,
    ],
    ['has no entry', file({ entries: 0 }), `its header's "entries" must be >= 1`],
    ['ends within an event', gzipSync(`${JSON.stringify(HEADER)}\nabc`), 'its last event is cut off'],
    ['names too many', file({ names: ['a', 'b', 'c', 'd'] }), 'it names 4 of 3 code objects'],
    ['begins with too many', file({ atStart: [[1, 3]] }), '"atStart" reaches beyond the sizes'],
    ['enters what is not there', file({}, '0 3'), 'event 1 is about code object 3 of 3'],
    ['enters the unborn', file({}, '0 2'), 'event 1 is about code object 2, which does not live'],
    ['enters the dead', file({}, '0 -0 0'), 'event 2 is about code object 0, which does not live'],
    ['kills the dead', file({}, '0 -1 -1'), 'event 2 is about code object 1, which does not live'],
    ['bears what lives', file({}, '0 +1'), 'event 1 is the birth of code object 1, which lives'],
    ['bears the dead', file({}, '0 -1 +1'), 'event 2 is the birth of code object 1, which has died'],
    ['has an event of another kind', file({}, '0 !0'), 'event 1 is of the unknown kind 3'],
    ['counts wrongly', file({}, '0 1 1'), 'its header tells of 2 entries, and it holds 3'],
  ])('because it %s is refused in a sentence', (_, bytes, says) => {
    const refusal = refusalOf(bytes);
    expect(refusal).toContain(`mine.gz is no call trace of coextra: `);
    expect(refusal).toContain(says);
    expect(refusal).toContain('docs/traces.md');
  });
});
