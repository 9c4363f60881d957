/** Made rows of special builds, tools and strategies that the thread does not name, to put beside those of a made run. */

import type { PlannedArm, Row, Run } from '../../harness/records/schema.ts';
import { decided } from './decided.ts';

export const GRAINS = [
  'no-hook',
  'global-hook',
  'hook-on-code',
  'own-hooks',
  'idle-hooks',
  'decorator',
] as const;

/** Later, a candidate, and a candidate that may be wrong. */
export const BEYOND = ['indexed', 'side-table', 'lossy-table'] as const;

type Wanted = Partial<Row> & Pick<Row, 'experiment' | 'metric' | 'unit' | 'strategy'> & { estimate: number };

/** A figure with an interval of one to either side in ns and percent, over twenty processes. */
export function made({ estimate, ...rest }: Wanted): Row {
  const half = rest.unit === 'ns' ? 1 : 0.01;
  return {
    workload: 'fib',
    estimate,
    low: estimate - half,
    high: estimate + half,
    level: 0.95,
    processes: 20,
    ...rest,
  };
}

const OTHER_ARMS = ['no-hook-twin', 'unused-field', 'unused-field-no-hook', ...GRAINS.slice(1)];

function asArm(run: Run, name: string, peculiar: Partial<PlannedArm>): PlannedArm {
  const like = run.plan.arms.find((arm) => arm.name === 'inline')!;
  return { ...like, name, strategy: name, title: name, summary: `What ${name} is.`, ...peculiar };
}

/** With special builds on two programs, a JIT and coverage on one, and several tools. */
export function withTools(run: Run): Run {
  const controls = OTHER_ARMS.map((name) => asArm(run, name, { role: 'control', fate: 'nothing-stored' }));
  const rows = [...builtRows(), ...toolRows(), ...severalRows()];
  return decided({
    ...run,
    plan: { ...run.plan, arms: [...run.plan.arms, ...controls] },
    rows: [...run.rows, ...rows],
  });
}

/** What a call takes in each build; beside `none`, 100 ns, and `no-hook`, 90 ns. */
export const CALLS: Readonly<Record<string, number>> = {
  'no-hook': 90,
  none: 100,
  'none-twin': 100.5,
  'no-hook-twin': 90.5,
  'global-hook': 100,
  'hook-on-code': 104,
  'own-hooks': 106,
  'idle-hooks': 91,
  decorator: 160,
  inline: 103,
  'unused-field': 100.2,
  'unused-field-no-hook': 90.1,
};

function builtRows(): Row[] {
  const rows: Row[] = [];
  for (const workload of ['fib', 'scheduler']) {
    for (const [strategy, ns] of Object.entries(CALLS)) {
      const at = { experiment: 'builds', strategy, workload } as const;
      rows.push(made({ ...at, metric: 'ns', unit: 'ns', estimate: ns }));
      for (const reference of ['no-hook', 'none', 'inline']) {
        if (reference === strategy) continue;
        const other = CALLS[reference]!;
        rows.push(
          made({ ...at, metric: 'added-ns', unit: 'ns', reference, estimate: ns - other }),
          made({ ...at, metric: 'ratio', unit: 'ratio', reference, estimate: ns / other }),
        );
      }
    }
  }
  for (const attachFraction of [0, 1]) {
    const at = { experiment: 'memory', workload: 'population', population: 40000, attachFraction } as const;
    rows.push(
      made({
        ...at,
        strategy: 'unused-field',
        metric: 'bytes-per-code',
        unit: 'bytes',
        reference: 'none',
        estimate: 8,
      }),
      made({ ...at, strategy: 'none', metric: 'bytes-in-all', unit: 'bytes', estimate: 160 }),
    );
  }
  return rows;
}

/** A call with the JIT: it halves the time of the field's, and each storage takes back another share. */
const WITH_JIT: Readonly<Record<string, number>> = {
  'no-hook': 100,
  inline: 50,
  'inline-twin': 50.1,
  trailing: 52,
  'map-by-id': 60,
  weakmap: 65,
};

function toolRows(): Row[] {
  return ['coverage', 'JIT'].flatMap((part) =>
    Object.entries(WITH_JIT).flatMap(([strategy, ns]) => {
      const at = { experiment: 'tools', strategy, part } as const;
      const compared = ['no-hook', 'inline']
        .filter((reference) => reference !== strategy)
        .map((reference) =>
          made({ ...at, metric: 'ratio', unit: 'ratio', reference, estimate: ns / WITH_JIT[reference]! }),
        );
      const eaten = made({
        ...at,
        metric: 'gain-eaten',
        unit: 'fraction',
        reference: 'inline',
        estimate: (ns - 50) / 50,
      });
      const gains = part === 'JIT' && strategy !== 'inline' && strategy !== 'no-hook';
      return [
        made({ ...at, metric: 'ns', unit: 'ns', estimate: ns }),
        ...compared,
        ...(gains ? [eaten] : []),
      ];
    }),
  );
}

function severalRows(): Row[] {
  const each: Readonly<Record<string, number>> = {
    none: 1,
    'none-twin': 1,
    inline: 3,
    'map-by-id': 9,
    weakmap: 20,
  };
  return [1, 2, 4, 8].flatMap((tools) =>
    Object.entries(each)
      .filter(([strategy]) => strategy !== 'inline' || tools === 1)
      .flatMap(([strategy, ns]) => {
        const at = {
          experiment: 'several-tools',
          workload: 'population',
          population: 1000,
          tools,
          strategy,
        } as const;
        const added = made({
          ...at,
          metric: 'added-ns',
          unit: 'ns',
          reference: 'none',
          estimate: (ns - 1) * tools,
        });
        const alone = made({ ...at, metric: 'ns', unit: 'ns', estimate: 3 + ns * tools });
        return strategy === 'none' ? [alone] : [alone, added];
      }),
  );
}

/** With what came later and candidates, each with the rows of the field, made cheaper; and what a lossy one is wrong about. */
export function withBeyond(run: Run): Run {
  const arms = BEYOND.map((name) =>
    asArm(run, name, {
      beyond: name === 'indexed' ? 'later' : 'candidate',
      ...(name === 'lossy-table' ? { lossy: true } : {}),
    }),
  );
  const rows = BEYOND.flatMap((strategy, index) =>
    run.rows
      .filter(
        (row) => row.strategy === 'inline' && (strategy !== 'lossy-table' || row.experiment !== 'cleanup'),
      )
      .map((row) => {
        const less = (value: number | null) => cheaper(value, row, index);
        return { ...row, strategy, estimate: less(row.estimate), low: less(row.low), high: less(row.high) };
      }),
  );
  const wrong = (run.plan.traces ?? [])
    .filter(({ ofProgram }) => !ofProgram)
    .flatMap(({ name: workload }) =>
      (run.plan.rules ?? []).map((rule) =>
        made({
          experiment: 'replay',
          strategy: 'lossy-table',
          metric: 'wrong-answers',
          unit: 'fraction',
          workload,
          rule,
          estimate: 0.37,
        }),
      ),
    );
  return decided({
    ...run,
    plan: { ...run.plan, arms: [...run.plan.arms, ...arms] },
    rows: [...run.rows, ...rows, ...wrong],
  });
}

function cheaper(value: number | null, { unit }: Row, index: number): number | null {
  if (value === null || unit === 'fraction' || unit === 'rounds') return value;
  return unit === 'ratio' ? value - 0.001 * (index + 1) : value * (1 - 0.1 * (index + 1));
}
