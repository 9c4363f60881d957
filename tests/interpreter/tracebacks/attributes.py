"""Attributes that are not there, also in a chain of calls over lines; what may have been meant."""


class Point:
    def __init__(self, x):
        self.coordinate = x

    def moved(self, by):
        return Point(self.coordinate + by)


def run(point):
    return (
        point
        .moved(1)
        .moved(2)
        .moved('far')
    )


try:
    run(Point(0))
except TypeError:
    try:
        Point(1).coordinat
    except AttributeError:
        Point(1).coordinate.real.nothing.more = 5
