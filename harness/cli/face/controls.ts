/** Twins and the injected slowdown on each program and replay; all other controls by their count, and the first that failed. */

import type { Control, Run } from '../../records/schema.ts';
import { isAt, type TimedPlace, timedPlaces } from '../../report/arms.ts';
import { controlPlace, controlRow, counted, figureText, shownUnit, shownValue } from '../../report/figure.ts';
import { controlSentence } from '../../words/control.ts';
import { coloursOf } from './colours.ts';
import { proseWidth, type SummaryOptions } from './options.ts';
import { tableText, widthOf } from './table.ts';
import { printable, prose, spelled, wrapped } from './text.ts';

const FAILED_SHOWN = 5;
const HEADS = ['controls on', 'twin of inline', 'twin of none', 'injected slowdown'] as const;

export function controlsText(run: Run, options: SummaryOptions): string {
  const { yellow, green } = coloursOf(options);
  if (run.controls.length === 0) return yellow('No control was measured.');
  const failed = run.controls.filter(({ passed }) => !passed);
  const passed = `${run.controls.length - failed.length} of ${counted(run.controls.length, 'control')} passed.`;
  return [
    placesText(run, options),
    failed.length === 0 ? green(prose(passed, options)) : prose(passed, options),
    ...failuresText(failed, options),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function placesText(run: Run, options: SummaryOptions): string {
  const places = timedPlaces(run).filter((place) => run.controls.some((control) => isAt(place, control)));
  if (places.length === 0) return '';
  const on = (place: TimedPlace, id: Control['id']) =>
    run.controls.find((control) => control.id === id && isAt(place, control));
  const lines = places.map((place) => [
    printable(place.heading),
    controlText(on(place, 'inline-twin'), options),
    controlText(on(place, 'none-twin'), options),
    controlText(on(place, 'injected'), options, true),
  ]);
  const table = tableText(HEADS, lines, options.ascii);
  return widthOf(table) <= options.width ? table : lines.map((line) => listed(line, options)).join('\n');
}

/** A line of a table that is too wide, as words. */
function listed([name = '', ...cells]: readonly string[], options: SummaryOptions): string {
  const words = cells.map((cell, index) => `${HEADS[index + 1]} ${cell}`).join('; ');
  return wrapped(spelled(`${name}: ${words}`, options.ascii), proseWidth(options), '  ');
}

function controlText(control: Control | undefined, options: SummaryOptions, withExpected = false): string {
  const { dim, red } = coloursOf(options);
  if (control === undefined) return dim('–');
  const { unit, expected, passed } = control;
  const text = figureText(controlRow(control))!;
  const sought = withExpected ? ` for ${Number(shownValue(unit, expected).toPrecision(3))}` : '';
  const found = `${text.estimate}${text.interval === null ? '' : ` ${text.interval}`}${sought} ${shownUnit(unit)}`;
  return passed ? found : red(`${found} ✗`);
}

function failuresText(failed: readonly Control[], options: SummaryOptions): string[] {
  const { red } = coloursOf(options);
  const shown = failed.slice(0, FAILED_SHOWN).map((control) => {
    const says = `failed: ${control.id}, ${controlPlace(control)}. ${controlSentence(control)}`;
    return red(prose(says, options, '  '));
  });
  const rest = failed.slice(FAILED_SHOWN).map(({ id }) => id);
  if (rest.length === 0) return shown;
  const counts = [...new Set(rest)].map((id) => `${id} ${rest.filter((each) => each === id).length} times`);
  const more = `and ${rest.length} more, in the report: ${counts.join(', ')}`.replaceAll('1 times', 'once');
  return [...shown, red(prose(more, options, '  '))];
}
