"""Regular expressions turned into automata: first one that guesses, then one that does not.

Stresses: recursion over small trees, sets and dictionaries. Expressions of seven classes build
    states of an automaton, frozen sets of numbers are keys, and matching sends each character
    through a method; the work shifts from phase to phase, so no function stays the hottest.
Does not tell: how fast text can be searched; a library would do it without frames.
"""

END = ""


class Syntax(Exception):
    """Not a regular expression."""


class Expression:
    """Part of a regular expression; it can add itself to an automaton."""

    def __or__(self, other):
        return Alternative(self, other)

    def __add__(self, other):
        return Sequence(self, other)

    def build(self, automaton, start):
        """Adds states so that what matches leads from `start` to the state that is returned."""
        raise NotImplementedError


class Empty(Expression):
    def build(self, automaton, start):
        return start

    def __str__(self):
        return "()"


class Letter(Expression):
    """One of the given characters."""

    def __init__(self, letters):
        self.letters = letters

    def build(self, automaton, start):
        end = automaton.state()
        for letter in self.letters:
            automaton.link(start, letter, end)
        return end

    def __str__(self):
        return self.letters if len(self.letters) == 1 else "[%s]" % self.letters


class Sequence(Expression):
    def __init__(self, first, second):
        self.first = first
        self.second = second

    def build(self, automaton, start):
        return self.second.build(automaton, self.first.build(automaton, start))

    def __str__(self):
        return "%s%s" % (self.first, self.second)


class Alternative(Expression):
    def __init__(self, first, second):
        self.first = first
        self.second = second

    def build(self, automaton, start):
        end = automaton.state()
        for option in (self.first, self.second):
            begin = automaton.state()
            automaton.link(start, END, begin)
            automaton.link(option.build(automaton, begin), END, end)
        return end

    def __str__(self):
        return "(%s|%s)" % (self.first, self.second)


class Repeated(Expression):
    """Any number of times."""

    sign = "*"

    def __init__(self, inner):
        self.inner = inner

    def build(self, automaton, start):
        loop = automaton.state()
        automaton.link(start, END, loop)
        automaton.link(self.inner.build(automaton, loop), END, loop)
        return loop

    def __str__(self):
        return "(%s)%s" % (self.inner, self.sign)


class AtLeastOnce(Repeated):
    sign = "+"

    def build(self, automaton, start):
        return super().build(automaton, self.inner.build(automaton, start))


class Optional(Repeated):
    sign = "?"

    def build(self, automaton, start):
        begin = automaton.state()
        automaton.link(start, END, begin)
        end = self.inner.build(automaton, begin)
        automaton.link(start, END, end)
        return end


class Reader:
    """Reads the usual notation by recursive descent."""

    suffixes = {"*": Repeated, "+": AtLeastOnce, "?": Optional}

    def __init__(self, text):
        self.text = text
        self.at = 0

    @classmethod
    def read(cls, text):
        reader = cls(text)
        expression = reader.alternative()
        if reader.at < len(text):
            raise Syntax("%r at %d in %r" % (text[reader.at], reader.at, text))
        return expression

    @property
    def next(self):
        return self.text[self.at:self.at + 1]

    def take(self):
        letter = self.next
        if not letter:
            raise Syntax("%r ends too early" % self.text)
        self.at += 1
        return letter

    def alternative(self):
        expression = self.sequence()
        while self.next == "|":
            self.take()
            expression = expression | self.sequence()
        return expression

    def sequence(self):
        expression = None
        while self.next and self.next not in "|)":
            item = self.repeated()
            expression = item if expression is None else expression + item
        return expression or Empty()

    def repeated(self):
        expression = self.single()
        while self.next in self.suffixes:
            expression = self.suffixes[self.take()](expression)
        return expression

    def single(self):
        letter = self.take()
        if letter == "(":
            expression = self.alternative()
            if self.take() != ")":
                raise Syntax("parenthesis in %r" % self.text)
            return expression
        if letter == "[":
            return Letter(self.letters())
        if letter in self.suffixes:
            raise Syntax("nothing to repeat in %r" % self.text)
        return Letter(letter)

    def letters(self):
        """The characters of a class, with ranges spelled out."""
        found = []
        while self.next != "]":
            letter = self.take()
            if self.next == "-":
                self.take()
                found += [chr(code) for code in range(ord(letter), ord(self.take()) + 1)]
            else:
                found.append(letter)
        self.take()
        return "".join(found)


