/**
 * What `report` says of several runs: which they are and what they differ in, what limits each, the claims run by run, and where
 * two runs have strategies in opposite order. The figures stand in the page; none is a figure of two runs.
 */

import { AGREEMENTS, agreementInShort, type ClaimBeside } from '../../report/beside/claims.ts';
import { differencesText } from '../../report/beside/fingerprint.ts';
import type { Beside } from '../../report/beside/index.ts';
import { limitsOf } from '../../report/beside/limits.ts';
import { ordersInShort, reversalText } from '../../report/beside/orders.ts';
import type { Labelled } from '../../report/beside/runs.ts';
import { counted } from '../../report/figure.ts';
import { ruling } from './claims.ts';
import { coloursOf } from './colours.ts';
import type { SummaryOptions } from './options.ts';
import { widestThatFits } from './table.ts';
import { prose, spelled } from './text.ts';

const REVERSALS_SHOWN = 5;

export function besideText(beside: Beside, options: SummaryOptions): string {
  const { runs, fingerprints, claims, orders } = beside;
  const parts = [
    runs.map((each) => runText(each, options)).join('\n'),
    prose(differencesText(fingerprints), options),
    limitsText(runs, options),
    ordersText(orders, options),
    claimsText(runs, claims, options),
  ];
  return spelled(parts.filter((part) => part !== '').join('\n\n'), options.ascii);
}

function runText({ label, run }: Labelled, options: SummaryOptions): string {
  const { bold } = coloursOf(options);
  const { cpu, cores, platform, arch, node } = run.environment;
  const passed = run.controls.filter((control) => control.passed).length;
  const facts = [
    run.id,
    `Node ${node}`,
    `${cpu}, ${counted(cores, 'core')}, ${platform} ${arch}`,
    `${passed} of ${run.controls.length} controls passed`,
  ];
  return bold(label) + prose(`${label}  ${facts.join(' · ')}`, options, '   ').slice(label.length);
}

function limitsText(runs: readonly Labelled[], options: SummaryOptions): string {
  const { yellow } = coloursOf(options);
  return runs
    .flatMap(({ label, run }) =>
      limitsOf(run).map((says) => yellow(prose(`! ${label} ${says}`, options, '  '))),
    )
    .join('\n');
}

function ordersText(orders: Beside['orders'], options: SummaryOptions): string {
  const { reversals } = orders;
  const rest = reversals.length - REVERSALS_SHOWN;
  return [
    prose(ordersInShort(orders), options),
    ...reversals.slice(0, REVERSALS_SHOWN).map((each) => prose(`- ${reversalText(each)}`, options, '  ')),
    ...(rest > 0 ? [`  and ${rest} more, in the report`] : []),
  ].join('\n');
}

function claimsText(
  runs: readonly Labelled[],
  lines: readonly ClaimBeside[],
  options: SummaryOptions,
): string {
  const short = agreementInShort(lines);
  return [
    ...(short === null ? [] : [prose(short, options)]),
    ...lines.map((line) => claimText(runs, line, options)),
  ].join('\n\n');
}

const INDENT = '    ';

/** The claim, beneath it the verdict of each run. */
function claimText(runs: readonly Labelled[], line: ClaimBeside, options: SummaryOptions): string {
  const colours = coloursOf(options);
  const { claim, answers, agreement } = line;
  const said = runs.map(({ label }, index) => {
    const answer = answers[index]!;
    if (answer === null) return colours.dim(`${label} not judged`);
    const { text, ink } = ruling(answer.verdict, options);
    return `${label} ${ink(text)}`;
  });
  const differs = agreement === 'differ' ? colours.yellow : colours.dim;
  return [
    prose(claim, options, '  '),
    ...widestThatFits([said.join('  '), said.join('\n')], options.width - INDENT.length)
      .split('\n')
      .map((each) => INDENT + each),
    INDENT + differs(AGREEMENTS[agreement]),
  ].join('\n');
}
