/** Which runs these are: a column for each, and what they differ in marked in words. */

import { ScrollBox } from '../../page/scroll-box.tsx';
import type { Fact, FactGroup } from '../fingerprint.ts';
import type { Labelled } from '../runs.ts';

export function Fingerprints(props: { runs: readonly Labelled[]; groups: readonly FactGroup[] }) {
  const { runs, groups } = props;
  return (
    <section id="runs" aria-labelledby="runs-title">
      <h2 id="runs-title">The runs</h2>
      <ScrollBox label="The fingerprints of the runs">
        <table class="fingerprints">
          <caption>
            What each run was made from. What differs between them may be why their figures do. Each letter
            leads to the run's own report.
          </caption>
          <thead>
            <tr>
              <th scope="col">fact</th>
              {runs.map(({ label }) => (
                <th scope="col" key={label}>
                  <a href={`${label}/index.html`}>{label}</a>
                </th>
              ))}
              <th scope="col">alike?</th>
            </tr>
          </thead>
          {groups.map(({ title, facts }) => (
            <tbody key={title}>
              <tr class="origin">
                <th scope="rowgroup" colSpan={runs.length + 2}>
                  {title}
                </th>
              </tr>
              {facts.map((fact) => (
                <FactLine fact={fact} runs={runs} key={fact.name} />
              ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
    </section>
  );
}

function FactLine({ fact: { name, values, differs }, runs }: { fact: Fact; runs: readonly Labelled[] }) {
  return (
    <tr class={differs ? 'differs' : undefined}>
      <th scope="row">{name}</th>
      {runs.map(({ label }, index) => (
        <td key={label}>{values[index]}</td>
      ))}
      <td>{differs ? <strong>differs</strong> : null}</td>
    </tr>
  );
}
