/** The command line: finds the command and turns a wrong call into help and an exit code. */

import yargs, { type Argv } from 'yargs';
import { Failure, usageFailure } from '../failure.ts';
import { tellFailure } from './exit.ts';
import type { Host } from './host.ts';

type Register = (cli: Argv, host: Host) => Promise<unknown>;

/** Each is loaded when it is called: a command starts without what it does not use. In the order of the help. */
const COMMANDS: Readonly<Record<string, Register>> = {
  compare: async (cli, host) => cli.command((await import('./commands/compare.ts')).compareCommand(host)),
  gate: async (cli, host) => cli.command((await import('./commands/gate.ts')).gateCommand(host)),
  report: async (cli, host) => cli.command((await import('./commands/report.ts')).reportCommand(host)),
  'new-strategy': async (cli, host) =>
    cli.command((await import('./commands/new-strategy.ts')).newStrategyCommand(host)),
  laws: async (cli, host) => cli.command((await import('./commands/laws.ts')).lawsCommand(host)),
  list: async (cli, host) => cli.command((await import('./commands/list.ts')).listCommand(host)),
  doctor: async (cli, host) => cli.command((await import('./commands/doctor.ts')).doctorCommand(host)),
  python: async (cli, host) => cli.command((await import('./commands/python.ts')).pythonCommand(host)),
  trace: async (cli, host) => cli.command((await import('./commands/trace.ts')).traceCommand(host)),
};

/** Runs one command to its end and leaves its exit code in the host. Never rejects. */
export async function commandLine(args: readonly string[], host: Host): Promise<void> {
  try {
    refuseNowhere();
    const cli = parser(host);
    const named = COMMANDS[args[0] ?? ''];
    for (const register of named === undefined ? Object.values(COMMANDS) : [named]) await register(cli, host);
    await cli.parseAsync([...args], {}, (_error, _argv, output) => {
      if (output !== '') host.out.write(`${output}\n`);
    });
  } catch (error) {
    host.exitCode = tellFailure(error, host);
  }
}

/** A shell can stand in a folder that was removed: no path can be read from there. */
function refuseNowhere(): void {
  try {
    process.cwd();
  } catch {
    throw usageFailure('The current folder was removed. Change to another one, then try again.');
  }
}

function parser({ out, err }: Host): Argv {
  return yargs()
    .scriptName('npm run')
    .usage('Where to hang data on objects that you do not own: measured.\n\n$0 <command> -- [options]')
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .version(false)
    .exitProcess(false)
    .wrap(Math.min(100, out.columns ?? 80))
    .epilogue(
      'Exit codes: 0 done or passed, 1 regressed (gate), 2 not decided (gate), 3 machine unfit (doctor, gate), 4 a strategy ' +
        'broke a law or crashed, 5 usage or unreadable input, 130 interrupted.',
    )
    .fail((message, error, instance) => {
      if (error instanceof Failure || (error !== undefined && error !== null && message === null))
        throw error;
      instance.showHelp((text) => err.write(`${text}\n`));
      throw usageFailure(message ?? String(error));
    });
}
