/** `laws`: check strategies against the laws, and measure nothing. */

import type { Argv, CommandModule } from 'yargs';
import { EXIT, type ExitCode, Failure } from '../../failure.ts';
import type { LawFinding } from '../../process/first-try.ts';
import { LAWS_PAGE } from '../../run/broken-laws.ts';
import { lawsOf } from '../../run/check-laws.ts';
import { finishWith } from '../exit.ts';
import { printable } from '../face/text.ts';
import { type Host, interruptible } from '../host.ts';

interface LawsArguments {
  strategies: string[];
}

export const lawsCommand = (host: Host): CommandModule<object, LawsArguments> => ({
  command: 'laws [strategies..]',
  describe: 'Check strategies against the laws; measures nothing',
  builder: (yargs: Argv) =>
    yargs
      .positional('strategies', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Strategies by name or file (default: all of ours)',
      })
      .example('npm run laws -- ./mine.ts', 'a strategy of yours, in a second or two')
      .strict() as unknown as Argv<LawsArguments>,
  handler: ({ strategies }) => finishWith(host, () => check(strategies, host)),
});

function check(given: readonly string[], host: Host): Promise<ExitCode> {
  return interruptible(host, async (signal) => {
    const note = (says: string) => void host.err.write(`${says}\n`);
    const { findings, broken } = await lawsOf(given, note, signal, host.machine).catch((error) => {
      throw signal.aborted ? new Failure('Interrupted.', EXIT.interrupted) : error;
    });
    host.out.write(`${[...findings.map(told), ended(findings)].join('\n\n')}\n`);
    return broken.length > 0 ? EXIT.strategyBroken : EXIT.done;
  });
}

/** A line for each law; what was seen stands below the line, as does why a law was not checked. */
function told({ strategy, reports }: LawFinding): string {
  const width = Math.max(...reports.map(({ law }) => law.length));
  const lines = reports.flatMap(({ law, sentence, outcome, says }) => {
    const line = `  ${outcome.padEnd(11)}  ${law.padEnd(width)}  ${sentence}`;
    const word = outcome === 'broken' ? 'seen: ' : '';
    return says === undefined ? [line] : [line, `${' '.repeat(15)}${word}${printable(says)}`];
  });
  return [strategy, ...lines].join('\n');
}

function ended(findings: readonly LawFinding[]): string {
  const outcomes = findings.flatMap(({ reports }) => reports.map(({ outcome }) => outcome));
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  const notChecked = count('not checked');
  const counts = `${count('kept')} kept, ${count('broken')} broken${notChecked > 0 ? `, ${notChecked} not checked` : ''}`;
  return `${counts}. What each law asks, and what breaks it: ${LAWS_PAGE}`;
}
