import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measure } from '../../harness/experiments/replay/measure.ts';
import { seededRandom } from '../../harness/random.ts';
import type { ArmSamples } from '../../harness/records/schema.ts';
import type { Trace } from '../../harness/traces/format.ts';
import { parseRule, scriptOf } from '../../harness/traces/script.ts';
import { madeTrace } from '../traces/made-traces.ts';
import { madeTask, samplesOf } from './made-task.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** 65 code objects, of which the first and the last share a place in the lossy table; one more is born and dies. */
const TURNS = 100;
const ONE_TURN = '0 64 0 1 0 64';
const TEXT = `${new Array(TURNS).fill(ONE_TURN).join(' ')} +65 65 -65`;
const ENTRIES = 6 * TURNS + 1;
/** The last attaches in the first turn and keeps the place: whenever the first is entered after that, the answer is the last's. */
const WRONG = 2 + 3 * (TURNS - 1);

async function measured(
  strategies: readonly string[],
  text = TEXT,
  rule = 'call-1',
  rest: Partial<Trace> = {},
): Promise<ArmSamples[]> {
  const file = join(folder, 'script.json');
  writeFileSync(file, JSON.stringify(scriptOf(madeTrace(66, 65, text, rest), parseRule(rule), 1)));
  const { task, arms } = madeTask({ experiment: 'replay', workload: 'small', rule }, strategies, {
    replay: { file },
  });
  return (await measure(task, arms, seededRandom(1))).samples;
}

describe('a replay', () => {
  it('times every arm, and counts the wrong answers of whoever may give some', async () => {
    const strategies = ['none', 'inline', 'count-in-code', 'lossy-table'];
    const samples = await measured(strategies);
    for (const arm of strategies) {
      const { values, rule } = samplesOf(samples, 'ns-per-block', { arm });
      expect(rule).toBe('call-1');
      expect(values).toHaveLength(2);
      for (const value of values) expect(value).toBeGreaterThan(0);
    }
    const wrong = samples.filter(({ unit }) => unit === 'wrong-answers');
    expect(wrong).toEqual([
      {
        arm: 'lossy-table',
        rule: 'call-1',
        unit: 'wrong-answers',
        workPerBlock: ENTRIES,
        values: [WRONG],
      },
    ]);
  });

  it('has the same proof of work from all that answer right, and none from whoever may be wrong', async () => {
    const samples = await measured(['none', 'inline', 'count-in-code', 'lossy-table']);
    const proof = (arm: string) => samplesOf(samples, 'ns-per-block', { arm }).checksum;
    expect(Number(proof('inline'))).toBeGreaterThan(ENTRIES);
    expect(proof('count-in-code')).toBe(proof('inline'));
    expect([proof('none'), proof('lossy-table')]).toEqual([undefined, undefined]);
  });

  it('counts the wrong answers of all the rounds of a trace that goes round', async () => {
    const samples = await measured(['none', 'lossy-table'], ONE_TURN);
    const { values, workPerBlock } = samplesOf(samples, 'wrong-answers');
    const turns = workPerBlock / 6;
    expect(turns).toBeGreaterThan(1000);
    expect(values).toEqual([2 + 3 * (turns - 1)]);
  });

  it('gives no wrong answers where few have an extra', async () => {
    const samples = await measured(['none', 'lossy-table'], TEXT, 'call-1000');
    expect(samplesOf(samples, 'wrong-answers').values).toEqual([0]);
  });

  it('shows which tables answer for freed code objects where addresses are used again', async () => {
    const lives = Array.from({ length: 60 }, (_, i) => `+${i + 1} ${i + 1} -${i + 1}`).join(' ');
    const reuses = Array.from({ length: 59 }, (_, i): [number, number] => [i + 2, i + 1]);
    const strategies = ['none', 'inline', 'weakmap', 'map-by-id', 'map-by-address', 'map-by-id-watched'];
    const samples = await measured(strategies, `0 ${lives}`, 'call-1', {
      atStart: [[0, 1]],
      addressesReused: reuses.length,
      reuses,
    });
    const wrong = samples.filter(({ unit }) => unit === 'wrong-answers');
    expect(wrong.map(({ arm, workPerBlock, values }) => [arm, workPerBlock, ...values])).toEqual([
      ['inline', 61, 0],
      ['weakmap', 61, 0],
      ['map-by-id', 61, 59],
      ['map-by-address', 61, 59],
      ['map-by-id-watched', 61, 0],
    ]);
  });
});
