import io
import sys
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as e:
        print("swallowed", e)
    finally:
        print("</%s>" % name)


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("v")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as e:
    print("passed", e)


@tag("deco")
def f(x):
    print("in f", x)
    return x + 1


print(f(1), f(2))


@contextmanager
def bad():
    if False:
        yield


try:
    with bad():
        pass
except RuntimeError as e:
    print(e)


@contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as e:
    print(e)


class Door:
    def close(self):
        print("closed")


with closing(Door()) as d:
    print(type(d).__name__)
with suppress(KeyError, IndexError):
    [][5]
print("after")
try:
    with suppress(KeyError):
        raise ValueError("not suppressed")
except ValueError as e:
    print(e)
with nullcontext(5) as five:
    print(five)
buf = io.StringIO()
with redirect_stdout(buf):
    print("hidden")
print(repr(buf.getvalue()))
with ExitStack() as stack:
    for n in "xyz":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", 1)
    print("body")
try:
    with ExitStack() as stack:
        stack.enter_context(tag("e"))
        raise ValueError("inside")
    print("handled")
except ValueError:
    print("not reached")


class Timer:
    @contextmanager
    def measure(self, what):
        yield (self, what)


t = Timer()
with t.measure("w") as (who, what):
    print(who is t, what)
print(tag.__name__)
