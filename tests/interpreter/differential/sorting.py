"""sorted(), sort(), min(), max(), sum(): keys, stability, errors."""


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
show(lambda: (sorted([3,1,2]), sorted('bca'), sorted([3,1,2],reverse=True)))
show(lambda: (sorted(['b','A','c'],key=str.lower), sorted([(1,'b'),(1,'a'),(0,'z')])))
show(lambda: (sorted({'b':1,'a':2}), sorted([1,1.5,True,0]), sorted([[2],[1]])))
show(lambda: (sorted([3,-1,2],key=abs), sorted([(1,2),(1,1)],key=lambda t:t[0]), sorted([],key=5)))
show(lambda: sorted([1,'a']))
show(lambda: sorted(5))
show(lambda: sorted([1,2],key=5))
show(lambda: sorted([None,1]))
show(lambda: sorted([1],2))
show(lambda: sorted())
show(lambda: sorted([1], foo=1))
show(lambda: [1,2].sort(key=1))
show(lambda: (list(enumerate('ab')), list(enumerate('ab',1)), list(zip([1,2],'ab','xyz'))))
show(lambda: (list(zip()), list(map(lambda a,b:a+b,[1,2],[3,4,5])), list(filter(None,[0,1,'',2]))))
show(lambda: (list(filter(lambda x:x>1,[1,2,3])), list(reversed([1,2])), list(reversed('ab'))))
show(lambda: (list(reversed(range(5))), list(reversed((1,2)))))
show(lambda: (list.append, str.upper, dict.get, [].append.__name__, 'abc'.upper.__self__))
show(lambda: (list.__name__, list.__module__, list.__qualname__, E.__module__, E.__qualname__))
show(lambda: (E.__dict__, [].append.__qualname__, str.upper.__qualname__))
show(lambda: (max(D,key=D.get), max([(1,'a'),(1,'b')]), min([(2,),(1,)]), max([1,2],default=0)))
show(lambda: (max(1,2,key=lambda x:-x), max('a','bb',key=len), max([[1],[1,2]])))
show(lambda: max(1,'a'))
show(lambda: max([],key=len))
show(lambda: max(5))
show(lambda: max([1],[2],default=1))
show(lambda: sum([[1]]))
show(lambda: sum('ab'))
show(lambda: (L.sort(key=lambda x: -x), L, sorted(L, key=lambda x: (x%2, x)), L.sort(), L))
show(lambda: ([1,2,3].sort() is None, [3,1].sort(reverse=1), sorted([1,2,3], reverse=0)))
show(lambda: (__name__, __file__ != '', type(__builtins__).__name__))
