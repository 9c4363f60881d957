/**
 * The page of several runs. It loads nothing but, without a script, the pictures beside it, and its content policy lets no script
 * run but its own; all that comes from records passes through preact, which escapes it. The same runs in the same order give
 * the same bytes.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { render } from 'preact-render-to-string';
import type { Question } from '../charts/question.ts';
import { listed } from '../figure.ts';
import { ChartVoice } from '../page/chart.tsx';
import { pageScript } from '../page/script.ts';
import { Shell } from '../page/shell.tsx';
import type { ClaimBeside } from './claims.ts';
import type { Part } from './comparison.ts';
import { packBeside } from './embedded.ts';
import { differencesText, type FactGroup } from './fingerprint.ts';
import { limitsOf } from './limits.ts';
import type { Orders } from './orders.ts';
import { Claims } from './page/claims.tsx';
import { Fingerprints } from './page/fingerprints.tsx';
import { Reversals } from './page/orders.tsx';
import { Parts } from './page/parts.tsx';
import { Trust } from './page/trust.tsx';
import { type Labelled, titleOf } from './runs.ts';

export interface Beside {
  readonly runs: readonly Labelled[];
  readonly fingerprints: readonly FactGroup[];
  readonly claims: readonly ClaimBeside[];
  readonly parts: readonly Part[];
  readonly orders: Orders;
  /** One for each part; null where it has no chart. */
  readonly questions: readonly (Question | null)[];
}

export function besideHtml(beside: Beside): string {
  return `<!doctype html>\n${render(<Page {...beside} />)}\n`;
}

const SECTIONS = [
  ['runs', 'The runs'],
  ['claims', 'Claims'],
  ['orders', 'Order'],
  ['comparison', 'Comparison'],
  ['doubts', 'Doubts'],
  ['method', 'Method'],
] as const;

const MAIN = fileURLToPath(new URL('./browser.ts', import.meta.url));

/** Why no figure stands on two runs. */
const NEVER_TOGETHER =
  'Nothing here is averaged over runs, and no time of one is divided by a time of another: a nanosecond of another machine, ' +
  'engine or hour is not the same unit of work, so a figure is read against the control and the noise floor of its own run, and ' +
  'only what each run finds is set beside what the others find.';

function Page({ runs, fingerprints, claims, parts, orders, questions }: Beside) {
  const css = ['../page/page.css', './beside.css'].map((file) =>
    readFileSync(new URL(file, import.meta.url), 'utf8'),
  );
  return (
    <Shell
      subject={titleOf(runs)}
      css={css.join('\n')}
      script={pageScript(MAIN)}
      records={packBeside({ runs, parts })}
      sections={SECTIONS}
      head={<Head runs={runs} fingerprints={fingerprints} />}
    >
      <Fingerprints runs={runs} groups={fingerprints} />
      <Claims runs={runs} lines={claims} />
      <Reversals orders={orders} />
      <Parts runs={runs} parts={parts} questions={questions} />
      <Trust runs={runs} />
      <Method runs={runs} />
      <ChartVoice />
    </Shell>
  );
}

function Head({ runs, fingerprints }: Pick<Beside, 'runs' | 'fingerprints'>) {
  return (
    <>
      <p class="eyebrow">
        coextra <span class="where">{runs.length} runs side by side</span>
      </p>
      <h1>Where do you hang data on objects you do not own?</h1>
      <p class="lead">
        {`${listed(runs.map(({ label }) => label))} are ${runs.length} runs of the same experiment, each with its own controls. `}
        {differencesText(fingerprints)}
      </p>
      <p>{NEVER_TOGETHER}</p>
      <Limits runs={runs} />
    </>
  );
}

function Limits({ runs }: { runs: readonly Labelled[] }) {
  const found = runs.flatMap(({ label, run }) => limitsOf(run).map((says) => ({ label, says })));
  if (found.length === 0) return null;
  return (
    <aside class="warnings" aria-label="Before you read on">
      <ul>
        {found.map(({ label, says }) => (
          <li key={label + says}>
            <strong>{label}</strong> {says}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Method({ runs }: { runs: readonly Labelled[] }) {
  return (
    <section id="method" aria-labelledby="method-title">
      <h2 id="method-title">The method</h2>
      <p>
        Every figure is a median over the processes of one run with its interval, read against that run's own
        control and told from noise by that run's own twins. A claim is judged in each run by its rule, from
        that run's rows alone; the whole method stands in <code>docs/method.md</code> of the sources, and with
        the figures in each run's own report:{' '}
        {runs.map(({ label }, index) => (
          <>
            {index > 0 && ', '}
            <a href={`${label}/index.html#method`}>{label}</a>
          </>
        ))}
        .
      </p>
    </section>
  );
}
