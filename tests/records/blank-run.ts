/** A valid run that has measured nothing: for tests to fill in. */

import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type { Run } from '../../harness/records/schema.ts';
import { STRATEGIES } from '../../strategies/index.ts';

export function blankRun(): Run {
  return {
    schemaVersion: 1,
    id: 'blank',
    startedAt: '2026-11-22T00:00:00.000Z',
    finishedAt: null,
    complete: false,
    seed: 1,
    environment: {
      node: '20.20.2',
      v8: '11.3',
      platform: 'linux',
      arch: 'x64',
      kernel: '6.1',
      cpu: 'a processor',
      cores: 2,
      memoryBytes: 2 ** 34,
      ci: false,
      sourceVersion: null,
      sourceChanged: null,
    },
    plan: makePlan({
      scale: 'quick',
      budgetSeconds: 16,
      precision: null,
      seed: 1,
      arms: planArms(STRATEGIES),
      programs: [{ name: 'fib', file: 'fib.py', stresses: 'calls', doesNotTell: 'anything else' }],
    }),
    rows: [],
    controls: [],
    doubts: [],
    claims: [],
  };
}
