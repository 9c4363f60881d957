/** The course of a run in figures: how many processes each experiment had, how they ended, and how steady the machine was. */

import type { Run } from '../../records/schema.ts';
import { EXPERIMENTS } from '../../records/settings.ts';
import { type Course, halves, type Quartiles, type Stretch, stretchOf } from '../course.ts';
import { whole } from '../figure.ts';
import { ScrollBox } from './scroll-box.tsx';

export function CourseTable({ course, run }: { course: Course; run: Run }) {
  const all = stretchOf(course);
  if (all === null) return <p class="missing">How the processes of this run went is not known.</p>;
  const [first, second] = halves(course);
  const lines = [
    ...EXPERIMENTS.map((name) => ({ name, steps: course.filter(({ experiment }) => experiment === name) })),
    { name: 'first half of the time', steps: first },
    { name: 'second half of the time', steps: second },
  ];
  return (
    <ScrollBox label="The processes of the run">
      <table>
        <caption>
          {whole(all.processes)} processes of {whole(run.plan.processes.length)} planned. Pace is what the
          work without a storage took, to the median process of the same cell: 1 is as usual. Drift is the
          last quarter of the blocks of a process to its first.
        </caption>
        <thead>
          <tr>
            <th scope="col">experiment</th>
            <th scope="col">processes</th>
            <th scope="col">attempts that failed</th>
            <th scope="col">seconds in all</th>
            <th scope="col">longest, s</th>
            <th scope="col">pace: least, median, most</th>
            <th scope="col">drift: least, median, most</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, steps }) => (
            <Line name={name} stretch={stretchOf(steps)} key={name} />
          ))}
        </tbody>
        <tfoot>
          <Line name="the whole run" stretch={all} />
        </tfoot>
      </table>
    </ScrollBox>
  );
}

function Line({ name, stretch }: { name: string; stretch: Stretch | null }) {
  if (stretch === null) return null;
  const { processes, failed, seconds, longest, pace, drift } = stretch;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{whole(processes)}</td>
      <td class="number">{failed === 0 ? 'none' : <strong class="failed">{whole(failed)}</strong>}</td>
      <td class="number">{whole(Math.round(seconds))}</td>
      <td class="number">{longest.seconds.toFixed(1)}</td>
      <td class="number">{quartilesText(pace)}</td>
      <td class="number">{quartilesText(drift)}</td>
    </tr>
  );
}

/** "–" where nothing was timed. */
function quartilesText(quartiles: Quartiles | null): string {
  if (quartiles === null) return '–';
  return [quartiles.least, quartiles.median, quartiles.most].map((value) => value.toFixed(3)).join(', ');
}
