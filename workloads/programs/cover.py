"""Exact cover: boards filled with pieces, and small number puzzles, by one search.

Stresses: generators that call themselves. Each level of the search is a suspended generator that
    hands on what the level below found; between resumes it edits dictionaries of dictionaries.
Does not tell: how fast exact cover can be solved (linked nodes are the usual way), nor what
    methods cost; there are hardly any classes.
"""

PIECES = {
    "I": ["###"],
    "L": ["##", "#."],
    "O": ["##", "##"],
    "S": [".##", "##."],
    "T": ["###", ".#."],
    "i": ["##"],
    "J": ["#..", "###"],
    "o": ["#"],
}


class Problem:
    """Rows that cover items; wanted are sets of rows that cover each item exactly once."""

    def __init__(self, items):
        # A dictionary without values is a set in a fixed order.
        self.columns = {item: {} for item in items}
        self.rows = {}

    def add(self, name, items):
        self.rows[name] = items
        for item in items:
            self.columns[item][name] = None

    def solutions(self, chosen=()):
        """All exact covers, as tuples of names of rows."""
        columns = self.columns
        if not columns:
            yield chosen
            return
        item = self.hardest()
        for name in list(columns[item]):
            removed = self.select(name)
            yield from self.solutions(chosen + (name,))
            self.restore(name, removed)

    def hardest(self):
        """The item that the fewest rows cover."""
        best = None
        fewest = len(self.rows) + 1
        for item, names in self.columns.items():
            if len(names) < fewest:
                best = item
                fewest = len(names)
        return best

    def select(self, name):
        """Takes a row: its items are covered, and rows that share one are out."""
        columns = self.columns
        removed = []
        for item in self.rows[name]:
            for other in columns[item]:
                for shared in self.rows[other]:
                    if shared != item and shared in columns:
                        columns[shared].pop(other, None)
            removed.append(columns.pop(item))
        return removed

    def restore(self, name, removed):
        columns = self.columns
        for item in reversed(self.rows[name]):
            columns[item] = removed.pop()
            for other in columns[item]:
                for shared in self.rows[other]:
                    if shared != item and shared in columns:
                        columns[shared][other] = None


def cells_of(drawing):
    """Where a piece is, as (row, column) pairs."""
    return [
        (row, column)
        for row, line in enumerate(drawing)
        for column, letter in enumerate(line)
        if letter == "#"
    ]


def normalised(cells):
    top = min(row for row, _ in cells)
    left = min(column for _, column in cells)
    return tuple(sorted((row - top, column - left) for row, column in cells))


def orientations(drawing):
    """All ways a piece can be turned and flipped, each once."""
    seen = {}
    cells = cells_of(drawing)
    for _ in range(2):
        for _ in range(4):
            cells = [(column, -row) for row, column in cells]
            seen[normalised(cells)] = True
        cells = [(row, -column) for row, column in cells]
    return list(seen)


def placements(shape, height, width):
    """A piece at every place of the board where it fits."""
    bottom = max(row for row, _ in shape)
    right = max(column for _, column in shape)
    for row in range(height - bottom):
        for column in range(width - right):
            yield [(row + r, column + c) for r, c in shape]


def tiling(names, height, width):
    """The problem to fill a board with each of the named pieces once."""
    board = [(row, column) for row in range(height) for column in range(width)]
    problem = Problem(board + list(names))
    for name in names:
        for shape in orientations(PIECES[name]):
            for cells in placements(shape, height, width):
                problem.add((name, cells[0], shape), [name] + cells)
    return problem


def draw(solution, height, width):
    board = [["."] * width for _ in range(height)]
    for name, (row, column), shape in solution:
        first_row, first_column = shape[0]
        for r, c in shape:
            board[row + r - first_row][column + c - first_column] = name
    return ["".join(line) for line in board]


def latin(clues):
    """The problem to complete a square so that each row and column has each number once.

    Clues are strings of digits; 0 is a free cell."""
    size = len(clues)
    numbers = range(1, size + 1)
    items = []
    for i in range(size):
        items += [("cell", i, j) for j in range(size)]
        items += [("row", i, number) for number in numbers]
        items += [("column", i, number) for number in numbers]
    problem = Problem(items)
    for row, line in enumerate(clues):
        for column, clue in enumerate(line):
            for number in numbers if clue == "0" else (int(clue),):
                problem.add(
                    (row, column, number),
                    [("cell", row, column), ("row", row, number), ("column", column, number)],
                )
    return problem


def squares(clues):
    """The completed squares, as strings of all digits."""
    for solution in latin(clues).solutions():
        yield "".join(str(number) for _, _, number in sorted(solution))


BOARDS = [("io", 1, 3), ("Iio", 2, 3), ("ILio", 3, 3), ("OJIo", 3, 4), ("STLIo", 3, 5)]


def run(size=1):
    """How many ways there are to fill a board and to complete a square, and the last of each."""
    names, height, width = BOARDS[size]
    fillings = list(tiling(names, height, width).solutions())
    completed = list(squares(["1" + "0" * (size + 1)] + ["0" * (size + 2)] * (size + 1)))
    return (
        len(fillings),
        "/".join(draw(fillings[-1], height, width)),
        len(completed),
        completed[-1],
    )


if __name__ == "__main__":
    for names, height, width in BOARDS:
        fillings = list(tiling(names, height, width).solutions())
        print("%s on %d by %d: %d ways" % (names, height, width, len(fillings)))
        print("\n".join(draw(fillings[0], height, width)))
    for clues in (["1000", "0000", "0000", "0001"], ["1234", "0000", "0000", "0000"]):
        completed = list(squares(clues))
        print("%s: %d squares, the first is %s" % (clues[0], len(completed), completed[0]))
