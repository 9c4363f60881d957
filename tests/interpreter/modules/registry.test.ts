/** The table of modules. */

import { expect, test } from 'vitest';
import { isKnownModule, MODULE_NAMES } from '../../../interpreter/modules/index.ts';
import { outputOf } from '../running.ts';

test('names are sorted, and known', () => {
  expect([...MODULE_NAMES].sort()).toEqual(MODULE_NAMES);
  expect(MODULE_NAMES.every(isKnownModule)).toBe(true);
  expect(isKnownModule('tkinter')).toBe(false);
});

test.each(MODULE_NAMES)('import %s', (name) => {
  expect(outputOf(`import ${name}\nprint(${name}.__name__)\nimport ${name} as m\nprint(m.__name__)\n`)).toBe(
    `${name}\n${name}\n`,
  );
});

test('a part of a package is one module however it is imported', () => {
  const source = `
import os
import os.path
import os.path as p
from os import path
from os.path import join
import collections.abc as a
import collections
print(p is path is os.path, join is p.join, a is collections.abc)
`;
  expect(outputOf(source)).toBe('True True True\n');
});
