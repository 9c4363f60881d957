"""Iterators, range, zip, map, enumerate, reversed, slice."""


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
show(lambda: (list(enumerate('ab')), list(enumerate('ab',1)), list(zip([1,2],'ab','xyz'))))
show(lambda: (list(zip()), list(map(lambda a,b:a+b,[1,2],[3,4,5])), list(filter(None,[0,1,'',2]))))
show(lambda: (list(filter(lambda x:x>1,[1,2,3])), list(reversed([1,2])), list(reversed('ab'))))
show(lambda: (list(reversed(range(5))), list(reversed((1,2)))))
show(lambda: list(zip([1],[1,2],strict=True)))
show(lambda: list(zip([1,2],[1],strict=True)))
show(lambda: reversed(5))
show(lambda: reversed({1}))
show(lambda: enumerate(5))
show(lambda: zip(5))
show(lambda: map(5))
show(lambda: map(len,5))
show(lambda: filter(None))
show(lambda: iter(5))
show(lambda: next(5))
show(lambda: next(iter([])))
show(lambda: (next(iter([]),5), next(iter([1]),5), list(iter(lambda c=iter([1,2,0,5]):next(c),0))))
show(lambda: (all([]), any([]), all([1,0]), any([0,1]), all(x for x in [1,2]), any('')))
show(lambda: all(5))
show(lambda: (range(5), range(1,5), range(0,10,2), list(range(5,0,-1)), range(5)[2], range(10)[2:5]))
show(lambda: (range(10)[::-1], len(range(0,10,3)), 3 in range(5), 'a' in range(5), 3.0 in range(5)))
show(lambda: (range(5)==range(0,5), range(0)==range(1,1), range(10).index(3), range(10).count(3)))
show(lambda: (list(range(-3)), range(5)[-1], bool(range(0)), range(0,10,3)[1:], range(10,0,-3).stop))
show(lambda: (max(range(5)), sum(range(101))))
show(lambda: range(5)[5])
show(lambda: range('a'))
show(lambda: range(1.0))
show(lambda: range(1,2,0))
show(lambda: range())
show(lambda: range(1,2,3,4))
show(lambda: len(5))
show(lambda: len(iter([])))
show(lambda: (slice(1,2), slice(1), slice(1,2,3), slice(1,10,2).indices(5)))
show(lambda: (slice(None,None,-1).indices(5), slice(1,2)==slice(1,2), slice(1,2).start))
show(lambda: ((lambda a,b=2,*c,d,e=5,**f:(a,b,c,d,e,f))(1,d=4), (lambda *a,**k:(a,k))(1,2,x=3)))
show(lambda: ((lambda a,/,b,*,c:(a,b,c))(1,2,c=3), (lambda: 5)(), (lambda x=[]: x)()))
