/**
 * Roles: the ways to keep data and to be called that the claims are about. A claim names roles; a target says which of its arms has
 * which role, so the same rules can judge another target.
 */

export const ROLES = {
  noHook: 'The interpreter calls no tool.',
  noStorage: 'A tool counts calls; it stores nothing and looks nothing up.',
  field: 'Each code object has a field for the data.',
  trailingField: 'A code object has a field at its end if a flag was set when it was created.',
  tableByNumber: 'A hash table, keyed by the number of the code object.',
  tableByAddress: 'A hash table, keyed by the address of the code object.',
  tableByObject: 'A hash table, keyed by the code object, which it keeps alive.',
  weakMap: 'A hash table, keyed by the code object, which it does not keep alive.',
  weakReferenceList: 'A weak reference on the list of the code object holds the data.',
  countInCode: 'Each code object has a count of its executions; a hash table holds the rest.',
  tuple: 'Each code object has a tuple, which a tool scans for its data.',
  indexedArray: 'Each code object has an array, in which each tool has an index.',
  unusedField: 'Each code object has a field that no tool uses.',
  unusedFieldWithoutHook: 'The same, and the interpreter calls no tool.',
  globalHook: 'One hook for all interpreters of the process.',
  sharedHookOnCode: 'A hook on each code object, the same on all of them.',
  ownHookOnCode: 'A hook on each code object, which holds the data of that object.',
  emptyHookOnCode: 'Each code object could have a hook, and none has one.',
  decorator: 'No hook: each function is replaced by a callable that counts and calls it.',
} as const;

export type Role = keyof typeof ROLES;

/** The arm that has each role, by its name in rows. A target without a role gives it a name that no row has. */
export type Roles = Readonly<Record<Role, string>>;

/** Where strategies run, as the claims see it. */
export interface Target {
  readonly roles: Roles;
  /** By the id of a claim: what the target can only imitate and the claim depends on. */
  readonly standsIn: Readonly<Record<string, string>>;
}

/** Where the python-dev discussion would keep the data. Its hash table has four kinds of key here. */
export const DISCUSSED: readonly Role[] = [
  'field',
  'trailingField',
  'tableByNumber',
  'tableByAddress',
  'tableByObject',
  'weakMap',
  'weakReferenceList',
  'countInCode',
];
