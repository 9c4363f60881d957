"""Calls with wrong arguments; where a long call is cut."""


def area(width, height, *, unit='m'):
    return f'{width * height} {unit}'


def attempt(call):
    try:
        call()
    except TypeError as error:
        return error


first = attempt(lambda: area(1))
second = attempt(lambda: area(1, 2, 3))
try:
    raise first
except TypeError:
    try:
        raise second from None
    except TypeError:
        value = max(area(1, 2), area(2, unit='km', depth=3), key=len)
