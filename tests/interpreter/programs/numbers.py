print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, 0 % -5)
print(2 ** 10, 2 ** 100, 2 ** -1, (-2) ** 3, 0 ** 0, 10 ** 20 // 3, -(10 ** 20) // 3, -(10 ** 20) % 7)
print(9007199254740991 + 1, 9007199254740992 - 1, 9007199254740991 * 3, -9007199254740991 - 5)
print(123456789 * 987654321, 123456789123456789 - 123456789123456780)
print(1 << 40, (1 << 70) >> 68, -1 >> 3, -9 >> 1, 5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 0xffffffffff, 1 << 31, 3 << 30)
print(0xffffffff & 0x80000000, 0xffffffff | 1 << 40, ~0xffffffff, (1 << 64) - 1 & 0xffff)
print(7 / 2, 1 / 3, 10 ** 30 / 3, 2 ** 1023 / 2 ** 1000, -7 / 2)
print(1.0, 1e16, 1e15, 123456789.0, 1.5e-5, 0.0001, 1e100, -0.0, 1e22, 1.7976931348623157e308)
print(float('inf'), float('-inf'), float('nan'), 0.1 + 0.2, 1e-7, 5e-324)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 2.0 ** 0.5, 1e308 * 10)
print(1 == 1.0, 1 == True, 0 == False, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 1 < 1.5, True + True)
print({1: 'a', 1.0: 'b', True: 'c'}, hash(1) == hash(1.0), hash(-1), hash(2 ** 61), hash(1.5) == hash(1.5))
print(int('12'), int('-0x1f', 16), int('0b101', 0), int('1_000'), int(' 7 '), int(3.9), int(-3.9), int(1e20), int('z', 36))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1234, -2), round(0.5), round(1.25, 1))
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 10, 1000), pow(3, -1, 7), abs(-5), abs(-2.5))
print(hex(255), oct(8), bin(5), hex(-255), bin(2 ** 70))
print(min(3, 1, 2), max([1, 5, 3]), sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []), max('abc', key=lambda c: -ord(c)))
print((5).bit_length(), (2 ** 100).bit_length(), (1.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio())
print(3 < 4 < 5, 3 < 4 > 5, 1 != 2, not 0, 5 and 0, 0 or 'x', -(-3), +True, -True)
x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 1; x &= 0xff; x ^= 2
print(x)
y = 3
y /= 2
print(y, 3 * 1.0, 2 - 0.5, 1 + 1.0)
for bad in ['1 / 0', '1 // 0', '1 % 0', '1.0 / 0', '1.0 % 0', '1 + "a"', '"a" + 1', '[] + 1', '-"a"', '1 << -1', 'int("x")', 'float("y")']:
    pass
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: 1 / 0); attempt(lambda: 1 // 0); attempt(lambda: 1 % 0); attempt(lambda: 1.0 / 0); attempt(lambda: 1.0 // 0)
attempt(lambda: 1 + 'a'); attempt(lambda: 'a' + 1); attempt(lambda: [] + 1); attempt(lambda: -'a'); attempt(lambda: 1 << -1)
attempt(lambda: int('x')); attempt(lambda: float('y')); attempt(lambda: int([])); attempt(lambda: 1 < 'a'); attempt(lambda: None + 1)
attempt(lambda: 10.0 ** 400); attempt(lambda: [1] * 'a'); attempt(lambda: 1 @ 2); attempt(lambda: 1.5 & 2); attempt(lambda: int('1__0'))
