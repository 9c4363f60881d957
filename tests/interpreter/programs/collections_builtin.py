a = [3, 1, 2]
a.append(5); a.extend([7, 6]); a.insert(1, 9); print(a, a.pop(), a.pop(0), a.index(2), a.count(9)); a.remove(9); a.sort(); print(a); a.sort(reverse=True); a.reverse(); print(a, sorted(a, key=lambda x: -x))
a[1:3] = [10, 11, 12]; print(a); del a[0]; del a[-2:]; print(a, a + [1], a * 2, [1, 2] == [1, 2], [1, 2] < [1, 3], a[::-1], a[-1]); a[::2] = [0] * len(a[::2]); print(a)
b = a; b += [99]; print(a is b, a); a *= 2; print(a, a.copy() == a); a.clear(); print(a, not a)
t = (1, 2, 3); print(t[1], t[1:], t + (4,), t * 2, (1, 2) < (1, 2, 3), 2 in t, t.index(3), t.count(1), len(t), hash((1, 2)) == hash((1, 2)))
d = {'a': 1, 'b': 2}; d['c'] = 3; print(d, d['a'], d.get('x'), d.get('x', 5), 'a' in d, len(d), list(d), list(d.values()), list(d.items()), d.pop('a'), d.setdefault('z', 26), d)
d.update({'q': 1}, r=2); del d['b']; print(d, d.keys() & {'c', 'zz'}, {**d, 'c': 0}, dict([(1, 2)], k=3), dict.fromkeys('ab', 0), d == dict(d), d | {'n': 1}); print(d.popitem(), {(1, 2): 'x', (1, 3): 'y'}[(1, 2)], {1: 2}.items())
d[2.0] = 'f'; d[True] = 't'; print(d, 2 in d, 1 in d, None in d)
s = {3, 1, 2}; s.add(2); s.discard(7); print(len(s), 2 in s, sorted(s | {9}), sorted(s & {1, 2}), sorted(s - {1}), sorted(s ^ {1, 8}), s <= {1, 2, 3, 4}, {1} < s, s == {1, 2, 3}, s.isdisjoint({5}), frozenset([1, 2]) == {1, 2}, {frozenset([1]): 2}[frozenset([1])])
print([x * y for x in range(3) for y in range(3) if x != y], {x: x * x for x in range(4)}, sorted({x % 3 for x in range(10)}), list(x for x in 'ab'), [[j for j in range(i)] for i in range(3)])
x, y = 1, 2; x, y = y, x; (p, [q, r]) = 1, (2, 3); first, *mid, last = range(5); *init, end = 'abc'; print(x, y, p, q, r, first, mid, last, init, end)
print(list(range(5)), list(range(2, 10, 3)), list(range(5, 0, -2)), range(10)[3], range(10)[2:5], 5 in range(10), len(range(0, 100, 7)), list(reversed(range(4))), list(reversed([1, 2])), range(3) == range(0, 3))
print(list(enumerate('ab', 1)), list(zip([1, 2, 3], 'ab')), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, '', 'a'])), any([0, 1]), all([]), list(zip()))
it = iter([1, 2]); print(next(it), next(it), next(it, 'end'), list(iter(lambda n=[0]: n.append(0) or len(n), 4)))
print(sorted([(2, 'b'), (1, 'z'), (2, 'a')]), sorted(['b', 'A', 'c'], key=str.lower), sorted([3, 1.5, True]), min([[2], [1, 5]]), max({'a': 3, 'b': 2}, key={'a': 3, 'b': 2}.get), min([], default='none'))
rec = [1]; rec.append(rec); print(rec); m = [[0] * 2 for _ in range(2)]; m[0][1] = 5; print(m, [1, [2, (3, {4: [5]})]])
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, float)), issubclass(bool, int), type(1), type([]), type(None), type(print), type(lambda: 0), type(range(1)), callable(len), callable(1))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: [][0]); attempt(lambda: {}['k']); attempt(lambda: {}[(1, 2)]); attempt(lambda: {[]: 1}); attempt(lambda: {1}.remove(2)); attempt(lambda: [].pop()); attempt(lambda: [1].remove(2)); attempt(lambda: [1].index(2)); attempt(lambda: (1,)[5]); attempt(lambda: [1]['a']); attempt(lambda: len(5)); attempt(lambda: iter(5)); attempt(lambda: next([])); attempt(lambda: sorted([1, 'a'])); attempt(lambda: max([])); attempt(lambda: range(1, 2, 0)); attempt(lambda: range(1.5)); attempt(lambda: [].foo); attempt(lambda: {}.popitem()); attempt(lambda: sum(['a'])); attempt(lambda: list(5)); attempt(lambda: dict([1])); attempt(lambda: set([[]])); attempt(lambda: (1, 2).append(3)); attempt(lambda: isinstance(1, 5)); attempt(lambda: 5()); attempt(lambda: 5[0]); attempt(lambda: None.x)
def f1():
    a, b = 1, 2, 3
def f2():
    a, b, c = [1, 2]
def f3():
    a, *b, c = [1]
def f4():
    a, b = 5
def f5():
    (1, 2)[0] = 5
def f6():
    for k in d: d[object()] = 1
def f7():
    del [][0]
def f8():
    'abc'[0] = 'x'
for f in (f1, f2, f3, f4, f5, f6, f7, f8): attempt(f)
