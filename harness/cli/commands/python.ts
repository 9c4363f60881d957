/** `python`: run a Python file on the core. */

import type { Argv, CommandModule } from 'yargs';
import type { Host } from '../host.ts';

interface PythonArguments {
  file: string;
  counts: boolean;
}

export const pythonCommand = (host: Host): CommandModule<object, PythonArguments> => ({
  command: 'python <file>',
  describe: 'Run a Python file on the core; output and exit code as CPython gives them',
  builder: (yargs: Argv) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'Python file' })
      .option('counts', {
        type: 'boolean',
        default: false,
        describe: 'Print frame entries per function as JSON',
      })
      .example('npm run python -- workloads/programs/fib.py --counts', 'how often each function was entered')
      .strict() as unknown as Argv<PythonArguments>,
  handler: async ({ file, counts }) => {
    const { runPython } = await import('../python.ts');
    host.exitCode = runPython(file, { counts });
  },
});
