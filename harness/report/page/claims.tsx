/** The claims of the thread, each with its verdict, what was seen, the rule that judged it and the figures it rests on. */

import { type ClaimLine, VERDICT_SIGNS } from '../claims.ts';
import { counted } from '../figure.ts';
import { Prose } from './prose.tsx';

export function Claims({ claims, counts }: { claims: readonly ClaimLine[]; counts: string | null }) {
  return (
    <section id="claims" aria-labelledby="claims-title">
      <h2 id="claims-title">What became of the claims</h2>
      {counts === null ? (
        <p class="missing">No claim was judged.</p>
      ) : (
        <>
          <p>
            What the thread of June 2016 claimed, and what came of it later, judged from the rows of this run
            by rules that are the same for every run: {counts}. Other measurements get other verdicts.
          </p>
          <ol class="claims">
            {claims.map((claim) => (
              <OneClaim claim={claim} key={claim.id} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function OneClaim({ claim: { id, claim, verdict, because, rule, standsIn, figures } }: { claim: ClaimLine }) {
  return (
    <li id={`claim-${id}`} class={verdict.replaceAll(' ', '-')}>
      <p class="said">{claim}</p>
      <p class="ruling">
        <span aria-hidden="true">{VERDICT_SIGNS[verdict]}</span> {verdict}
      </p>
      <div class="seen">
        <p>
          <Prose text={because} />
        </p>
        {standsIn !== null && (
          <p class="fine">
            <Prose text={standsIn} />
          </p>
        )}
        <details>
          <summary>
            The rule{figures.length > 0 && `, and the ${counted(figures.length, 'figure')} it was applied to`}
          </summary>
          <p>
            <Prose text={rule} />
          </p>
          {figures.length > 0 && (
            <ul class="rested">
              {figures.map(({ place, figure }) => (
                <li key={place}>
                  {place}: <span class="nowrap">{figure}</span>
                </li>
              ))}
            </ul>
          )}
        </details>
      </div>
    </li>
  );
}
