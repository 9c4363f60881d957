"""dict: making, methods, views, operators."""


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
show(lambda: dict([1]))
show(lambda: dict([(1,2,3)]))
show(lambda: dict('ab'))
show(lambda: list(1,2))
show(lambda: (dict(a=1,b=2), dict([('a',1)]), dict({'a':1},b=2), dict(zip('ab',[1,2])), dict()))
show(lambda: (dict([[1,2]]), dict(('ab','cd'))))
show(lambda: (D.get('a'), D.get('z'), D.get('z',5), list(D.keys()), list(D.values())))
show(lambda: (list(D.items()), 'a' in D, len(D), list(D), D.copy()))
show(lambda: after({'a':1}, lambda d:d.update(b=2), lambda d:d.update({'c':3}), lambda d:d.update([('d',4)])))
show(lambda: ({'a':1}.pop('a'), {'a':1}.pop('z',5), {'a':1,'b':2}.popitem()))
show(lambda: ({'a':1}.setdefault('a',5), {}.setdefault('a'), dict.fromkeys('ab')))
show(lambda: (dict.fromkeys([1,2],0), after({'a':1},dict.clear)))
show(lambda: {}.pop('a'))
show(lambda: {}.popitem())
show(lambda: ({'a':1}|{'b':2}, after({'a':1}, lambda d: d.__ior__({'b':2})), {'a':1}=={'a':1}))
show(lambda: ({'a':1,'b':2}=={'b':2,'a':1}, {1:'a',1.0:'b',True:'c'}))
show(lambda: (D.keys()&{'a'}, sorted(D.keys()-{'a'}), D.keys()=={'a','b'}))
show(lambda: (D.items()=={('a',1),('b',2)}, 'a' in D.keys(), 1 in D.values(), ('a',1) in D.items()))
show(lambda: (D.keys(), D.values(), D.items(), repr(D.keys()), len(D.keys())))
show(lambda: (D.keys()<={'a','b','c'}, D.keys().isdisjoint({'x'}), list(reversed(D))))
show(lambda: list(reversed(D.items())))
show(lambda: D + D)
show(lambda: D < D)
show(lambda: D['a':'b'])
show(lambda: {[]:1})
show(lambda: ({1:[]}[1], {(1,2):3}[1,2], {None:1}[None], {1:{2:3}}[1][2]))
