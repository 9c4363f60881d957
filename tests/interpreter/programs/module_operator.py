import operator
from operator import attrgetter, itemgetter, methodcaller


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


print(operator.add(1, 2), operator.sub(5, 3), operator.mul("ab", 2), operator.truediv(1, 4), operator.floordiv(7, 2), operator.mod(7, 3), operator.pow(2, 10))
print(operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.lshift(1, 4), operator.rshift(16, 2), operator.neg(5), operator.pos(-5), operator.invert(5), operator.inv(0), operator.abs(-2.5))
print(operator.lt(1, 2), operator.le(2, 2), operator.eq(1, 1.0), operator.ne(1, 2), operator.gt(1, 2), operator.ge(2, 1), operator.not_([]), operator.truth("a"))
print(operator.is_(None, None), operator.is_not(1, None), operator.contains([1, 2], 2), operator.concat([1], [2]), operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "b"), operator.index(True), operator.length_hint([1, 2]))
print(operator.getitem({"a": 1}, "a"), operator.getitem([1, 2, 3], slice(1, None)), operator.__add__(1, 2), operator.__lt__(1, 2))
a = [1]
operator.setitem(a, 0, 9)
print(a, operator.iadd(a, [2]), a, operator.delitem(a, 0), a, operator.isub(5, 2), operator.imul([1], 2))
print(itemgetter(1)("abc"), itemgetter(0, 2)([7, 8, 9]), itemgetter("k")({"k": 5}), itemgetter(-1)((1, 2)), itemgetter(slice(1, 3))("abcd"))
print(sorted([("b", 2), ("a", 1)], key=itemgetter(1)), sorted({"x": 3, "y": 1}.items(), key=itemgetter(1), reverse=True))


class P:
    def __init__(self, x):
        self.x = x
        self.me = self

    def scaled(self, k, plus=0):
        return self.x * k + plus


p = P(3)
print(attrgetter("x")(p), attrgetter("me.me.x")(p), attrgetter("x", "me.x")(p), methodcaller("scaled", 2, plus=1)(p), methodcaller("upper")("abc"))
print(itemgetter(1), itemgetter(1, "a"), attrgetter("a.b"), methodcaller("m", 1, k=2))
print([f.__name__ for f in (operator.add, operator.lt)])
fails(itemgetter)
fails(itemgetter(5), [1])
fails(attrgetter("zz"), p)
fails(attrgetter, 5)
fails(methodcaller)
fails(operator.concat, 1, 2)
fails(operator.add, 1, "a")
fails(operator.indexOf, [1], 2)
fails(operator.index, 1.5)
