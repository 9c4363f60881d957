/** `list`: what can be measured, and on what. */

import type { CommandModule } from 'yargs';
import { STRATEGIES } from '../../../strategies/index.ts';
import { PROGRAMS } from '../../../workloads/programs.ts';
import { TRACES } from '../../../workloads/traces.ts';
import { EXIT } from '../../failures/failure.ts';
import { planArms } from '../../plan/arms.ts';
import { finishWith } from '../exit.ts';

export const listCommand: CommandModule = {
  command: 'list',
  describe: 'List strategies, controls, programs and traces',
  builder: (yargs) => yargs.example('npm run list', 'names for --strategy, --program and --trace').strict(),
  handler: () =>
    finishWith(() => {
      const arms = planArms(STRATEGIES);
      const sections = [
        section(
          'Strategies',
          arms.filter(({ role }) => role === 'strategy').map(({ name, summary }) => [name, summary]),
        ),
        section(
          'Controls, in every run',
          arms.filter(({ role }) => role === 'control').map(({ name, summary }) => [name, summary]),
        ),
        section(
          'Programs',
          PROGRAMS.map(({ name, stresses }) => [name, stresses]),
        ),
        section(
          'Traces',
          TRACES.map(({ name, stresses }) => [name, stresses]),
        ),
      ];
      process.stdout.write(`${sections.join('\n\n')}\n`);
      return EXIT.done;
    }),
};

function section(title: string, entries: readonly (readonly string[])[]): string {
  const width = Math.max(...entries.map(([name]) => name!.length));
  return [title, ...entries.map(([name, says]) => `  ${name!.padEnd(width)}  ${says}`)].join('\n');
}
