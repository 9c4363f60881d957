/** Where it was measured: the fingerprint of machine and sources. */

import type { Environment as Fingerprint, Run } from '../../records/schema.ts';
import { whole } from '../figure.ts';

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

function factsOf({ environment: it, id, startedAt, finishedAt, seed }: Run): [string, string][] {
  return [
    ['run', id],
    ['started', startedAt],
    ['finished', finishedAt ?? 'never'],
    ['seed', String(seed)],
    ['Node', it.node],
    ['V8', it.v8],
    ['processor', it.cpu],
    ['cores', String(it.cores)],
    ['memory', `${(it.memoryBytes / 1024 ** 3).toFixed(1)} GiB`],
    ['system', `${it.platform} ${it.kernel}, ${it.arch}`],
    ['continuous integration', it.ci ? 'yes' : 'no'],
    ['sources', sourcesOf(it)],
  ];
}

function sourcesOf({ sourceVersion, sourceChanged }: Fingerprint): string {
  if (sourceVersion === null) return 'not under version control';
  return sourceChanged === true ? `${sourceVersion}, changed since` : sourceVersion;
}

/** "2 min 31 s", or null for a run without an end. */
export function durationOf({ startedAt, finishedAt }: Run): string | null {
  if (finishedAt === null) return null;
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  if (!Number.isFinite(seconds)) return null;
  return seconds < 60 ? `${seconds} s` : `${whole(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}
