"""list and tuple: indices, slices, methods, comparison."""


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
show(lambda: (L[1:3], L[::-1], L[-1], L[::2], L[10:], L[-10:2], L[3:0:-1]))
show(lambda: L[4])
show(lambda: L['a'])
show(lambda: L[1.0])
show(lambda: L[None])
show(lambda: T[5])
show(lambda: T['a'])
show(lambda: after([1,2,3], lambda x: x.append(4), lambda x: x.extend((5,6)), lambda x: x.insert(0,0), lambda x: x.insert(-1,9), lambda x: x.insert(100,10)))
show(lambda: after([1,2,3,4], lambda x: x.pop(), lambda x: x.pop(0), lambda x:x.pop(-1)))
show(lambda: [].pop())
show(lambda: [1].pop(5))
show(lambda: [1].pop('a'))
show(lambda: [1].remove(2))
show(lambda: [1].index(2))
show(lambda: ([1,2,1].index(1,1), [1,2,1].count(1), [1,2].copy(), after([3,1,2], list.sort)))
show(lambda: (after([3,1,2], lambda x:x.sort(reverse=True)), after([1,2,3], list.reverse)))
show(lambda: after([1],list.clear))
show(lambda: after([1,2,3,4,5], lambda x: x.__setitem__(slice(1,3),[9,9,9])))
show(lambda: after([1,2,3,4,5], lambda x: x.__delitem__(slice(0,2))))
show(lambda: after([1,2,3,4], lambda x: x.__setitem__(slice(None,None,2),'ab')))
show(lambda: (after([1,2,3], lambda x: x.__iadd__('ab')), after([1,2], lambda x: x.__imul__(2))))
show(lambda: ([1,2]*0, [[0]*2 for _ in range(2)], [1]+[2]))
show(lambda: ([1,2]==[1,2], [1,2]<[1,3], [1]<[1,2], [2]>[1,5], []==(), (1,2)<(1,3), (1,)==[1]))
show(lambda: (list('abc'), list((1,2)), list({'a':1}), list(range(3)), list(), list(map(str,[1,2]))))
show(lambda: (tuple('ab'), tuple([1]), tuple()))
show(lambda: list(5))
show(lambda: tuple(5))
show(lambda: set(5))
show(lambda: dict(5))
show(lambda: (T+(4,), T*2, T.index(2), T.count(1), T[1:], T[::-1], 2 in T, len(T), max(T), sum(T)))
show(lambda: ((1,2,3)[-1], ((1,),), (), (1,)))
show(lambda: T.index(9))
show(lambda: (sorted([3,1,2]), sorted('bca'), sorted([3,1,2],reverse=True)))
show(lambda: (sorted(['b','A','c'],key=str.lower), sorted([(1,'b'),(1,'a'),(0,'z')])))
show(lambda: (sorted({'b':1,'a':2}), sorted([1,1.5,True,0]), sorted([[2],[1]])))
show(lambda: (sorted([3,-1,2],key=abs), sorted([(1,2),(1,1)],key=lambda t:t[0]), sorted([],key=5)))
show(lambda: sorted([1,'a']))
show(lambda: sorted(5))
show(lambda: sorted([1,2],key=5))
