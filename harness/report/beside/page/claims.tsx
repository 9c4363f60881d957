/** What the thread claimed, and what each run says of it; no verdict stands on two runs. */

import type { Claim } from '../../../records/schema.ts';
import { VERDICT_SIGNS } from '../../claims.ts';
import { Prose } from '../../page/prose.tsx';
import { AGREEMENTS, agreementInShort, type ClaimBeside } from '../claims.ts';
import type { Labelled } from '../runs.ts';

export function Claims({ runs, lines }: { runs: readonly Labelled[]; lines: readonly ClaimBeside[] }) {
  const short = agreementInShort(lines);
  return (
    <section id="claims" aria-labelledby="claims-title">
      <h2 id="claims-title">The claims, run by run</h2>
      {short === null ? null : <p>{short}</p>}
      <ol class="beside-claims" style={{ '--runs': runs.length }}>
        {lines.map((line) => (
          <li key={line.id}>
            <div>
              <p>
                <Prose text={line.claim} />
              </p>
              <p class={line.agreement === 'differ' ? 'agreement differ' : 'agreement'}>
                {AGREEMENTS[line.agreement]}
                {line.oneRule ? null : '; judged by rules that differ'}
              </p>
            </div>
            {runs.map(({ label }, index) => (
              <Answer label={label} claim={line.answers[index]!} key={label} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Answer({ label, claim }: { label: string; claim: Claim | null }) {
  if (claim === null) {
    return (
      <div>
        <p>
          <strong>{label}</strong> <span class="none">not judged</span>
        </p>
      </div>
    );
  }
  const { verdict, because } = claim;
  return (
    <div>
      <p>
        <strong>{label}</strong>{' '}
        <span class={`ruling ${verdict.replaceAll(' ', '-')}`}>
          <span aria-hidden="true">{VERDICT_SIGNS[verdict]}</span> {verdict}
        </span>
      </p>
      <details>
        <summary>why</summary>
        <p>
          <Prose text={because} />
        </p>
      </details>
    </div>
  );
}
