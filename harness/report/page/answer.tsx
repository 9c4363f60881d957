/** The answer, before anything else: a few questions, each with one sentence and the strategies in order of cost. */

import type { Answer } from '../answer.ts';
import { Prose } from './prose.tsx';

export function Answers({ answers }: { answers: readonly Answer[] }) {
  return (
    <section id="answer" aria-labelledby="answer-title">
      <h2 id="answer-title">The answer</h2>
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
        where it is most; a percentage is a share of the whole program's time. “Not told apart from noise”
        means that the interval reaches into what two copies of the same code differ by.
      </p>
    </section>
  );
}
