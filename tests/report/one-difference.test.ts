/** What is said of one comparison is the same wherever it is said: in the verdicts, in the tables and in the rows. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRecords } from '../../harness/experiments/reading.ts';
import { judgedAnew } from '../../harness/judge/judge.ts';
import type { Row, Run } from '../../harness/records/schema.ts';
import { settingOf } from '../../harness/records/schema.ts';
import { readRun } from '../../harness/records/store.ts';
import { cellWith } from '../../harness/report/comparison.ts';
import { ROOT } from '../cli/running.ts';

const folder = join(ROOT, 'results', 'reference');
const reference = judgedAnew(readRun(folder), readRecords(folder, readRun(folder)));

/** Is the strategy said to differ from the reference, and to which side? */
type Said = 'more' | 'less' | 'no difference is shown' | 'invalid';

const SAID_BY_VERDICT = {
  slower: 'more',
  more: 'more',
  faster: 'less',
  less: 'less',
  equivalent: 'no difference is shown',
  'not decided': 'no difference is shown',
  invalid: 'invalid',
} as const;

/** Statements about each comparison, by where they are made. */
function statementsIn(run: Run): Map<string, { readonly where: string; readonly said: Said }[]> {
  const found = new Map<string, { where: string; said: Said }[]>();
  const add = (row: Row, where: string, said: Said) => {
    const kind = row.unit === 'bytes' ? row.metric : 'time';
    const { experiment, workload, strategy, reference: to } = row;
    const key = JSON.stringify([experiment, workload, settingOf(row), strategy, to, kind]);
    found.set(key, [...(found.get(key) ?? []), { where: `${where}, ${row.metric}`, said }]);
  };
  for (const row of run.rows) {
    if (row.verdict !== undefined) add(row, 'verdict', SAID_BY_VERDICT[row.verdict.is]);
    const { told } = cellWith(row);
    if (told === 'more' || told === 'less' || told === 'invalid') add(row, 'table', told);
    else if (told !== null) add(row, 'table', 'no difference is shown');
  }
  return found;
}

function contradictionsIn(run: Run): string[] {
  return [...statementsIn(run)]
    .filter(([, statements]) => new Set(statements.map(({ said }) => said)).size > 1)
    .map(([key]) => key);
}

test('no two statements about one comparison of the reference run disagree', () => {
  expect(contradictionsIn(reference)).toEqual([]);
  const several = [...statementsIn(reference).values()].filter((statements) => statements.length > 1);
  expect(several.length).toBeGreaterThan(1000);
});

test('a statement that disagrees is found', () => {
  const index = reference.rows.findIndex(({ verdict }) => verdict?.is === 'slower');
  const rows = reference.rows.map((row, i): Row => (i === index ? { ...row, difference: 'same' } : row));
  expect(contradictionsIn({ ...reference, rows })).toHaveLength(1);
});
