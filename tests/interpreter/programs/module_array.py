from array import array


def fails(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


a = array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.extend(array("i", [7]))
print(a, len(a), a[0], a[-1], a[1:3], a[::2], a.tolist(), list(a), 3 in a, 9 in a, a.typecode, a.itemsize)
a[0] = 10
a[1:3] = array("i", [8, 9, 9])
del a[0]
del a[-2:]
print(a, a.index(9), a.count(9), a.pop(), a.pop(0))
a.insert(1, 77)
a.remove(9)
a.reverse()
print(a, a + a, a * 2, 2 * a, a == array("i", [5, 4]), a == array("d", a), a < array("i", [99]))
a += array("i", [1])
a *= 2
print(a, sum(a), max(a), sorted(a), bool(array("d")), bool(a))
d = array("d", [1, 2.5])
f = array("f", [0.1, 1e10])
print(d, f, d[0], f[0], array("d"), array("d", range(3)))
d[0] = 7
print(d, array("d", [1, 2]) == array("i", [1, 2]), array("b", b"\x01\xff"), array("B", b"\x01\xff"), array("H", b"\x01\x02"))
print([array(code).itemsize for code in "bBhHiIlLqQfd"], array("d", [1.5]).tobytes(), array("h", [1, -2]).tobytes())
zeros = array("d", [0.0]) * 5
zeros[2] += 1.5
print(zeros)
m = [array("d", [0]) * 3 for _ in range(2)]
m[1][2] = 4
print(m)
for code, low, high in [("b", -129, 128), ("B", -1, 256), ("h", -40000, 40000), ("H", -1, 70000), ("i", -2**31 - 1, 2**31), ("I", -1, 2**32), ("l", -2**63 - 1, 2**63), ("L", -1, 2**64), ("q", -2**63 - 1, 2**63), ("Q", -1, 2**64)]:
    fails(array, code, [low])
    fails(array, code, [high])
print(array("q", [2**63 - 1, -2**63]), array("Q", [2**64 - 1]), array("L", [2**60])[0] + 1)
fails(array, "i", [1.5])
fails(array, "d", ["a"])
fails(array, "x")
fails(array, "i", "abc")
fails(a.append, "s")
fails(lambda: a[100])
fails(lambda: a["x"])
fails(a.__setitem__, 100, 1)
fails(array("i").pop)
fails(a.pop, 100)
fails(a.remove, 12345)
fails(a.index, 12345)
fails(a.extend, array("d", [1]))
fails(lambda: a + [1])
