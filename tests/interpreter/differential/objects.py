"""Attributes, identity, truth, comprehensions, conditionals, containers in print."""


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
show(lambda: getattr(1,'foo'))
show(lambda: (getattr(1,'foo',None), getattr(1,'real'), hasattr(1,'real'), hasattr(1,'x')))
show(lambda: (callable(len), callable(1), callable(int), callable(lambda:0)))
show(lambda: setattr(1,'a',2))
show(lambda: (1).x)
show(lambda: None.x)
show(lambda: [].x)
show(lambda: len.x)
show(lambda: setattr([],'a',1))
show(lambda: setattr(int,'a',1))
show(lambda: delattr(1,'a'))
show(lambda: 5())
show(lambda: 'a'())
show(lambda: None())
show(lambda: []())
show(lambda: {}())
show(lambda: 5[0])
show(lambda: None[0])
show(lambda: len[0])
show(lambda: object(5))
show(lambda: object().x)
show(lambda: (type('X',(),{'a':1})().a, type('X',(object,),{})().__class__.__name__, type(5) is int))
show(lambda: type('X',(int,),{})(5))
show(lambda: type('a','b','c'))
show(lambda: type())
show(lambda: int.x)
show(lambda: vars(5))
show(lambda: ('append' in dir([]), 'a' in dir(type('X',(),{'a':1}))))
show(lambda: (id(L)==id(L), id(1)==id(1), [] is [], () is (), 'a' is 'a', 1 is not None))
show(lambda: (None is None, L is L))
show(lambda: ([x for x in range(5) if x%2], {x:x*x for x in range(3)}, {x%3 for x in range(9)}))
show(lambda: ([(x,y) for x in 'ab' for y in range(2)], [[y for y in range(x)] for x in range(3)]))
show(lambda: (list(x for x in range(3)), [x for x in [1,2] if x if x>1], sum(x*x for x in range(5))))
show(lambda: ([a+b for a,b in [(1,2),(3,4)]], [x for x, in [(1,),(2,)]], [y:=1, y+1]))
show(lambda: ([last := i for i in range(3)], [i for i in range(3) for i in range(i)]))
show(lambda: (lambda: (m:=3)+m)())
show(lambda: (1 if [] else 2, [] or 'x', [] and 'x', 0 or None, 1 and 2, not [], not not 1))
show(lambda: (1 or 1/0, None and 1/0))
show(lambda: ('a' if 1 else 'b', [1 if x else 0 for x in (0,1)]))
show(lambda: ({'b':1,'a':2}, {1:2,**{3:4}}, {'a':{'b':[1,(2,)]}}, [None,True,...], [[]], [{}], {()}))
show(lambda: ([float('nan')], {1.0}, {'a'}, ({},)))
show(lambda: ([1,[2,[3]]], (1,(2,)), repr([1,'a']), str({'a':'b'}), str((1,)), str(()), str([])))
show(lambda: (str(set()), str({}), [1,2].__repr__()))
show(lambda: (after([1], lambda x: x.append(x)), after({}, lambda d: d.__setitem__('d',d))))
show(lambda: ([1,2,3].__class__, len.__name__, (lambda:0).__name__, E.__name__, E.__defaults__))
