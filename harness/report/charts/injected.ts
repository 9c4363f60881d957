/** Whether the harness finds a slowdown of known size: the test of its eyes, in each run. */

import type { Control, Run } from '../../records/schema.ts';
import { isAt, timedPlaces } from '../arms.ts';
import { controlRow, expectedText, figureLine, shownUnit, shownValue, whole } from '../figure.ts';
import type { Measured } from '../rows.ts';
import { dots, dotsHeight, type Strip } from './dots.ts';
import type { Configuration, Question } from './question.ts';

export const injected: Question = {
  name: 'injected',
  asks: 'Is a slowdown of known size found?',
  aid:
    'One arm is slowed down on purpose. The upright stroke is the slowdown put in, the mark with its interval the ' +
    'slowdown found.',
  configure(run, look) {
    const controls = injectedControls(run);
    const unit = controls[0]?.unit;
    if (unit === undefined) return null;
    const shown = shownUnit(unit);
    const style = {
      subtitle: `${shown} put in (stroke) and found (mark with its interval)`,
      axis: `${shown} slower`,
    };
    const drawn = dots(run, stripsOf(run), injected, style, look);
    return withExpected(drawn, run, controls, look.theme.text);
  },
  height: (run) => dotsHeight(stripsOf(run)),
  gist(run) {
    const each = injectedControls(run).map(
      (control) =>
        `on ${cellOf(run, control)} ${figureLine(asRow(run, control))}, put in ${expectedText(control)}`,
    );
    return `The injected slowdown as found: ${each.join('; ')}.`;
  },
};

/** Those of one unit: a chart has one axis. */
function injectedControls(run: Run): Control[] {
  const all = run.controls.filter(({ id }) => id === 'injected');
  return all.filter(({ unit }) => unit === all[0]!.unit);
}

function stripsOf(run: Run): Strip[] {
  const controls = injectedControls(run);
  return controls.length === 0
    ? []
    : [{ heading: 'slowed arm on', rows: controls.map((control) => asRow(run, control)), noise: null }];
}

/** A row of the strip is the cell in which the control was measured. */
function asRow(run: Run, control: Control): Measured {
  return { ...controlRow(control), strategy: cellOf(run, control) };
}

function cellOf(run: Run, control: Control): string {
  const { workload, population, hitRatio } = control;
  if (population === undefined)
    return timedPlaces(run).find((place) => isAt(place, control))?.heading ?? workload;
  const kind = hitRatio === undefined ? '' : hitRatio > 0 ? ', hits' : ', misses';
  return `${whole(population)} codes${kind}`;
}

function withExpected(
  drawn: Configuration,
  run: Run,
  controls: readonly Control[],
  colour: string,
): Configuration {
  const expected = {
    label: 'put in',
    yAxisID: 'panel0',
    data: controls.map((control) => ({
      x: shownValue(control.unit, control.expected),
      y: cellOf(run, control),
      name: cellOf(run, control),
      setting: 'put in',
      figure: expectedText(control),
    })),
    pointStyle: 'line',
    rotation: 90,
    radius: 9,
    borderWidth: 2.5,
    borderColor: colour,
    clip: false,
  };
  return { ...drawn, data: { datasets: [...drawn.data.datasets, expected] } } as Configuration;
}
