"""Fibonacci numbers by naive recursion.

Stresses: the bare cost of a call. One tiny function calls itself, with one comparison, two
    subtractions and one addition a call. Whatever is looked up at every call shows here first.
Does not tell: anything about many code objects. One function takes all calls, so every cache
    hits and every look-up finds the same entry.
"""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run(size=13):
    """The Fibonacci number of `size`."""
    return fib(size)


if __name__ == "__main__":
    for size in (1, 2, 10, 20):
        print("fib(%d) = %d" % (size, run(size)))
