/** The command line: registers the commands and turns a wrong call into help and an exit code. */

import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { usageFailure } from '../failures/failure.ts';
import { compareCommand } from './commands/compare.ts';
import { doctorCommand } from './commands/doctor.ts';
import { gateCommand } from './commands/gate.ts';
import { lawsCommand } from './commands/laws.ts';
import { listCommand } from './commands/list.ts';
import { newStrategyCommand } from './commands/new-strategy.ts';
import { pythonCommand } from './commands/python.ts';
import { reportCommand } from './commands/report.ts';
import { traceCommand } from './commands/trace.ts';
import { tellFailure } from './exit.ts';

// Not a verdict: exit code 1 is the gate's.
process.on('uncaughtException', (error) => process.exit(tellFailure(error)));

const cli = yargs(hideBin(process.argv))
  .scriptName('npm run')
  .usage('Where to hang data on objects that you do not own: measured.\n\n$0 <command> -- [options]')
  .command(compareCommand)
  .command(gateCommand)
  .command(reportCommand)
  .command(newStrategyCommand)
  .command(lawsCommand)
  .command(listCommand)
  .command(doctorCommand)
  .command(pythonCommand)
  .command(traceCommand)
  .demandCommand(1, 'Name a command.')
  .recommendCommands()
  .strict()
  .version(false)
  .wrap(Math.min(100, process.stdout.columns ?? 80))
  .epilogue(
    'Exit codes: 0 done or passed, 1 regressed (gate), 2 not decided (gate), 3 machine unfit (doctor, gate), 4 a strategy ' +
      'broke a law or crashed, 5 usage or unreadable input, 130 interrupted.',
  )
  .fail((message, error, instance) => {
    if (error !== undefined && error !== null && message === null) {
      process.exitCode = tellFailure(error);
    } else {
      instance.showHelp('error');
      process.exitCode = tellFailure(usageFailure(message ?? String(error)));
    }
    process.exit();
  });

await cli.parseAsync();
