"""Errors in class bodies, decorators, descriptors, operators and built-in methods."""


def decorate(function):
    raise RuntimeError('not today')


class Temperature:
    @property
    def kelvin(self):
        return self.celsius + 273.15

    def __add__(self, other):
        return self.kelvin + other

    def __iter__(self):
        for digit in str(self + 1):
            yield digit


try:
    class Broken:
        size = int('ten')
except ValueError:
    try:
        @decorate
        def never():
            pass
    except RuntimeError:
        a, b = sorted([Temperature(), Temperature()], key=lambda t: list(t))
