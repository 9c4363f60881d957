/** The replays: what they weigh in a real call, and whether replay and program agree. */

import type { Calibration, Run } from '../../records/schema.ts';
import { calibrationText, counted, whole } from '../figure.ts';
import { realCalls } from '../real-calls.ts';
import { Bodies } from './bodies.tsx';
import { Folded } from './folded.tsx';
import { ScrollBox } from './scroll-box.tsx';

/** All traces beside one another: what each strategy adds, and what share of a real call that is. */
export function RealCalls({ run }: { run: Run }) {
  const { columns, lines } = realCalls(run);
  if (columns.length === 0) return <p class="missing">No recorded trace was replayed in this run.</p>;
  return (
    <Folded title="All traces, as shares of a real call" gist={counted(columns.length, 'trace')}>
      <ScrollBox label="Added to a real call">
        <table class="comparison verdicts">
          <caption>Added to a replayed call, and as a share of a real one.</caption>
          <thead>
            <tr>
              <th scope="col">strategy</th>
              {columns.map(({ heading, trace }) => (
                <th scope="col" key={heading}>
                  {heading}
                  {trace.nsPerCall === undefined ? null : (
                    <span class="where"> a call: {whole(Math.round(trace.nsPerCall))} ns</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <Bodies
            lines={lines}
            span={columns.length + 1}
            each={({ arm, cells }) => (
              <tr key={arm}>
                <th scope="row">
                  <code>{arm}</code>
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index]!.heading}>
                    {cell === null ? (
                      <span class="none">–</span>
                    ) : (
                      <span class="figure">
                        <span class="estimate">{cell.added}</span>
                        {cell.share === null ? null : <span class="interval">{cell.share} of a call</span>}
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            )}
          />
        </table>
      </ScrollBox>
    </Folded>
  );
}

export function Calibrations({ calibrations }: { calibrations: readonly Calibration[] }) {
  if (calibrations.length === 0) return null;
  const agreed = calibrations.filter(({ is }) => is === 'agree').length;
  return (
    <>
      <h3>Is a replay to be believed?</h3>
      <p>
        Programs were measured in two ways: run whole, and the calls of one run of them replayed. What a
        strategy adds to a call must come out alike. It did in {agreed} of {calibrations.length} comparisons.
      </p>
      <Folded title="Program and replay, side by side" gist={counted(calibrations.length, 'comparison')}>
        <ScrollBox label="Calibration of the replay">
          <table>
            <caption>Added to a call, ns, in the program and in its replay; medians over processes.</caption>
            <thead>
              <tr>
                <th scope="col">program</th>
                <th scope="col">strategy</th>
                <th scope="col">in the program</th>
                <th scope="col">replayed</th>
                <th scope="col">replay less program</th>
                <th scope="col">verdict</th>
              </tr>
            </thead>
            <tbody>
              {calibrations.map((each) => (
                <tr key={`${each.program} ${each.strategy}`}>
                  <th scope="row">{each.program}</th>
                  <td>
                    <code>{each.strategy}</code>
                  </td>
                  <td class="number">{calibrationText(each.real)}</td>
                  <td class="number">{calibrationText(each.replayed)}</td>
                  <td class="number">{calibrationText(each.difference)}</td>
                  <td title={each.says}>
                    {each.is === 'differ' ? <strong class="failed">differ</strong> : each.is}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </Folded>
    </>
  );
}
