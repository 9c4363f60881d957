/**
 * A gate as GitHub-flavoured Markdown, for a job summary or a comment. From the record alone. Every change is
 * written with its interval and its number of processes.
 *
 * Nothing from outside (names of strategies, programs and refs, sentences that contain them) is markup here:
 * it becomes one line, and what Markdown or HTML would read is written as entities. Entities, because a
 * backslash before a pipe is read differently by different readers of tables. A zero-width space after @ and
 * # keeps names from becoming mentions and links to issues.
 */

import { controlRow, expectedText } from '../figures/controls.ts';
import { controlPlace } from '../figures/places.ts';
import { counted, figureLine, percent, whole } from '../figures/written.ts';
import type { GateComparison, GateRecord } from '../records/gate.ts';
import type { Control } from '../records/schema.ts';
import { controlSentence } from '../words/control.ts';
import { changeText, limitText, measuredText, medianText, oneLine, verdictText } from './wording.ts';

export function gateMarkdown(record: GateRecord): string {
  const equivalent = record.comparisons.filter(({ verdict }) => verdict === 'equivalent');
  const others = record.comparisons.filter(({ verdict }) => verdict !== 'equivalent');
  const parts = [
    `## Gate: ${record.verdict}`,
    `**${capital(record.verdict)}.** ${escaped(record.because)}`,
    ...changed(others, equivalent.length),
    ...hidden(equivalent),
    ...controls(record.controls),
    ...refused(record),
    ...doubts(record),
    ...howMade(record),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Text from outside as text: nothing in it is a cell's end, a tag, a link, a mention or emphasis. */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[&<>|`\\*_[\]~!$"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\b(www)\./gi, '$1&#46;')
    .replace(/@/g, '@&#8203;')
    .replace(/(?<!&)#/g, '#&#8203;');
}

/** A name. The tag, not backticks: in a code span entities would be shown as they are written. */
function code(name: string): string {
  return `<code>${escaped(name)}</code>`;
}

type Verdict = GateComparison['verdict'];

/** What a reader must act on comes first. */
const ORDER: readonly Verdict[] = [
  'slower',
  'more',
  'invalid',
  'not decided',
  'faster',
  'less',
  'equivalent',
];
const WORSE: readonly Verdict[] = ['slower', 'more'];

function changed(comparisons: readonly GateComparison[], equivalents: number): string[] {
  if (comparisons.length === 0) {
    return [equivalents === 0 ? 'Nothing was compared.' : 'Nothing changed by more than its limit.'];
  }
  const sorted = [...comparisons].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const explained = sorted.filter(({ verdict }) => WORSE.includes(verdict) || verdict === 'invalid');
  const explanations = explained.map(({ strategy, says }) => `- ${code(strategy)}: ${escaped(says)}`);
  return ['### Comparisons', table(sorted), ...(explanations.length === 0 ? [] : [explanations.join('\n')])];
}

function hidden(comparisons: readonly GateComparison[]): string[] {
  if (comparisons.length === 0) return [];
  return [folded(`${counted(comparisons.length, 'comparison')} found equivalent`, table(comparisons))];
}

function table(comparisons: readonly GateComparison[]): string {
  const headings = ['strategy', 'workload', 'measured', 'before', 'after', 'change', 'limit', 'processes'];
  const rows = comparisons.map((comparison) => [
    code(comparison.strategy),
    code(comparison.workload),
    measuredText(comparison),
    medianText(comparison.before, comparison.unit),
    medianText(comparison.after, comparison.unit),
    changeText(comparison),
    limitText(comparison),
    whole(comparison.processes),
    WORSE.includes(comparison.verdict) ? `**${verdictText(comparison)}**` : verdictText(comparison),
  ]);
  const lines = [
    [...headings, 'verdict'],
    ['---', '---', '---', '---:', '---:', '---:', '---:', '---:', '---'],
    ...rows,
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function controls(all: readonly Control[]): string[] {
  const failed = all.filter(({ passed }) => !passed);
  const line =
    all.length === 0
      ? 'No control was measured.'
      : `${all.length - failed.length} of ${counted(all.length, 'control')} passed.`;
  return ['### Controls', line, ...(failed.length === 0 ? [] : [failed.map(failedControl).join('\n')])];
}

function failedControl(control: Control): string {
  const place = escaped(controlPlace(control));
  const figure = `${figureLine(controlRow(control))}, ${counted(control.processes, 'process')}`;
  return (
    `- failed: ${code(control.id)} (${place}): ${escaped(controlSentence(control))} ` +
    `Expected ${expectedText(control)}, found ${figure}.`
  );
}

function refused({ refused: all }: GateRecord): string[] {
  if (all.length === 0) return [];
  const items = all.map(({ what, because }) => `- ${code(what)}: ${escaped(because)}`);
  return ['### Not compared', items.join('\n')];
}

/** So many doubts are shown at once; more are folded, none is left out. */
const DOUBTS_SHOWN = 5;

function doubts({ doubts: all }: GateRecord): string[] {
  if (all.length === 0) return [];
  const items = all.map(({ code: kind, says }) => `- ${code(kind)}: ${escaped(says)}`).join('\n');
  return ['### Doubts', all.length > DOUBTS_SHOWN ? folded(counted(all.length, 'doubt'), items) : items];
}

function howMade(record: GateRecord): string[] {
  const { environment, seed, seconds, comparisons } = record;
  const { node, v8, cpu, cores, platform, arch } = environment;
  const counts = comparisons.map(({ processes }) => processes);
  const levels = comparisons.map(({ level }) => level);
  const spread =
    comparisons.length === 0
      ? []
      : [
          `- ${range(counts, whole)} processes per comparison. Intervals are of the change, over processes, ` +
            `at ${range(levels, percent)}; before and after are medians.`,
        ];
  const items = [
    ...spread,
    `- Seed ${seed}, ${whole(Math.round(seconds))} s, gate ${code(record.id)}.`,
    `- Base: ${baseText(record)}. Measured: ${sourceText(record)}.`,
    `- Node ${escaped(node)}, V8 ${escaped(v8)}, ${escaped(cpu)}, ${counted(cores, 'core')}, ` +
      `${escaped(platform)} ${escaped(arch)}${environment.ci ? ', on CI' : ''}.`,
  ];
  return ['### How it was made', items.join('\n')];
}

function baseText({ base }: GateRecord): string {
  if (base.kind === 'ref') return `${code(base.ref)}, commit ${code(base.commit)}`;
  return `run ${code(base.run)}, kept in ${code(base.folder)}`;
}

function sourceText({ environment: { sourceVersion, sourceChanged } }: GateRecord): string {
  if (sourceVersion === null) return 'sources of no known commit';
  return `commit ${code(sourceVersion)}${sourceChanged ? ' with changes that are not committed' : ''}`;
}

/** "95 %", or "90 % to 95 %" where they differ. */
function range(values: readonly number[], text: (value: number) => string): string {
  return [...new Set([text(Math.min(...values)), text(Math.max(...values))])].join(' to ');
}

/** The blank lines are needed: without them GitHub reads the body as HTML. */
function folded(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
