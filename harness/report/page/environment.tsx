/** Where it was measured: the fingerprint of machine and sources. */

import type { Run } from '../../records/schema.ts';
import { environmentFacts } from '../environment.ts';

export function Environment({ run }: { run: Run }) {
  return (
    <section id="environment" aria-labelledby="environment-title">
      <h2 id="environment-title">The environment</h2>
      <dl class="facts">
        {factsOf(run).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factsOf({ environment, id, startedAt, finishedAt, seed }: Run): (readonly [string, string])[] {
  return [
    ['run', id],
    ['started', startedAt],
    ['finished', finishedAt ?? 'never'],
    ['seed', String(seed)],
    ...environmentFacts(environment),
  ];
}
