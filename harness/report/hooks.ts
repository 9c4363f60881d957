/**
 * Who holds the hook, as tables: a call in builds of the core that differ in what has a hook of its own, and in a build with a field
 * that nobody uses. What a build can do and cannot is said in words beside its figures.
 */

import type { Run } from '../records/schema.ts';
import { bytesOfOne } from './comparison.ts';
import { isMeasured, rowLike, rowsLike, type Wanted } from './rows.ts';
import { type Asked, type AskedLine, column, NONE, type Table, tableOf } from './table.ts';

/** Where the hook is, from nowhere to everywhere. */
const GRAINS: readonly { readonly arm: string; readonly is: string; readonly words: string }[] = [
  {
    arm: 'no-hook',
    is: 'no hook',
    words: 'No tool sees a frame, and calls stay in the evaluation loop.',
  },
  {
    arm: 'global-hook',
    is: 'one for the process',
    words: 'The last tool that sets it has it, in every interpreter. It sees every frame.',
  },
  {
    arm: NONE,
    is: 'one for each interpreter, as PEP 523 has it',
    words:
      'One tool for each interpreter, which sees every frame there; interpreters stay apart. A second tool takes the place of the first.',
  },
  {
    arm: 'hook-on-code',
    is: 'one on each code object, the same on all',
    words:
      'Each code object may have another tool. A tool has to be told of each code object, and sees every frame of those.',
  },
  {
    arm: 'own-hooks',
    is: 'one on each code object, each with a count of its own',
    words:
      'As above; and the hook is itself the place for the data: nothing is looked up, and one tool has it.',
  },
  {
    arm: 'idle-hooks',
    is: 'possible on code objects, none set',
    words:
      'What those pay for the finer grain who use no tool: a field on each code object, and a load more on each call.',
  },
  {
    arm: 'decorator',
    is: 'a callable in the place of each function',
    words:
      'Needs no hook. Sees calls by the name of a replaced function: no methods, no resumed generators, no functions made while the program runs.',
  },
  {
    arm: 'inline',
    is: 'one for each interpreter, which finds its count in the field',
    words: 'For comparison: what it costs to find data, where the grain leaves it to a storage.',
  },
];

export function hookTables(run: Run): Table[] {
  return [grains(run), unusedField(run)].filter((table) => table !== null);
}

/** The arms of the grains, in their order. */
export const GRAIN_ARMS: readonly string[] = GRAINS.map(({ arm }) => arm);

export function builtPrograms(run: Run): string[] {
  return [...new Set(rowsLike(run, { experiment: 'builds' }).map(({ workload }) => workload))];
}

const BUILDS = { experiment: 'builds' } as const;

/** A group of columns, one for each program. */
function perProgram(run: Run, group: string, wanted: Wanted): Asked[] {
  return builtPrograms(run).map((workload) => column(group, workload, { ...BUILDS, workload, ...wanted }));
}

function grains(run: Run): Table | null {
  return tableOf(run, {
    title: 'The grain of the hook',
    aid:
      'A call of each program under a tool that counts calls. The count is at hand in the hook wherever the grain allows it, so that ' +
      'only the grain differs; `none` is the hook that PEP 523 brought.',
    words: 'what it can do, and what it cannot',
    of: 'the hook',
    columns: [
      ...perProgram(run, 'A call, ns', { metric: 'ns' }),
      ...perProgram(run, 'Added to no hook, ns', { metric: 'added-ns', reference: 'no-hook' }),
      ...perProgram(run, 'Added to one per interpreter, ns', { metric: 'added-ns', reference: NONE }),
    ],
    lines: GRAINS.map(({ arm, is, words }) => ({ ...lineOf(arm, is), words })),
  });
}

function lineOf(arm: string, where: string | null): AskedLine {
  return { arm: { name: arm, formOf: null }, where, wanted: { strategy: arm } };
}

/** A line of the terminal for each grain. */
export function hooksInShort(run: Run): Table | null {
  return tableOf(run, {
    title: 'hook',
    aid: 'A call under each hook, ns, and what that is more than with one hook for each interpreter, %.',
    of: 'the hook',
    columns: [
      ...perProgram(run, 'ns', { metric: 'ns' }),
      ...perProgram(run, 'to none, %', { metric: 'ratio', reference: NONE }),
    ],
    lines: GRAINS.map(({ arm }) => lineOf(arm, null)),
  });
}

/** What everybody pays for a field, and who is spared by a build without it. */
function unusedField(run: Run): Table | null {
  // The layout is measured beside strategies with an extra on each object; of its own it stores none.
  const bytes = { ...bytesOfOne(run), attachFraction: 1 };
  const bare = rowLike(run, { ...bytes, metric: 'bytes-in-all', strategy: NONE });
  const line = (arm: string, reference: string, where: string): AskedLine => {
    return { arm: { name: arm, formOf: null }, where, wanted: { strategy: arm, reference } };
  };
  return tableOf(run, {
    title: 'A special build',
    aid:
      'One more field on each code object, and nobody reads or writes it: what is saved by a build without it. Bytes are more than ' +
      'code objects without the field take; time is more than the same program takes without the field.',
    of: 'the build',
    columns: [
      column('Added to a code object', 'bytes', bytes),
      ...(isMeasured(bare) ? [column('Added to a code object', '%', bytes, 100 / bare.estimate)] : []),
      ...perProgram(run, 'Added to a call, ns', { metric: 'added-ns' }),
      ...perProgram(run, 'Added to a call, %', { metric: 'ratio' }),
    ],
    lines: [
      line('unused-field', NONE, 'under a hook, to `none`'),
      line('unused-field-no-hook', 'no-hook', 'without one, to `no-hook`'),
    ],
  });
}
