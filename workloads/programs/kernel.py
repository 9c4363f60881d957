"""A numeric kernel: a linear system solved by LU decomposition, and points of the Mandelbrot set.

Stresses: arithmetic on floats, nested loops and subscripts, with small functions called from
    the inner loops. A call has fifty instructions or more of life around it.
Does not tell: what a look-up costs where calls are frequent; here its share is small, as in
    most numeric code.
"""


def entry(row, column, size):
    """An element of a matrix that is far from singular."""
    if row == column:
        return 2.0 + row / size
    return 1.0 / (1.0 + (row - column) * (row - column))


def dot(left, right):
    total = 0.0
    for a, b in zip(left, right):
        total += a * b
    return total


def decompose(matrix):
    """L and U in place, with the order of the rows after pivoting."""
    size = len(matrix)
    order = list(range(size))
    for k in range(size):
        pivot = k
        for row in range(k + 1, size):
            if abs(matrix[row][k]) > abs(matrix[pivot][k]):
                pivot = row
        if pivot != k:
            matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
            order[k], order[pivot] = order[pivot], order[k]
        top = matrix[k]
        for row in range(k + 1, size):
            line = matrix[row]
            factor = line[k] / top[k]
            line[k] = factor
            for column in range(k + 1, size):
                line[column] -= factor * top[column]
    return order


def solve(matrix, right):
    """The x for which matrix times x is right. Destroys the matrix."""
    size = len(matrix)
    order = decompose(matrix)
    x = [right[row] for row in order]
    for row in range(size):
        x[row] -= dot(matrix[row][:row], x[:row])
    for row in range(size - 1, -1, -1):
        x[row] = (x[row] - dot(matrix[row][row + 1:], x[row + 1:])) / matrix[row][row]
    return x


def residual(size):
    """How far the solution of a system of `size` equations is from solving it, in units of 1e-12."""
    matrix = [[entry(row, column, size) for column in range(size)] for row in range(size)]
    right = [1.0 + 0.5 * row for row in range(size)]
    x = solve([line[:] for line in matrix], right)
    worst = max(abs(dot(line, x) - wanted) for line, wanted in zip(matrix, right))
    return int(worst * 1e12), x


def escape_time(real, imaginary, limit):
    """After how many steps z*z + c leaves the circle of radius 2."""
    x = y = 0.0
    for step in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + imaginary
        x = xx - yy + real
    return limit


def points_inside(size, limit=25):
    inside = 0
    for row in range(size):
        imaginary = -1.25 + 2.5 * row / size
        for column in range(size):
            if escape_time(-2.0 + 2.5 * column / size, imaginary, limit) == limit:
                inside += 1
    return inside


def run(size=3):
    """Points inside the set, the error of the solution (0 if all is well), and its last element."""
    error, x = residual(size)
    return (points_inside(size), error, "%.9f" % x[-1])


if __name__ == "__main__":
    for size in (4, 10, 20):
        inside, error, last = run(size)
        print("size %d: %d points inside, error %d, x[-1] = %s" % (size, inside, error, last))
