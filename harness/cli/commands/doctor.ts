/** `doctor`: is this machine fit for measuring, and does everything that a run needs work here? */

import { randomInt } from 'node:crypto';
import ora from 'ora';
import type { Argv, CommandModule } from 'yargs';
import { examine } from '../../doctor/examine.ts';
import { worstOf } from '../../doctor/finding.ts';
import { EXIT, type ExitCode, Failure, usageFailure } from '../../failure.ts';
import { SEED_LIMIT } from '../../random.ts';
import { finishWith } from '../exit.ts';
import { findingText, verdictText } from '../face/findings.ts';
import { terminalOptions } from '../face/options.ts';
import { type Host, interruptible } from '../host.ts';
import { ROOT } from '../places.ts';

interface DoctorArguments {
  quick: boolean;
  json: boolean;
  seed: number | undefined;
}

export const doctorCommand = (host: Host): CommandModule<object, DoctorArguments> => ({
  command: 'doctor',
  describe: 'Check that this machine can measure and report',
  builder: (yargs: Argv) =>
    yargs
      .option('quick', {
        type: 'boolean',
        default: false,
        describe: 'Skip the twin test of 20 processes; says so',
      })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'Print the findings as JSON',
      })
      .option('seed', {
        type: 'number',
        describe: 'Seed of the twin test (default: drawn)',
        requiresArg: true,
      })
      .example('npm run doctor', 'says what is fit, what is not, and what to do')
      .example('npm run --silent doctor -- --quick --json', 'for a script: JSON, and exit code 0 or 3')
      .strict() as unknown as Argv<DoctorArguments>,
  handler: (given) => finishWith(host, () => run(given, host)),
});

function run({ quick, json, seed: given }: DoctorArguments, host: Host): Promise<ExitCode> {
  const seed = given ?? randomInt(SEED_LIMIT);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEED_LIMIT) {
    throw usageFailure(`--seed ${given}: expected a whole number from 0 to ${SEED_LIMIT - 1}.`);
  }
  const options = terminalOptions(host);
  const { out, err } = host;
  const spinner = ora({ stream: err as NodeJS.WriteStream, discardStdin: false, isSilent: !err.isTTY });
  return interruptible(host, async (signal) => {
    try {
      const findings = await examine({
        root: ROOT,
        quick,
        seed,
        signal,
        step: (says) => spinner.start(says),
        found(finding) {
          spinner.stop();
          if (!json) out.write(`${findingText(finding, options)}\n`);
        },
      });
      const standing = worstOf(findings);
      const text = json
        ? JSON.stringify({ standing, seed: quick ? null : seed, findings }, null, 2)
        : `\n${verdictText(findings, options)}${quick ? '' : `\n\nSeed of the twin test: ${seed}.`}`;
      out.write(`${text}\n`);
      return standing === 'unfit' ? EXIT.environmentUnfit : EXIT.done;
    } catch (error) {
      // Whatever broke after the signal broke because of it.
      if (!signal.aborted) throw error;
      throw new Failure('Interrupted; nothing is left running, and nothing was kept.', EXIT.interrupted);
    } finally {
      spinner.stop();
    }
  });
}
