"""Matrices of floats: a product, a blur by convolution, and steps of relaxation, in nested loops.

Stresses: nothing that depends on calls. One function computes on lists of lists for most of a
    millisecond; frames are entered a few times only.
Does not tell: anything about a look-up at function entry; there are too few entries for that.
Control: as sieve, but on floats: a strategy that changes its time is being measured wrongly.
"""

KERNEL = [
    [0.0625, 0.125, 0.0625],
    [0.125, 0.25, 0.125],
    [0.0625, 0.125, 0.0625],
]


def compute(size, steps):
    """A matrix multiplied by its mirror image, blurred and relaxed: its trace, sum and extremes."""
    matrix = []
    for row in range(size):
        line = []
        for column in range(size):
            line.append(1.0 / (row + column + 1) - 0.01 * (row - column))
        matrix.append(line)

    # The product with the transposed matrix: all rows with all rows.
    product = []
    for left in matrix:
        line = []
        for right in matrix:
            total = 0.0
            for k in range(size):
                total += left[k] * right[k]
            line.append(total)
        product.append(line)

    # The convolution; at the edge the sum has fewer terms.
    blurred = []
    for row in range(size):
        line = []
        for column in range(size):
            total = 0.0
            for i in range(3):
                y = row + i - 1
                if y < 0 or y >= size:
                    continue
                weights = KERNEL[i]
                source = product[y]
                for j in range(3):
                    x = column + j - 1
                    if 0 <= x < size:
                        total += weights[j] * source[x]
            line.append(total)
        blurred.append(line)

    # Each inner point becomes the mean of its neighbours, in place.
    for _ in range(steps):
        for row in range(1, size - 1):
            above = blurred[row - 1]
            line = blurred[row]
            below = blurred[row + 1]
            for column in range(1, size - 1):
                around = above[column] + below[column] + line[column - 1] + line[column + 1]
                line[column] += 0.9 * (0.25 * around - line[column])

    trace = 0.0
    total = 0.0
    low = high = blurred[0][0]
    for row in range(size):
        trace += blurred[row][row]
        for value in blurred[row]:
            total += value
            if value < low:
                low = value
            if value > high:
                high = value
    return trace, total, low, high


def run(size=18):
    """Trace, sum, least and greatest element."""
    trace, total, low, high = compute(size, 4)
    return "%.9f %.9f %.9f %.9f" % (trace, total, low, high)


if __name__ == "__main__":
    for size in (2, 8, 20):
        print("%d by %d: %s" % (size, size, run(size)))
    print(compute(3, 1))
