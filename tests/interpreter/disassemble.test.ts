import { expect, it } from 'vitest';
import { disassemble } from '../../interpreter/disassemble.ts';
import { compiled } from './compiling.ts';

it('shows lines, targets, handlers, and the code objects inside', () => {
  const source =
    'def f(xs):\n    for x in xs:\n        try:\n            g(x)\n        except E:\n            pass\n';
  expect(disassemble(compiled(source))).toBe(`Disassembly of <module>, file.py line 1:
    1         0 LOAD_CONST               0 (<code object f, line 1>)
              1 MAKE_FUNCTION            0
              2 STORE_NAME               0 (f)
              3 LOAD_CONST               1 (None)
              4 RETURN_VALUE

Disassembly of f, file.py line 1:
    2         0 LOAD_FAST                0 (xs)
              1 GET_ITER
        >>    2 FOR_ITER                20 (to 20)
              3 STORE_FAST               1 (x)
    4         4 LOAD_GLOBAL              0 (g)
              5 LOAD_FAST                1 (x)
              6 CALL                     1
              7 POP_TOP
              8 JUMP                     2 (to 2)
        >>    9 PUSH_EXC_INFO
    5        10 LOAD_GLOBAL              1 (E)
             11 CHECK_EXC_MATCH
             12 POP_JUMP_IF_FALSE       16 (to 16)
             13 POP_TOP
    6        14 POP_EXCEPT
             15 JUMP                     2 (to 2)
    5   >>   16 RERAISE                  0
        >>   17 COPY                     3
             18 POP_EXCEPT
             19 RERAISE                  1
        >>   20 LOAD_CONST               0 (None)
             21 RETURN_VALUE
Handlers:
  4 to 7 -> 9 [1]
  9 to 13 -> 17 [2] lasti
  16 to 16 -> 17 [2] lasti
`);
});

it('writes constants as Python would', () => {
  const text = disassemble(
    compiled(`g(1.0, 1e300, "it's", 'a"b', b'\\x00a', (1,), (), None, True, ..., 2 ** 64, '\\n')`),
  );
  for (const constant of [
    '(1.0)',
    '(1e+300)',
    `("it's")`,
    `('a"b')`,
    '((1,))',
    '(())',
    '(None)',
    '(True)',
    '(Ellipsis)',
  ]) {
    expect(text).toContain(constant);
  }
  expect(text).toContain("('\\n')");
  expect(text).toContain("(b'\\x00a')");
  expect(text).toContain('(18446744073709551616)');
});
