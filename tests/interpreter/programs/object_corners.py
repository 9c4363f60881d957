import math

def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

# The ellipsis is an object like others.
class Item:
    def __getitem__(self, key): return key
print(..., type(...), [...], Item()[..., 1:2], ... is Ellipsis, f'{...}')

# A yield without a value may be followed by another statement.
def twice():
    yield; yield ; x = 'yield;'; yield x
print(list(twice()))

class Log:
    def __get__(self, owner, cls): return 'got'
    def __delete__(self, owner): print('deleted')
class HasLog:
    log = Log()
a = HasLog()
a.__dict__['log'] = 'hidden'
print(a.log)
del a.log
attempt(lambda: setattr(a, 'log', 1))

class Reader:
    def __get__(self, owner, cls): return 'read'
    def __set__(self, owner, value): print('set', value)
class HasReader:
    value = Reader()
b = HasReader()
b.value = 3
attempt(lambda: delattr(b, 'value'))
attempt(lambda: setattr(object(), 'x', 1))
def remove(): del Item()[0]
attempt(remove)

class Pair:
    def __divmod__(self, other): return 'divmod', other
    def __rdivmod__(self, other): return 'rdivmod', other
    def __pow__(self, other, modulus=None): return 'pow', other, modulus
    def __class_getitem__(cls, key): return cls.__name__, key
print(divmod(Pair(), 1), divmod(2, Pair()), pow(Pair(), 2), pow(Pair(), 2, 3), Pair[int])
attempt(lambda: divmod(1, 'a'))
attempt(lambda: divmod(1.0, 0))
attempt(lambda: divmod(1, 0))

nan = float('nan')
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], math.nan == math.nan)
print(0.0 // -3, -0.0 // 3, 0.0 // 3, 1.0 // -3, divmod(0.0, -3))
d = {1: 2, 3: 4}
print(d.keys() == {1, 3}, {1, 3} == d.keys(), d.keys() != {1}, d.keys() <= {1, 3, 5}, {1} < d.keys(), d.items() == {(1, 2), (3, 4)})
print(d.keys() == [1, 3], d.keys() == {1: 0, 3: 0}.keys(), d.values() == d.values())

def undefined(): return missing
try:
    undefined()
except NameError as e:
    print(e.name)
try:
    d.nothing
except AttributeError as e:
    print(e.name)
e = ValueError('noted')
e.add_note('first')
e.add_note('second')
print(e.__notes__, OSError(2, 'No such file'), OSError(2, 'No such file', 'x'), OSError('only'), OSError())
