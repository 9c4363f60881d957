"""Assignments that do not fit."""


def halves(pairs):
    for left, right in pairs:
        yield left


def spread(*values, **named):
    first, *rest = values
    (a, b), c = rest
    return a


try:
    list(halves([(1, 2), (1, 2, 3)]))
except ValueError:
    try:
        spread(*[1, [2, 3]], **{'k': 1})
    except ValueError:
        total = 0
        total += spread(1, (2, 3), 4) + 'x'
