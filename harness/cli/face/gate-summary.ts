/** What `gate` says at the end: the verdict, what changed and what could not be decided, and how it is known. */

import pc from 'picocolors';
import { changeText, measuredText, medianText } from '../../gate/wording.ts';
import type { GateComparison, GateRecord } from '../../records/gate.ts';
import { controlPlace, counted } from '../../report/figure.ts';
import { controlSentence } from '../../words/control.ts';
import type { SummaryOptions } from './options.ts';
import { tableText } from './table.ts';
import { printable, spelled, wrapped } from './text.ts';

type Colours = ReturnType<typeof pc.createColors>;

export function gateSummary(record: GateRecord, { width, colour, ascii }: SummaryOptions): string {
  const colours = pc.createColors(colour);
  const paint = { passed: colours.green, regressed: colours.red }[record.verdict as string] ?? colours.yellow;
  const parts = [
    `${paint(colours.bold(record.verdict))}  ${wrapped(printable(record.because), width - record.verdict.length - 2, '  ')}`,
    comparisonsText(record.comparisons, colours),
    controlsText(record, width, colours),
    ...record.refused.map(({ what, because }) =>
      colours.dim(wrapped(`not compared: ${printable(what)}, because ${printable(because)}`, width, '  ')),
    ),
    ...record.doubts.map(({ code, says }) =>
      wrapped(`- ${printable(code)}: ${printable(says)}`, width, '  '),
    ),
    colours.dim(howMade(record)),
  ];
  return spelled(parts.filter((part) => part !== '').join('\n\n'), ascii);
}

function comparisonsText(comparisons: readonly GateComparison[], colours: Colours): string {
  const head = ['strategy', 'on', 'what', 'before', 'after', 'change', 'processes', 'verdict'];
  const lines = comparisons
    .filter(isWorthALine)
    .map((comparison) => [
      printable(comparison.strategy),
      printable(comparison.workload),
      measuredText(comparison),
      medianText(comparison.before, comparison.unit),
      medianText(comparison.after, comparison.unit),
      changeText(comparison),
      String(comparison.processes),
      verdictText(comparison, colours),
    ]);
  const rest = comparisons.length - lines.length;
  const more = rest === 0 ? '' : `\n${counted(rest, 'comparison')} of bytes and cleanup without a change.`;
  return lines.length === 0 ? more.trim() : `${tableText(head, lines)}${more}`;
}

/** Times always; bytes and what is left only where something moved. */
function isWorthALine({ metric, verdict, confirmed }: GateComparison): boolean {
  return metric === 'time' || verdict !== 'equivalent' || confirmed !== null;
}

function verdictText({ verdict, confirmed }: GateComparison, colours: Colours): string {
  if (verdict === 'slower' || verdict === 'more') return colours.red(`${verdict}, twice`);
  if (confirmed === false) return colours.yellow(`${verdict}, not confirmed`);
  return verdict === 'equivalent' || verdict === 'faster' || verdict === 'less'
    ? verdict
    : colours.yellow(verdict);
}

function controlsText({ controls }: GateRecord, width: number, colours: Colours): string {
  if (controls.length === 0) return '';
  const failed = controls.filter(({ passed }) => !passed);
  const passed = `${controls.length - failed.length} of ${counted(controls.length, 'control')} passed.`;
  const lines = failed.map((control) =>
    colours.red(
      wrapped(
        `failed: ${control.id}, ${printable(controlPlace(control))}. ${printable(controlSentence(control))}`,
        width,
        '  ',
      ),
    ),
  );
  return [failed.length === 0 ? colours.green(passed) : passed, ...lines].join('\n');
}

function howMade({ base, seed, seconds }: GateRecord): string {
  const against =
    base.kind === 'ref'
      ? `against ${printable(base.ref)} (${base.commit.slice(0, 10)}), both in the same processes`
      : `against the run ${printable(base.run)}`;
  return `${against}; seed ${seed}; ${Math.round(seconds)} s`;
}
