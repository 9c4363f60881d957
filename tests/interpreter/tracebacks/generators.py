"""Errors inside generators, comprehensions and coroutines."""


def numbers():
    yield 1
    yield from more()


def more():
    yield 2
    yield 1 / 0


class Pause:
    def __await__(self):
        yield


async def work(n):
    await Pause()
    return [n / m for m in (1, 0)]


try:
    sum(x * 2 for x in numbers())
except ZeroDivisionError:
    coroutine = work(3)
    coroutine.send(None)
    coroutine.send(None)
