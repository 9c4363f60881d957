import { describe, expect, it } from 'vitest';
import { ALL_DIED, nothing, rowLike, rowsLike, UNCROWDED } from '../../harness/records/finding.ts';
import type { Row } from '../../harness/records/schema.ts';

const row = (change: Partial<Row>): Row => ({
  experiment: 'cleanup',
  strategy: 'weakmap',
  workload: 'population',
  metric: 'left-fraction',
  unit: 'fraction',
  estimate: 0,
  low: 0,
  high: 0,
  level: 0.95,
  processes: 6,
  ...change,
});

describe('rows', () => {
  const all = row({});
  const half = row({ death: 'half' });
  const ordinary = row({ collections: 'ordinary' });
  const run = { rows: [half, ordinary, all] };

  it('are found by what they say; what is not asked for may be anything', () => {
    expect(rowsLike(run, { strategy: 'weakmap' })).toEqual([half, ordinary, all]);
    expect(rowsLike(run, { death: 'half' })).toEqual([half]);
    expect(rowLike(run, { strategy: 'inline' })).toBeUndefined();
  });

  it('must lack what is asked for as undefined', () => {
    expect(rowsLike(run, { death: undefined })).toEqual([ordinary, all]);
    expect(rowsLike(run, ALL_DIED)).toEqual([all]);
    const alone = row({ experiment: 'look-up' });
    const crowd = { rows: [row({ experiment: 'look-up', perTurn: 100 }), row({ others: 8 }), alone] };
    expect(rowsLike(crowd, UNCROWDED)).toEqual([alone]);
  });
});

it('no difference is 1 for a ratio, whatever it is of, and 0 for all else', () => {
  expect(nothing(row({ unit: 'ratio', metric: 'ratio' }))).toBe(1);
  expect(nothing(row({ unit: 'fraction' }))).toBe(0);
});
