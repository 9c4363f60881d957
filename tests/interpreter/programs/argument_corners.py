def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

class Three:
    def __index__(self): return 3

print('x' * Three(), Three() * [0], 'ab'.center(Three() + 0 if False else 4, '*'), 'abcabc'.find('c', Three()), 'a'.zfill(Three()))
attempt(lambda: 'x' * 2.0)
attempt(lambda: [1] * Three)
for call in (
    lambda: 'abc'.center('a'), lambda: 'abc'.ljust(5, 'xy'), lambda: 'abc'.zfill('a'), lambda: 'abc'.split('b', 'c'),
    lambda: 'abc'.rsplit('b', None), lambda: 'abc'.find('b', 'c'), lambda: 'abc'.count('b', 'c'),
    lambda: 'abc'.startswith('b', 'c'), lambda: 'abc'.expandtabs('a'), lambda: 'abc'.removeprefix(1),
    lambda: 'abc'.removesuffix(None), lambda: [1].insert('a', 1), lambda: bytes(-5), lambda: b'ab'.join([1]),
    lambda: (5).to_bytes(-5, 'big'), lambda: list(enumerate('a', 'b')), lambda: filter(1), lambda: reversed(), lambda: sorted(),
    lambda: set('a', 1), lambda: frozenset('a', 1), lambda: tuple('a', 1), lambda: float(1, 2), lambda: bool(1, 2),
    lambda: [1].index(1, None), lambda: (1,).index(1, None), lambda: (1, 2).index('ab', -1, 1),
    lambda: (1, 2, 1).index(1, -1), lambda: [1, 2, 1].index(1, -2), lambda: [1, 2, 1].index(2, 0, -1), lambda: [1].index(1, -9),
    lambda: 'abc'.encode(1), lambda: b'abc'.decode('ascii'), lambda: b'\xe9'.decode('latin-1'), lambda: b'\xe9'.decode('ascii'),
    lambda: str(b'ab', 'utf-8'), lambda: type(None)(),
):
    attempt(call)

class Numbers(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
print(Numbers(1, 2, 3), len(Numbers(1, 2)))
class Named(set):
    def __init__(self, name, items):
        super().__init__(items)
        self.name = name
print(len(Named('n', [1, 2])), Named('n', []).name)
