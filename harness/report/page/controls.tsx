/** Why to believe the figures: the controls, each with its known answer beside what was found. */

import type { Control, Run } from '../../records/schema.ts';
import { controlSentence } from '../../words/control.ts';
import { controlPlace, controlRow, expectedText, figureLine } from '../figure.ts';
import { Chart, type DrawnChart } from './chart.tsx';
import { Folded } from './folded.tsx';
import { Prose } from './prose.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { Calibrations } from './traces.tsx';

export function Controls({ run, charts }: { run: Run; charts: readonly DrawnChart[] }) {
  return (
    <section id="controls" aria-labelledby="controls-title">
      <h2 id="controls-title">Controls and the noise floor</h2>
      <p>
        Every run measures things whose answer is known. A twin is a second copy of an arm and must be as fast
        as its original: what they differ by is the noise floor. A slowdown of known size must be found.
        Strategies that promise to leak must be seen to leak.
      </p>
      {charts.map((chart) => (
        <Chart chart={chart} key={chart.name} />
      ))}
      <Calibrations calibrations={run.calibrations ?? []} />
      {run.controls.length === 0 ? (
        <p class="missing">No control was measured in this run.</p>
      ) : (
        <Folded title="Every control" gist={outcome(run.controls)}>
          <ScrollBox label="The controls">
            <table>
              <caption>Each control, what it had to give, and what it gave.</caption>
              <thead>
                <tr>
                  <th scope="col">control</th>
                  <th scope="col">where</th>
                  <th scope="col">known answer</th>
                  <th scope="col">found</th>
                  <th scope="col">processes</th>
                  <th scope="col">passed</th>
                  <th scope="col">in words</th>
                </tr>
              </thead>
              <tbody>
                {failedFirst(run.controls).map((control, index) => (
                  <tr key={index}>
                    <th scope="row">{control.id}</th>
                    <td>{controlPlace(control)}</td>
                    <td class="number">{expectedText(control)}</td>
                    <td class="number">{figureLine(controlRow(control))}</td>
                    <td class="number">{control.processes}</td>
                    <td>{control.passed ? 'yes' : <strong class="failed">no</strong>}</td>
                    <td class="words">
                      <Prose text={controlSentence(control)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </Folded>
      )}
    </section>
  );
}

function outcome(controls: readonly Control[]): string {
  const passed = controls.filter((control) => control.passed).length;
  return `${passed} of ${controls.length} passed`;
}

function failedFirst(controls: readonly Control[]): Control[] {
  return [...controls.filter(({ passed }) => !passed), ...controls.filter(({ passed }) => passed)];
}
