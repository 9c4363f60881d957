/** The answer, before anything else: a few questions, each with one sentence and the strategies in order of cost. */

import type { Answer } from '../answer.ts';
import type { Advice } from '../guide/advice.ts';
import { Prose } from './prose.tsx';

export function Answers({ answers, advice }: { answers: readonly Answer[]; advice: readonly Advice[] }) {
  return (
    <section id="answer" aria-labelledby="answer-title">
      <h2 id="answer-title">The answer</h2>
      <InShort advice={advice} />
      <div class="answers">
        {answers.map(({ topic, headline, items }) => (
          <section class="answer" key={topic}>
            <h3>{topic}</h3>
            <p class="headline">
              <Prose text={headline} />
            </p>
            {items.length > 0 && (
              <details>
                <summary>Each by itself, in order of cost</summary>
                <ol>
                  {items.map(({ arm, says }) => (
                    <li key={arm}>
                      <code>{arm}</code> <span>{says}</span>
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </section>
        ))}
      </div>
      <p class="fine">
        Figures are medians over processes. A range runs from the program where the cost is least to the one
        where it is most; a percentage is a share of the whole program's time. “No difference that counts”
        means that the interval does not lie wholly beyond the threshold and beyond what two copies of the
        same code differ by.
      </p>
    </section>
  );
}

/** It depends on who asks: the first of the guide's ranking for each of its presets. */
function InShort({ advice }: { advice: readonly Advice[] }) {
  if (advice.every(({ first }) => first === null)) return null;
  return (
    <>
      <p>It depends on who asks. By this run’s figures the guide puts first:</p>
      <dl class="advice">
        {advice.map(({ title, hash, first }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {first === null ? (
                'nothing: too little of it was measured'
              ) : (
                <>
                  <code>{first.name}</code> <span class="where">{first.says}</span>
                </>
              )}{' '}
              <a href={hash} aria-label={`Why? The guide for: ${title}`}>
                why?
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
