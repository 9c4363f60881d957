/** Built-in functions of Python that are outside the subset: they say so when they are called. */

import { pyError } from '../objects/exception.ts';
import type { Native } from '../objects/function.ts';
import { nativeList } from './define.ts';

const REASONS: Record<string, string> = {
  breakpoint: 'there is no debugger',
  compile: 'programs do not make programs',
  eval: 'programs do not make programs',
  exec: 'programs do not make programs',
  input: 'programs read nothing',
  memoryview: 'use bytes or bytearray',
  open: 'programs have no files',
};

export const REFUSED_FUNCTIONS: readonly Native[] = Object.entries(REASONS).map(([name, reason]) =>
  nativeList(name, () => {
    throw pyError('NotImplementedError', `${name}() is outside the supported subset of Python: ${reason}`);
  }),
);
