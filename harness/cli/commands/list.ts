/** `list`: what can be measured, and on what. */

import type { CommandModule } from 'yargs';
import { STRATEGIES } from '../../../strategies/index.ts';
import { PROGRAMS } from '../../../workloads/programs.ts';
import { TRACES } from '../../../workloads/traces.ts';
import { takesPart } from '../../experiments/index.ts';
import { EXIT } from '../../failure.ts';
import { planArms } from '../../plan/arms.ts';
import type { PlannedArm } from '../../records/schema.ts';
import { finishWith } from '../exit.ts';
import type { Host } from '../host.ts';

export const listCommand = (host: Host): CommandModule => ({
  command: 'list',
  describe: 'List strategies, controls, programs and traces',
  builder: (yargs) => yargs.example('npm run list', 'names for --strategy, --program and --trace').strict(),
  handler: () =>
    finishWith(host, () => {
      const arms = planArms(STRATEGIES);
      const strategies = arms.filter(({ role }) => role === 'strategy');
      const controls = arms.filter(({ role }) => role === 'control');
      const sections = [
        armsSection(
          'Strategies that the thread of June 2016 names',
          strategies.filter(({ beyond, formOf }) => beyond === undefined && formOf === undefined),
        ),
        armsSection(
          'What came of it later',
          strategies.filter(({ beyond }) => beyond === 'later'),
        ),
        armsSection(
          'What a designer would ask for besides',
          strategies.filter(({ beyond }) => beyond === 'candidate'),
        ),
        armsSection(
          'Forms of strategies, which clean up in their own way',
          strategies.filter(({ formOf }) => formOf !== undefined),
        ),
        armsSection(
          'Controls, in every run',
          controls.filter((arm) => !takesPart(arm, 'builds') || takesPart(arm, 'call-cost')),
        ),
        armsSection(
          'Special builds of the core, beside one another',
          controls.filter((arm) => takesPart(arm, 'builds') && !takesPart(arm, 'call-cost')),
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
      host.out.write(`${sections.join('\n\n')}\n`);
      return EXIT.done;
    }),
});

function armsSection(title: string, arms: readonly PlannedArm[]): string {
  return section(
    title,
    arms.map(({ name, summary }) => [name, summary]),
  );
}

function section(title: string, entries: readonly (readonly string[])[]): string {
  const width = Math.max(...entries.map(([name]) => name!.length));
  return [title, ...entries.map(([name, says]) => `  ${name!.padEnd(width)}  ${says}`)].join('\n');
}
