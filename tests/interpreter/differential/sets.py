"""set and frozenset: methods, operators, order of iteration."""


def show(compute):
    """Prints the value, or the error."""
    try:
        print(repr(compute()))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


def after(value, *changes):
    """The value when it has been changed."""
    for change in changes:
        change(value)
    return value


L = [5, 3, 1, 4]
D = {'a': 1, 'b': 2}
S = {3, 1, 2}
T = (1, 2, 3)
show(lambda: (S|{4}, S&{1,9}, S-{1}, S^{1,7}, S<={1,2,3,4}, S<S, S>=S, S=={1,2,3}, 1 in S, len(S)))
show(lambda: (S.union([4],[5]), S.intersection([1,2]), S.difference([1])))
show(lambda: (S.symmetric_difference([1,8]), S.issubset([1,2,3]), S.issuperset([1])))
show(lambda: (S.isdisjoint([7]), S.copy(), sorted(S)))
show(lambda: S|[1])
show(lambda: S.add([]))
show(lambda: S.remove(10))
show(lambda: set().pop())
show(lambda: ({1,2}.pop(), frozenset([1,2]), frozenset(), set(), {1}, frozenset([1])|{2}))
show(lambda: ({1}|frozenset([2]), frozenset([1])=={1}, {frozenset([1]):2}))
show(lambda: (hash(frozenset([1]))==hash(frozenset([1])), set('a'), {*[1,2],*(3,)}))
show(lambda: ({**{'a':1},'b':2}, [*[1],*'ab'], (*[1],)))
show(lambda: after({1,2,3}, lambda s:s.discard(1), lambda s:s.discard(9), lambda s:s.update([7],[8]), lambda s:s.intersection_update([2,7]), lambda s: s.add(0)))
show(lambda: after({1,2,3}, lambda s:s.difference_update([1])))
show(lambda: after({1,2},lambda s:s.symmetric_difference_update([2,3])))
show(lambda: (after({1,2}, lambda s: s.__ior__({3})), after({1,2}, set.clear)))
show(lambda: frozenset([1]).add(2))
show(lambda: (T+(4,), T*2, T.index(2), T.count(1), T[1:], T[::-1], 2 in T, len(T), max(T), sum(T)))
show(lambda: ((1,2,3)[-1], ((1,),), (), (1,)))
