/**
 * The target that the claims are judged on: the core of this project, on a JavaScript engine. Only here does claims/ name strategies.
 */

import type { Target } from './roles.ts';

export const CORE: Target = {
  roles: {
    noHook: 'no-hook',
    noStorage: 'none',
    field: 'inline',
    trailingField: 'trailing',
    tableByNumber: 'map-by-id',
    tableByAddress: 'map-by-address',
    tableByObject: 'map-by-object',
    weakMap: 'weakmap',
    weakReferenceList: 'weakref-list',
    countInCode: 'count-in-code',
    tuple: 'tuple',
    indexedArray: 'indexed',
    unusedField: 'unused-field',
    unusedFieldWithoutHook: 'unused-field-no-hook',
    globalHook: 'global-hook',
    sharedHookOnCode: 'hook-on-code',
    ownHookOnCode: 'own-hooks',
    emptyHookOnCode: 'idle-hooks',
    decorator: 'decorator',
  },
  standsIn: {
    'field-fastest':
      'A field of a JavaScript object stands in for a field of a C struct, a Map for a hash table in C.',
    'hash-bearable':
      'V8’s Map stands in for a hash table in C; the call that its share is taken of is CPython’s own.',
    'field-wastes':
      'The bytes are V8’s; its pointers are as long as those of C on a 64-bit machine. The number like an address that `map-by-address` needs takes 16 bytes in V8 and nothing in C, so ' +
      'that Map is not among those held against the field here.',
    'trailing-saves':
      'Two layouts of a JavaScript class stand in for two sizes of one C struct; C has no layouts to tell apart.',
    'trailing-jit-moot': 'The shares are those of recorded CPython programs, from their start to their end.',
    'weaklist-if-empty':
      'A WeakRef of JavaScript is dearer to ask than a weak reference of CPython, which is a pointer.',
    'weaklist-unbounded':
      'A WeakRef of JavaScript is dearer to ask than a weak reference of CPython; that each one on the list is asked is the same.',
    'weaklist-cleans':
      'A finalisation callback of JavaScript runs some time after the collection; that of a CPython weak reference at once, as the count of references falls to zero.',
    'hook-granularity':
      'A load from a module, an interpreter or a code object of JavaScript stands in for one in C.',
    'count-elsewhere': 'A Map of V8 stands in for the table of a JIT in C.',
  },
};
