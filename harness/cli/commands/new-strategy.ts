/** `new-strategy`: write the skeleton of a strategy and its place in the registry. */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { STRATEGIES } from '../../../strategies/index.ts';
import { EXIT, type ExitCode, usageFailure } from '../../failure.ts';
import { LAWS_PAGE } from '../../run/broken-laws.ts';
import { isTaken, KEBAB_CASE, LONGEST_NAME } from '../../run/user-strategy.ts';
import { finishWith } from '../exit.ts';
import type { Host } from '../host.ts';
import { ROOT } from '../places.ts';
import { registered, skeleton } from '../skeleton.ts';

interface NewStrategyArguments {
  name: string;
  out: string | undefined;
}

export const newStrategyCommand = (host: Host): CommandModule<object, NewStrategyArguments> => ({
  command: 'new-strategy <name>',
  describe: 'Write the skeleton of a strategy and its place in the registry',
  builder: (yargs: Argv) =>
    yargs
      .positional('name', {
        type: 'string',
        demandOption: true,
        describe: 'Name of the strategy, in kebab case',
      })
      .option('out', {
        type: 'string',
        describe: 'New file outside the project; the registry is left alone',
        requiresArg: true,
      })
      .example('npm run new-strategy -- page-table', 'writes strategies/page-table.ts')
      .example('npm run new-strategy -- page-table --out ../page-table.ts', 'for --strategy ../page-table.ts')
      .strict() as unknown as Argv<NewStrategyArguments>,
  handler: ({ name, out }) => finishWith(host, () => make(name, out, host)),
});

function make(name: string, out: string | undefined, host: Host): ExitCode {
  if (Array.isArray(out)) throw usageFailure('--out was given twice. Name one file.');
  refuseName(name);
  const lines = out === undefined ? addToProject(name) : writeOutside(name, out);
  host.out.write(`${lines.join('\n')}\n`);
  return EXIT.done;
}

function refuseName(name: string): void {
  if (!KEBAB_CASE.test(name) || name.length > LONGEST_NAME) {
    throw usageFailure(
      `"${name}" cannot be the name of a strategy: expected small letters, digits and single hyphens, a letter first, at most ` +
        `${LONGEST_NAME} characters. Try page-table.`,
    );
  }
  if (isTaken(name)) {
    throw usageFailure(
      `The name "${name}" belongs to a strategy or control of the project (npm run list names them all). Try another.`,
    );
  }
}

function addToProject(name: string): string[] {
  const file = join(ROOT, 'strategies', `${name}.ts`);
  const registry = join(ROOT, 'strategies', 'index.ts');
  refuseExisting(file);
  const text = readFileSync(registry, 'utf8');
  const firstForm = STRATEGIES.find(({ formOf }) => formOf !== undefined)?.name;
  const longer = registered(text, name, firstForm);
  if (longer === null) {
    throw usageFailure(
      'strategies/index.ts does not look as expected: one import line for each strategy, and each in the list STRATEGIES. Nothing ' +
        `was changed. Write the skeleton elsewhere (npm run new-strategy -- ${name} --out FILE.ts) and add it by hand.`,
    );
  }
  writeNew(file, skeleton(name, 'in-the-project'));
  try {
    writeFileSync(registry, longer);
  } catch (error) {
    rmSync(file);
    throw usageFailure(`Cannot write strategies/index.ts: ${(error as Error).message}. Nothing was changed.`);
  }
  return [
    `wrote    ${shown(file)}: a strategy that works, to be changed`,
    `changed  ${shown(registry)}: its import, and its place among the candidates`,
    ...nextSteps(name),
  ];
}

function writeOutside(name: string, out: string): string[] {
  const file = resolve(out);
  if (!file.endsWith('.ts'))
    throw usageFailure(`--out ${out}: expected a TypeScript file. Try --out ${out}.ts.`);
  writeNew(file, skeleton(name, 'outside'));
  return [`wrote    ${shown(file)}: a strategy that works, to be changed`, ...nextSteps(shown(file))];
}

function nextSteps(given: string): string[] {
  return [
    `next     npm run laws -- ${given}`,
    `         npm run compare -- --quick --strategy ${given}`,
    `         ${LAWS_PAGE} leads from here to a result`,
  ];
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return;
  throw usageFailure(`${shown(file)} exists already, and nothing is overwritten. Try another name.`);
}

function writeNew(file: string, text: string): void {
  refuseExisting(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw usageFailure(`Cannot write ${shown(file)}: ${(error as Error).message}`);
  }
}

/** A path as one would type it from here. */
function shown(file: string): string {
  return relative(process.cwd(), file);
}