class Guessing:
    """An automaton with several ways to go, some of them without reading anything."""

    def __init__(self, expression):
        self.links = []
        self.start = self.state()
        self.final = expression.build(self, self.start)

    def state(self):
        self.links.append([])
        return len(self.links) - 1

    def link(self, source, letter, target):
        self.links[source].append((letter, target))

    def closure(self, states):
        """These states and all that can be reached from them without reading."""
        waiting = list(states)
        reached = set(waiting)
        while waiting:
            for letter, target in self.links[waiting.pop()]:
                if letter == END and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return frozenset(reached)

    def moves(self, states):
        """Where each letter leads from a set of states, letters in order."""
        targets = {}
        for state in sorted(states):
            for letter, target in self.links[state]:
                if letter != END:
                    targets.setdefault(letter, set()).add(target)
        for letter in sorted(targets):
            yield letter, self.closure(targets[letter])


class Definite:
    """An automaton with at most one way to go for each letter."""

    def __init__(self, table, finals):
        self.table = table
        self.finals = finals

    def __len__(self):
        return len(self.table)

    @classmethod
    def of(cls, guessing):
        """Its states are sets of states of the other one."""
        start = guessing.closure([guessing.start])
        numbers = {start: 0}
        waiting = [start]
        table = []
        finals = set()
        for states in waiting:
            row = {}
            if guessing.final in states:
                finals.add(numbers[states])
            for letter, target in guessing.moves(states):
                if target not in numbers:
                    numbers[target] = len(numbers)
                    waiting.append(target)
                row[letter] = numbers[target]
            table.append(row)
        return cls(table, frozenset(finals))

    def step(self, state, letter):
        return self.table[state].get(letter, -1)

    def matches(self, text):
        state = 0
        for letter in text:
            state = self.step(state, letter)
            if state < 0:
                return False
        return state in self.finals

    def longest(self, text, begin):
        """The end of the longest match that begins there, or -1."""
        end = begin if 0 in self.finals else -1
        state = 0
        for at in range(begin, len(text)):
            state = self.step(state, text[at])
            if state < 0:
                break
            if state in self.finals:
                end = at + 1
        return end

    def find_all(self, text):
        at = 0
        while at < len(text):
            end = self.longest(text, at)
            if end > at:
                yield text[at:end]
                at = end
            else:
                at += 1

    def minimal(self):
        """The smallest automaton that accepts the same: states are split as long as they differ."""
        classes = [int(state in self.finals) for state in range(len(self.table))]
        count = len(set(classes))
        while True:
            numbers = {}
            refined = []
            for state in range(len(self.table)):
                key = self.signature(state, classes)
                refined.append(numbers.setdefault(key, len(numbers)))
            classes = refined
            if len(numbers) == count:
                return self.merged(classes, count)
            count = len(numbers)

    def signature(self, state, classes):
        moves = [(letter, classes[target]) for letter, target in self.table[state].items()]
        return (classes[state], tuple(moves))

    def merged(self, classes, count):
        table = [None] * count
        finals = set()
        for state, number in enumerate(classes):
            table[number] = {
                letter: classes[target] for letter, target in self.table[state].items()
            }
            if state in self.finals:
                finals.add(number)
        return type(self)(table, frozenset(finals))


def compiled(pattern):
    return Definite.of(Guessing(Reader.read(pattern))).minimal()


PATTERNS = [
    "a(b|c)*d",
    "(a|b)*abb",
    "[0-3]+(.[0-3]+)?",
    "x(yz?)+|zz",
]
TEXT = "abcd 12.3 abb xyyz zz babb 3 acbd 0.0 aabb xz"


def run(size=4):
    """For the first patterns: states at first, at last, and the parts of the text that match."""
    results = []
    for pattern in PATTERNS[:size]:
        guessing = Guessing(Reader.read(pattern))
        definite = Definite.of(guessing).minimal()
        found = list(definite.find_all(TEXT))
        results.append((len(guessing.links), len(definite), "|".join(found)))
    return results


if __name__ == "__main__":
    for pattern, result in zip(PATTERNS, run(len(PATTERNS))):
        print("%-18s %2d states, minimal %d: %s" % ((pattern,) + result))
        print("    read as %s" % Reader.read(pattern))
    abb = compiled("(a|b)*abb")
    for text in ("abb", "ababb", "abba", ""):
        print("%r ends in abb: %s" % (text, abb.matches(text)))
    for pattern in ("a(b", "*a", "a)", "[ab"):
        try:
            compiled(pattern)
        except Syntax as error:
            print("refused:", error)
