/** How it was measured, from the plan; what was not measured. */

import type { ProcessRecord, Run } from '../../records/schema.ts';
import { counted } from '../figure.ts';
import { Folded } from './folded.tsx';
import { Prose } from './prose.tsx';

interface MethodProps {
  readonly run: Run;
  readonly processes: readonly ProcessRecord[];
  readonly missing: readonly string[];
}

export function Method({ run, processes, missing }: MethodProps) {
  const { plan } = run;
  const replicates = Object.entries(plan.replicates).map(([experiment, count]) => `${experiment} ${count}`);
  return (
    <>
      <section id="method" aria-labelledby="method-title">
        <h2 id="method-title">How it was measured</h2>
        <p>
          Every strategy is bundled with the interpreter into a program of its own. A process loads several of
          them, warms each up for about {plan.warmupMs} ms, all with the same number of runs, and lets them
          take turns in short blocks of about {plan.blockMs} ms, up to {plan.roundsPerProcess} rounds long.
          Whatever such a process measured collapses to one number for each comparison, because its blocks
          share the same luck; processes are the replicates.
        </p>
        <p>
          A figure is the median over processes. Its interval is over processes too, made of order statistics,
          at 95 % where there are enough of them and at the level written beside it where there are not. The
          processes of the pilot for each cell: {replicates.join(', ')}; what the budget left went to the
          least certain comparisons. Their order, the order of loading and the seeds inside come from the seed{' '}
          {run.seed}.{outcomesOf(processes)}
        </p>
        <p>
          Memory is heap growth after forced collections, read in processes that time nothing; cleanup counts
          what is still reachable after each of {counted(plan.cleanupRounds, 'forced collection')}.
        </p>
        <Folded title="The arms" gist={counted(plan.arms.length, 'arm')}>
          <dl class="arms">
            {plan.arms.map(({ name, title, summary, origin, role }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code> <span class="where">{role === 'control' ? 'control' : title}</span>
                </dt>
                <dd>
                  {summary} <span class="where">{origin}</span>
                </dd>
              </div>
            ))}
          </dl>
        </Folded>
      </section>
      <section id="missing" aria-labelledby="missing-title">
        <h2 id="missing-title">What was not measured</h2>
        {missing.length === 0 ? (
          <p>Everything that was planned was measured.</p>
        ) : (
          <ul>
            {missing.map((what) => (
              <li key={what}>
                <Prose text={what} />
              </li>
            ))}
          </ul>
        )}
        <p>
          The interpreter is modelled on CPython and runs on a JavaScript engine. Its figures compare ways of
          storing with one another; they are not CPython's nanoseconds.
        </p>
      </section>
    </>
  );
}

/** How the processes ended, where their records are at hand. */
function outcomesOf(processes: readonly ProcessRecord[]): string {
  if (processes.length === 0) return '';
  const counts = new Map<string, number>();
  for (const { outcome } of processes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const ends = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
  return ` Of ${counted(processes.length, 'process')}, ${ends.join(', ')}.`;
}
