import gc
import os
import os.path
import platform
import string
import timeit
import types
import warnings
from os.path import basename, join
from types import SimpleNamespace

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, repr(string.punctuation), repr(string.whitespace), len(string.printable), string.ascii_letters, string.capwords("hello  big world"), string.capwords("a-b", "-"))
print(join("a", "b", "/c", "d"), join("a/", "b"), join("", "x"), basename("/a/b.txt"), os.path.dirname("/a/b/c"), os.path.dirname("c"), os.path.split("/a/b"), os.path.splitext("a/b.tar.gz"), os.path.splitext(".rc"), os.path.normpath("a/../b//c/."), os.path.isabs("/x"), os.sep, os.linesep == "\n", os.devnull)
print(os.path.exists("/surely/not/here"), os.environ.get("SURELY_NOT_SET"), os.getenv("SURELY_NOT_SET", "d"), isinstance(os.getpid(), int))
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.collect() >= 0)
print(platform.python_implementation(), timeit.default_timer() <= timeit.default_timer())
warnings.simplefilter("ignore")
warnings.warn("nothing")
ns = SimpleNamespace(a=1, b="x")
ns.c = [ns.a]
print(ns, ns == SimpleNamespace(a=1, b="x", c=[1]), ns.__dict__, types.SimpleNamespace())


def f():
    yield 1


print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance(os, types.ModuleType), isinstance(lambda: 0, types.LambdaType), type(None) is types.NoneType)


class A:
    pass


a = A()
a.m = types.MethodType(lambda self, x: (self is a, x), a)
print(a.m(5), isinstance(a.m, types.MethodType))


class Point(SimpleNamespace):
    def total(self):
        return self.x + self.y


print(Point(x=1, y=2).total(), Point(x=1))
print(timeit.timeit(lambda: None, number=3) >= 0)
