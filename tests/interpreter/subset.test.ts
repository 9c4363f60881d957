import { describe, expect, it } from 'vitest';
import { Interpreter } from '../../interpreter/index.ts';
import { MODULE_NAMES } from '../../interpreter/modules/index.ts';
import { compiled, refusal } from './compiling.ts';
import { runPython } from './running.ts';

describe('outside the subset', () => {
  it.each([
    ['match x:\n    case 1:\n        pass', '1:1', 'match statement'],
    ['try:\n    pass\nexcept* E:\n    pass', '1:1', 'except* clause'],
    ['async def f():\n    async for x in y:\n        pass', '2:5', 'async for statement'],
    ['async def f():\n    async with x:\n        pass', '2:5', 'async with statement'],
    ['async def f():\n    return [x async for x in y]', '2:12', 'async comprehension'],
    ['async def f():\n    return [await x for x in y]', '2:13', 'async comprehension'],
    ['async def f():\n    yield 1', '2:5', 'yield inside async def'],
    ['x = 1 + 2j', '1:9', 'complex number'],
    ['type X = int', '1:1', 'type statement'],
    ['def f[T](x): pass', '1:7', 'type parameter list'],
    ['from math import *', '1:1', 'import *'],
    [String.raw`x = '\N{DASH}'`, '1:5', '\\N{...} escape'],
    [String.raw`x = '\777'`, '1:5', 'octal escape above \\377'],
    ["x = t'a'", '1:5', 'template string'],
  ])('%j is refused at its place', (source, place, feature) => {
    const error = refusal(`${source}\n`);
    const [line, column] = place.split(':').map(Number);
    expect(error).toMatchObject({ name: 'UnsupportedSyntax', filename: 'file.py', line, column });
    expect(error.message.startsWith(`file.py:${place}: `)).toBe(true);
    expect(error.message).toContain(feature);
  });

  it('is told before anything else of the file is compiled', () => {
    expect(refusal('nonlocal x\nmatch x:\n    case 1:\n        pass\n').name).toBe('UnsupportedSyntax');
  });

  it('says what to write instead', () => {
    expect(refusal('match x:\n    case 1:\n        pass\n').message).toContain('if / elif');
  });
});

describe('no Python', () => {
  it.each([
    ['return 1', "'return' outside function"],
    ['class A:\n    yield 1', "'yield' outside function"],
    ['def f():\n    await x', "'await' outside async function"],
    ['async def f():\n    yield from x', "'yield from' inside async function"],
    ['break', "'break' outside loop"],
    ['while x:\n    def f():\n        continue', "'continue' not properly in loop"],
    ['for x in y:\n    pass\nelse:\n    break', "'break' outside loop"],
    ['f() = 1', 'cannot assign to'],
    ['None = 1', 'cannot assign to'],
    ['x = 1 = y', 'cannot assign to'],
    ['*a = b', 'starred assignment target must be in a list or tuple'],
    ['*a, *b = c', 'multiple starred expressions in assignment'],
    ['del f()', 'cannot assign to'],
    ['del *a', ''],
    ['del (a, None)', 'cannot assign to'],
    ['for f() in x: pass', 'cannot assign to'],
    ['with a as f(): pass', 'cannot assign to'],
    ['f(a=1, a=2)', 'keyword argument repeated: a'],
    ['f(a=1, 2)', 'positional argument follows keyword argument'],
    ['try:\n    pass\nexcept:\n    pass\nexcept E:\n    pass', "default 'except:' must be last"],
    ['x = 1\nfrom __future__ import annotations', 'must occur at the beginning'],
    ['from __future__ import braces', 'future feature braces is not defined'],
    ["f'{x!z}'", 'invalid'],
    ['def f():\n    [(yield x) for x in y]', "'yield' inside list comprehension"],
  ])('%j is a syntax error', (source, reason) => {
    const error = refusal(`${source}\n`);
    expect(error.name).toBe('SyntaxError');
    expect(error.message).toContain(reason);
  });
});

it('lets pass what only looks like it', () => {
  compiled('match = type = case = 1\nprint(match, type)\nmatch[0]: int = 1\n');
  compiled('while x:\n    break\nelse:\n    pass\n');
  compiled('"""Docstring."""\nfrom __future__ import annotations, division\n');
  compiled('async def f():\n    def g():\n        yield 1\n    return await g()\n');
});

describe('imports of modules that are not there', () => {
  const importing = (source: string) => () => new Interpreter().compile(source, 'file.py');

  it.each([
    ['x = 1\n\nimport re', '3:1', 're'],
    ['if 1:\n    from xml.dom import minidom', '2:5', 'xml.dom'],
    ['class C:\n    import re', '2:5', 're'],
    ['try:\n    import re\nfinally:\n    pass', '2:5', 're'],
    ['try:\n    pass\nexcept ImportError:\n    import re', '4:5', 're'],
  ])('%j is refused', (source, place, name) => {
    const [line, column] = place.split(':').map(Number);
    const refused = { name: 'UnsupportedSyntax', filename: 'file.py', line, column };
    expect(importing(source)).toThrow(expect.objectContaining(refused));
    for (const named of [` ${name} `, MODULE_NAMES.join(', ')]) expect(importing(source)).toThrow(named);
  });

  it.each([
    'def f():\n    import re',
    'try:\n    import re\nexcept ImportError:\n    re = None',
    'if TYPE_CHECKING:\n    import re',
    'from __future__ import annotations\nimport math, sys',
  ])('%j waits until it runs', (source) => {
    expect(importing(source)).not.toThrow();
  });

  it('a late one raises what it does in CPython, with a note that names the modules there are', () => {
    const lines = runPython('def f():\n    import re\nf()').output.trimEnd().split('\n');
    expect(lines.at(-2)).toBe("ModuleNotFoundError: No module named 're'");
    expect(lines.at(-1)).toContain(MODULE_NAMES.join(', '));
  });
});
