/** `trace`: record the calls of a Python program in our own interpreter, or tell what a trace holds. */

import type { Argv, CommandModule } from 'yargs';
import { finishWith } from '../exit.ts';
import type { Host } from '../host.ts';

interface RecordArguments {
  file: string;
  out: string | undefined;
  limit: number;
  names: boolean;
}

interface ShowArguments {
  trace: string;
}

const LIMIT = 1_000_000;

const recordCommand = (host: Host): CommandModule<object, RecordArguments> => ({
  command: 'record <file>',
  describe: 'Run a Python file on the core and record its calls',
  builder: (yargs: Argv) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'Python file' })
      .option('out', {
        type: 'string',
        describe: 'New file of the trace (default NAME.trace.gz here)',
        requiresArg: true,
      })
      .option('limit', {
        type: 'number',
        default: LIMIT,
        describe: 'Entries to record at most',
        requiresArg: true,
      })
      .option('names', { type: 'boolean', default: true, describe: 'Record the names of functions' })
      .example('npm run trace -- record mine.py', 'writes mine.trace.gz')
      .strict() as unknown as Argv<RecordArguments>,
  // The interpreter is loaded by whoever needs it: other commands start sooner.
  handler: (given) => finishWith(host, async () => (await import('../trace.ts')).recordTrace(given, host)),
});

const showCommand = (host: Host): CommandModule<object, ShowArguments> => ({
  command: 'show <trace>',
  describe: 'Tell what a trace holds',
  builder: (yargs: Argv) =>
    yargs
      .positional('trace', {
        type: 'string',
        demandOption: true,
        describe: 'Name of a trace of ours, or a file',
      })
      .example('npm run trace -- show pip_list', 'a trace of ours')
      .strict() as unknown as Argv<ShowArguments>,
  handler: ({ trace }) => finishWith(host, async () => (await import('../trace.ts')).showTrace(trace, host)),
});

export const traceCommand = (host: Host): CommandModule => ({
  command: 'trace',
  describe: 'Record the calls of a Python program, or tell what a trace holds',
  builder: (yargs) =>
    yargs
      .command(recordCommand(host))
      .command(showCommand(host))
      .demandCommand(1, 'Say what to do: record FILE.py, or show TRACE.')
      .epilogue(
        'To record a process of CPython: python3 workloads/coextra_trace.py -o my.trace.gz my_program.py',
      )
      .strict(),
  handler: () => {},
});
