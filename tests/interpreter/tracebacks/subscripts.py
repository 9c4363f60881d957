"""The mark stands under the brackets."""

grid = {'a': [[1, 2], [3, 4]]}


def cell(name, x, y):
    return 1 + grid[name][x][y]


def store(name, x, value):
    grid[name][x][9] = value


try:
    cell('a', 1, 5)
except IndexError:
    try:
        store('a', 0, 7)
    except IndexError:
        del grid['a'][0]['k']
