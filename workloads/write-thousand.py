"""Writes programs/thousand.py: a thousand distinct functions, as only a script would write them.

    python3 workloads/write-thousand.py
"""

import pathlib

HEAD = '''"""A thousand small functions, called in a scrambled order.

Written by write-thousand.py.

Stresses: many code objects. Each call enters another one than the call before, as in a large
    program without a hot spot; every fourth function calls its neighbour. Caches and look-ups
    that remember the last object have nothing to remember.
Does not tell: what a program with hot functions feels. Real programs call a few functions most
    of the time; this one calls all equally often.
"""

'''

BODIES = (
    "    return n + {a}\n",
    "    return n * {b} - {a}\n",
    "    if n > {a}:\n        return n - {b}\n    return n + {b}\n",
    "    return f{next}(n + {b}) - {a}\n",
)

TAIL = '''
FUNCTIONS = [
{names}]

# 389 and 1000 have no common divisor: every function comes up once, none beside its neighbour.
ORDER = [FUNCTIONS[389 * i % 1000] for i in range(1000)]


def run(size=800):
    """The sum of what `size` functions make of the sum so far."""
    total = 0
    for function in ORDER[:size]:
        total = (total + function(total)) % 4093
    return total


if __name__ == "__main__":
    for size in (1, 10, 800, 1000):
        print("%d functions: %d" % (size, run(size)))
'''


def text():
    parts = [HEAD]
    for i in range(1000):
        body = BODIES[i % len(BODIES)]
        # A function that calls its neighbour must not be the last of a chain of such: i % 4 == 3.
        body = body.format(a=i % 97 + 1, b=i % 7 + 2, next=(i + 1) % 1000)
        parts.append("\ndef f%d(n):\n%s\n" % (i, body))
    names = "".join("    %s,\n" % ", ".join("f%d" % j for j in range(i, i + 10)) for i in range(0, 1000, 10))
    parts.append(TAIL.replace("{names}", names))
    return "".join(parts)


if __name__ == "__main__":
    path = pathlib.Path(__file__).parent / "programs" / "thousand.py"
    path.write_text(text())
    print("wrote %s" % path.name)
