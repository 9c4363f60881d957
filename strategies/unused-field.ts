/**
 * Unused field: the control that has room and stores nothing. Every code object has one field more, and nobody reads or
 * writes it: CPython's own co_extra in a process where no tool runs. Whatever differs from `none` here, everybody pays.
 *
 * Not here: a tool that tries the field and finds it empty. That is a look-up, and `inline` shows it.
 */

import type { Strategy } from './contract.ts';
import { NoTable } from './tables/no-table.ts';

const unusedField: Strategy = {
  name: 'unused-field',
  title: 'Unused field',
  summary: 'One more field on every code object, and nobody uses it: the price of having room.',
  origin: 'co_extra of CPython in a process without a tool; the memory that the thread argued about (2016)',
  role: 'control',
  promises: {
    fate: 'nothing-stored',
    means: 'nothing is stored',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    class RoomyCode extends Code {
      extra: object | undefined = undefined;
    }
    return {
      layout: { plain: RoomyCode, roomy: RoomyCode },
      open: <Extra extends object>() => new NoTable<Extra>(),
    };
  },
};

export default unusedField;
