/** The comparison in parts, one for each kind of experiment: its chart, and a table with the runs beside one another in each column. */

import type { Question } from '../../charts/question.ts';
import { Bodies } from '../../page/bodies.tsx';
import { Chart, type DrawnChart } from '../../page/chart.tsx';
import { FigureCells, GroupedHead, NoiseReach } from '../../page/comparison.tsx';
import { ScrollBox } from '../../page/scroll-box.tsx';
import type { BesideLine, Part } from '../comparison.ts';
import type { Labelled } from '../runs.ts';

export function Parts(props: {
  runs: readonly Labelled[];
  parts: readonly Part[];
  questions: readonly (Question | null)[];
}) {
  const { runs, parts, questions } = props;
  return (
    <section id="comparison" aria-labelledby="comparison-title">
      <h2 id="comparison-title">The comparison, run by run</h2>
      <p>
        Time is added to the same hook without a look-up, and bytes to code objects without a storage, in the
        same run. Below each figure stands its interval; ≈ marks where that run shows no difference that
        counts, and – what it did not measure.
      </p>
      {parts.length === 0 && <p class="missing">Not measured in these runs.</p>}
      {parts.map((part, index) => (
        <OnePart part={part} runs={runs} question={questions[index]!} key={part.experiment} />
      ))}
    </section>
  );
}

function OnePart(props: { part: Part; runs: readonly Labelled[]; question: Question | null }) {
  const { part, runs, question } = props;
  return (
    <>
      {question === null ? <h3>{part.experiment}</h3> : <Chart chart={chartOf(question, runs[0]!)} />}
      <PartTable part={part} runs={runs} />
    </>
  );
}

/** It asks no run but its own. */
function chartOf({ name, asks, aid, gist, height }: Question, { run }: Labelled): DrawnChart {
  return { name, asks, aid, gist: gist(run), height: height(run) };
}

/** A column of the comparison becomes a group with a column for each run. */
function PartTable({ part, runs }: { part: Part; runs: readonly Labelled[] }) {
  const { columns, strategies, controls } = part;
  const heads = columns.flatMap(({ title }) => runs.map(({ label }) => ({ group: title, heading: label })));
  const lineOf = ({ arm, cells }: BesideLine) => (
    <tr key={arm}>
      <th scope="row">
        <code>{arm}</code>
      </th>
      <FigureCells cells={cells.flat()} columns={heads} />
    </tr>
  );
  return (
    <ScrollBox label={`${part.experiment}, run by run`}>
      <table class="comparison beside">
        <caption>{[...new Set(columns.map(({ group }) => group))].join('; ')}</caption>
        <GroupedHead of="strategy" columns={heads} />
        <Bodies lines={strategies} span={heads.length + 1} each={lineOf} />
        <tbody class="controls">
          {controls.map(lineOf)}
          <tr>
            <th scope="row">noise floor</th>
            {columns.flatMap(({ title, noise }) =>
              noise.map((reach, run) => (
                <td class={run === 0 ? 'first' : undefined} key={title + runs[run]!.label}>
                  <NoiseReach reach={reach} />
                </td>
              )),
            )}
          </tr>
        </tbody>
      </table>
    </ScrollBox>
  );
}
