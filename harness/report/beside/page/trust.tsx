/** How far to believe each run: the controls that failed in it and the doubts that it recorded. */

import type { Control } from '../../../records/schema.ts';
import { controlSentence } from '../../../words/control.ts';
import { controlPlace, counted } from '../../figure.ts';
import { DoubtList } from '../../page/doubts.tsx';
import { Prose } from '../../page/prose.tsx';
import { warnings } from '../../warnings.ts';
import type { Labelled } from '../runs.ts';

/** Of each kind, in each run; all stand in the run's own report. */
const SHOWN = 50;

export function Trust({ runs }: { runs: readonly Labelled[] }) {
  return (
    <section id="doubts" aria-labelledby="doubts-title">
      <h2 id="doubts-title">Failed controls and doubts, run by run</h2>
      {runs.map((each) => (
        <TrustOf each={each} key={each.label} />
      ))}
    </section>
  );
}

function TrustOf({ each: { label, run } }: { each: Labelled }) {
  const { controls, doubts } = run;
  const limits = warnings(run);
  const failed = controls.filter(({ passed }) => !passed);
  return (
    <>
      <h3>
        {label} <span class="where">{run.id}</span>
      </h3>
      <p>
        {controls.length === 0
          ? 'No control was measured.'
          : `${controls.length - failed.length} of ${counted(controls.length, 'control')} passed.`}{' '}
        {doubts.length === 0 ? 'The run recorded no doubt.' : null}
      </p>
      {limits.length > 0 && (
        <details>
          <summary>{counted(limits.length, 'warning')}</summary>
          <ul class="doubts">
            {limits.map((says) => (
              <li key={says}>
                <Prose text={says} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {failed.length > 0 && (
        <details>
          <summary>{counted(failed.length, 'failed control')}</summary>
          <ul class="doubts">
            {failed.slice(0, SHOWN).map((control, index) => (
              <Failed control={control} key={index} />
            ))}
          </ul>
          <More label={label} section="controls" count={failed.length - SHOWN} />
        </details>
      )}
      {doubts.length > 0 && (
        <details>
          <summary>{counted(doubts.length, 'doubt')}</summary>
          <DoubtList doubts={doubts.slice(0, SHOWN)} />
          <More label={label} section="doubts" count={doubts.length - SHOWN} />
        </details>
      )}
    </>
  );
}

function Failed({ control }: { control: Control }) {
  return (
    <li>
      <strong class="failed">{control.id}</strong> <span class="where">{controlPlace(control)}</span>
      <br />
      <Prose text={controlSentence(control)} />
    </li>
  );
}

function More({ label, section, count }: { label: string; section: string; count: number }) {
  if (count <= 0) return null;
  return (
    <p>
      <a href={`${label}/index.html#${section}`}>{count} more, in the report of the run</a>
    </p>
  );
}
