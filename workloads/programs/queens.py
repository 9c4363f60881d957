"""Queens on a chess board that do not attack one another, by generators in generators.

Stresses: resuming frames. The solutions of a board come out of a chain of suspended generators,
    one a row, so a frame is entered far more often than it is made, and some go on for long.
Does not tell: what calls with several arguments or attributes cost; nearly all entries are
    resumes of two generator functions.
"""


def free_columns(size, queens):
    """Columns of the next row that no queen above attacks; queens[r] is the column in row r."""
    row = len(queens)
    for column in range(size):
        for above, taken in enumerate(queens):
            if taken == column or abs(taken - column) == row - above:
                break
        else:
            yield column


def placements(size, queens=()):
    """All ways to fill the rest of the board."""
    if len(queens) == size:
        yield queens
    else:
        for column in free_columns(size, queens):
            yield from placements(size, queens + (column,))


def draw(size, queens):
    return "\n".join(
        "".join("Q" if column == queen else "." for column in range(size))
        for queen in queens
    )


def run(size=4):
    """Number of solutions, and the sum of all columns of the last row over them."""
    count = 0
    checksum = 0
    for queens in placements(size):
        count += 1
        checksum += queens[-1]
    return (count, checksum)


if __name__ == "__main__":
    for size in (4, 6, 7):
        print("%d queens: %d solutions, checksum %d" % ((size,) + run(size)))
    # Taking all solutions lets every generator run to its end.
    print(draw(6, list(placements(6))[0]))
