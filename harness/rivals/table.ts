/** The answer as a Markdown table: how often each rival called `b` different, and how often rightly. */

import { wilsonInterval } from '../statistics/proportion.ts';
import { CONDITIONS, RIVALS, type TrialResult } from './trials.ts';

export function rivalsTable(results: readonly TrialResult[]): string {
  const rows = RIVALS.flatMap((rival) =>
    CONDITIONS.map((condition) => {
      const own = results.filter((each) => each.rival === rival && each.condition === condition.name);
      const count = (verdict: string) => own.filter((each) => each.verdict === verdict).length;
      const [slower, faster] = [count('slower'), count('faster')];
      const injected = condition.runs.a !== condition.runs.b;
      return [
        rival,
        condition.name,
        own.length,
        share(slower + faster, own.length),
        injected ? share(slower, own.length) : '-',
        injected ? share(faster, own.length) : '-',
      ];
    }),
  );
  const head = ['rival', 'condition', 'trials', 'called different', 'found slower', 'called faster (wrong)'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** On what our own verdicts rest: fewer than six processes cannot decide anything. */
export function processesLine(results: readonly TrialResult[]): string {
  const counts = results.filter(({ rival }) => rival === 'coextra').map(({ processes }) => processes);
  if (counts.length === 0) return 'No trial of coextra.';
  const few = counts.filter((count) => count < FEWEST_PROCESSES).length;
  return (
    `A trial of coextra had ${Math.min(...counts)} to ${Math.max(...counts)} processes; ` +
    `${few} of ${counts.length} trials had fewer than ${FEWEST_PROCESSES}, on which the test cannot decide.`
  );
}

/** Fewest values on which a two-sided signed-rank test reaches 5 %: six of one sign have a chance of 2/64. */
const FEWEST_PROCESSES = 6;

function share(count: number, trials: number): string {
  if (trials === 0) return '-';
  const percent = (value: number) => (100 * value).toFixed(0);
  const { low, high } = wilsonInterval(count, trials);
  return `${count}: ${percent(count / trials)} % [${percent(low)}, ${percent(high)}]`;
}
