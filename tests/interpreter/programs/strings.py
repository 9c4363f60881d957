s = 'Hello, World'
print(s[0], s[-1], s[2:5], s[::-1], s[::2], s[5:2], len(s), s * 2, 'ell' in s, 'x' not in s)
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), 'abc'.center(9, '*'), 'ab'.ljust(4) + '|', 'ab'.rjust(4), '42'.zfill(5), '-42'.zfill(5))
print(s.find('o'), s.rfind('o'), s.find('z'), s.index('W'), s.count('l'), s.startswith('Hell'), s.endswith(('x', 'ld')), s.replace('l', 'L', 2))
print(' a b  c '.split(), 'a,b,,c'.split(','), 'a b c'.split(None, 1), 'a,b,c'.rsplit(',', 1), 'a\nb\r\nc'.splitlines(), 'k=v=w'.partition('='), 'k=v=w'.rpartition('='))
print('  x '.strip() + '|', 'xxaxx'.strip('x'), 'xxa'.lstrip('x'), 'axx'.rstrip('x'), '-'.join(['a', 'b']), 'abc'.isalpha(), '12'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'A'.isupper())
print(repr('it\'s'), repr("say \"hi\""), repr('both \' and "'), repr('tab\t nl\n \\ \x00 \x7f é \u200b 😀'), ascii('é😀'))
print('😀abc'[1], len('😀abc'), '😀abc'[::-1], ord('😀'), chr(128512), '😀a'.find('a'))
print('%d %5d|%-5d|%05d %x %X %o %e %f %.2f %g %s %r %c %%' % (42, 42, 42, 42, 255, 255, 8, 12345.678, 1.5, 3.14159, 0.0001, 'str', 'rep', 'c'))
print('%(a)s-%(b)03d' % {'a': 1, 'b': 2}, '%s' % (1,), '%s' % [1, 2], '%+d % d' % (5, 5), '%10.3f|%-10.3f|' % (3.14159, 3.14159), '%*d' % (5, 42))
print('{} {} {0}'.format(1, 2) if False else '{0} {1} {0}'.format(1, 2), '{a} {b[0]} {c.real}'.format(a=1, b=[2], c=3), '{:>5}|{:<5}|{:^5}|{:*^7}'.format(1, 2, 3, 4), '{!r}'.format('x'), '{{}}'.format())
print(f'{1+1} {s!r:>16} {3.14159:.2f} {1000000:,} {255:#x} {255:08b} {0.5:%} {1e10:g} {12345.678:e} {"x":>3} {1.0} {True:d} {42:+} {-3.7:.0f}')
w = 8
print(f'{3.14159:{w}.{2}f}|{s=}|{w:>{w}}|{"":-^{w}}')
print(f'{1234567.891:,.2f} {1234567:_} {0.1:.20f} {2.5:.0f} {1e-10} {1e300 * 10} {123.456:10.3e} {0:.3g} {100000000.0:g} {1.5:g} {10 ** 20:,}')
print('abc' < 'abd', 'a' < 'B', 'abc' == 'abc', 'a' + 'b' 'c', sorted('hello'), list('abc'), tuple('ab'), max('hello'), 'abc'.encode(), b'xyz'.decode(), b'a\x00\xff', b'abc'[0], b'abc'[1:])
print('a\tb'.expandtabs(4), 'abc'.translate({97: 'x', 98: None}), 'hello world'.translate(str.maketrans('lo', '01')), 'ß'.casefold(), 'x'.join(map(str, range(4))))
print(str(None), str(True), str(1.5), str([1, 'a', None]), str({'k': (1,)}), str(('x',)), str(set()), str(frozenset([1])), repr(range(3)), repr(range(1, 9, 2)), str(slice(1, 2)))
print('%s %s' % ('a', 1.0), '%5s|%-5s|%.2s' % ('ab', 'ab', 'abcdef'), '%i' % 3.9, '%r' % (None,))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: 'abc'[10]); attempt(lambda: 'abc'['x']); attempt(lambda: 'a'.index('z')); attempt(lambda: ''.join([1])); attempt(lambda: '%d' % 'x'); attempt(lambda: '%d %d' % (1,)); attempt(lambda: '%d' % (1, 2)); attempt(lambda: 'x'.foo); attempt(lambda: '{}'.format()); attempt(lambda: ord('ab')); attempt(lambda: 'a' in 5); attempt(lambda: 1 in 'abc'); attempt(lambda: chr(-1)); attempt(lambda: '{x}'.format())
