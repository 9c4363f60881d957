"""Arguments and parameters of every kind, and what is said about wrong ones."""


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
show(lambda: (lambda a:0)())
show(lambda: (lambda a:0)(1,2))
show(lambda: (lambda a:0)(b=1))
show(lambda: (lambda a:0)(1,a=1))
show(lambda: (lambda a,b,c:0)(1))
show(lambda: (lambda *,a:0)())
show(lambda: (lambda *,a,b:0)())
show(lambda: (lambda a,/:0)(a=1))
show(lambda: (lambda *,a:0)(1))
show(lambda: (lambda a,b=1:0)(1,2,3))
show(lambda: (lambda a=1:0)(1,2))
show(lambda: (lambda:0)(1))
show(lambda: (lambda a,*,b:0)(1,2,b=3))
show(lambda: (lambda **k:k)(**{'a':1},**{'b':2}))
show(lambda: (lambda **k:k)(**{'a':1},**{'a':2}))
show(lambda: (lambda **k:k)(**{1:1}))
show(lambda: (lambda **k:k)(**5))
show(lambda: (lambda *a:a)(*5))
show(lambda: (lambda *a:a)(*[1],*(2,3)))
show(lambda: len(*[[1,2]]))
show(lambda: len(1,2))
show(lambda: len())
show(lambda: len(x=1))
show(lambda: abs())
show(lambda: isinstance(1))
show(lambda: getattr(1))
