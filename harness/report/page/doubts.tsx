/** Reasons to distrust a figure, as the run recorded them. */

import type { Doubt } from '../../records/schema.ts';
import { Prose } from './prose.tsx';

export function Doubts({ doubts }: { doubts: readonly Doubt[] }) {
  return (
    <section id="doubts" aria-labelledby="doubts-title">
      <h2 id="doubts-title">Doubts</h2>
      {doubts.length === 0 ? <p>The run recorded none.</p> : <DoubtList doubts={doubts} />}
    </section>
  );
}

export function DoubtList({ doubts }: { doubts: readonly Doubt[] }) {
  return (
    <ul class="doubts">
      {doubts.map((doubt, index) => (
        <li key={index}>
          <strong>{doubt.code}</strong> <span class="where">{placeOf(doubt)}</span>
          <br />
          <Prose text={doubt.says} />
        </li>
      ))}
    </ul>
  );
}

function placeOf({ experiment, strategy, workload, process }: Doubt): string {
  const number = process === undefined ? undefined : `process ${process}`;
  return [experiment, strategy, workload, number].filter((part) => part !== undefined).join(', ');
}
