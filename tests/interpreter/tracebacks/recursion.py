"""A call without end."""


def sink(n):
    return sink(n + 1)


sink(0)
