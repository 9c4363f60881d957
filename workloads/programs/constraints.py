"""Constraints between variables, kept by one-way data flow with strengths.

Stresses: polymorphism over a deep tree of classes. A solver sends the same few messages to
    constraints of ten classes, up to six levels deep, and most answers are tiny methods that
    call others or the same method of the class above.
Does not tell: what objects cost that come and go quickly; the network is built once and then
    walked again and again, so the same methods are entered over and over.
"""


class Unsolvable(Exception):
    """A required constraint cannot be kept."""


class Strength:
    """How much a constraint matters; the smaller the rank, the more."""

    def __init__(self, rank, name):
        self.rank = rank
        self.name = name

    def __repr__(self):
        return "<%s>" % self.name

    def stronger(self, other):
        return self.rank < other.rank

    def weaker(self, other):
        return self.rank > other.rank

    @staticmethod
    def weakest_of(one, other):
        return one if one.weaker(other) else other


REQUIRED = Strength(0, "required")
PREFERRED = Strength(1, "preferred")
NORMAL = Strength(2, "normal")
DEFAULT = Strength(3, "default")
WEAKEST = Strength(4, "weakest")


class Variable:
    """A value, who computes it, and how strongly it is held where it is."""

    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.source = None
        self.mark = 0
        self.walk = WEAKEST
        self.fixed = True

    def __repr__(self):
        return "%s=%r" % (self.name, self.value)

    def attach(self, constraint):
        self.constraints.append(constraint)

    def detach(self, constraint):
        self.constraints.remove(constraint)
        if self.source is constraint:
            self.source = None

    def users(self):
        """The constraints that read this variable."""
        return [c for c in self.constraints if c is not self.source and c.satisfied]

    def release(self):
        """Nothing computes the variable any more."""
        self.source = None
        self.walk = WEAKEST
        self.fixed = True


class Constraint:
    """Something to be kept true by setting one of its variables, if it is strong enough."""

    external = False

    def __init__(self, strength):
        self.strength = strength

    @property
    def satisfied(self):
        raise NotImplementedError

    @property
    def required(self):
        return self.strength is REQUIRED

    def variables(self):
        raise NotImplementedError

    def inputs(self):
        raise NotImplementedError

    def attach(self):
        for variable in self.variables():
            variable.attach(self)

    def detach(self):
        for variable in self.variables():
            variable.detach(self)

    def execute(self):
        """Sets the output from the inputs."""
        raise NotImplementedError

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.fixed or variable.source is None):
                return False
        return True

    def recompute(self):
        """Tells the output how strongly it is held, and its value if that never changes."""
        output = self.output
        output.walk = self.walk_strength()
        output.fixed = self.is_fixed()
        if output.fixed:
            self.execute()

    def walk_strength(self):
        return self.strength

    def is_fixed(self):
        return not self.external


class Unary(Constraint):
    """About one variable, which is its output."""

    def __init__(self, variable, strength):
        super().__init__(strength)
        self.output = variable
        self.active = False

    @property
    def satisfied(self):
        return self.active

    def variables(self):
        return (self.output,)

    def inputs(self):
        return ()

    def choose(self, mark):
        output = self.output
        self.active = output.mark != mark and self.strength.stronger(output.walk)
        return self.active

    def drop(self):
        self.active = False


class Stay(Unary):
    """The variable keeps its value."""

    def execute(self):
        pass


class Edit(Unary):
    """The variable is set from outside."""

    external = True

    def execute(self):
        pass


class Relation(Constraint):
    """Between several variables; any of them may be the output."""

    def __init__(self, strength, *operands):
        super().__init__(strength)
        self.operands = operands
        self.output = None

    @property
    def satisfied(self):
        return self.output is not None

    def variables(self):
        return self.operands

    def inputs(self):
        output = self.output
        return [variable for variable in self.operands if variable is not output]

    def choose(self, mark):
        best = None
        for variable in self.operands:
            if variable.mark == mark or not self.strength.stronger(variable.walk):
                continue
            if best is None or variable.walk.weaker(best.walk):
                best = variable
        self.output = best
        return best is not None

    def drop(self):
        self.output = None

    def walk_strength(self):
        weakest = super().walk_strength()
        for variable in self.inputs():
            weakest = Strength.weakest_of(weakest, variable.walk)
        return weakest

    def is_fixed(self):
        for variable in self.inputs():
            if not variable.fixed:
                return False
        return super().is_fixed()


class Binary(Relation):
    """Between two variables, by a function and its inverse."""

    def __init__(self, left, right, strength=REQUIRED):
        super().__init__(strength, left, right)

    def execute(self):
        left, right = self.operands
        if self.output is right:
            right.value = self.forth(left.value)
        else:
            left.value = self.back(right.value)

    def forth(self, value):
        raise NotImplementedError

    def back(self, value):
        raise NotImplementedError


class Equal(Binary):
    """right = left"""

    def forth(self, value):
        return value

    def back(self, value):
        return value


class Linear(Equal):
    """right = left * factor + offset"""

    def __init__(self, left, right, factor, offset=0, strength=REQUIRED):
        super().__init__(left, right, strength)
        self.factor = factor
        self.offset = offset

    def forth(self, value):
        return super().forth(value) * self.factor + self.offset

    def back(self, value):
        return super().back(value - self.offset) / self.factor


class Fahrenheit(Linear):
    """The right one is in degrees Fahrenheit, the left one in degrees Celsius."""

    def __init__(self, celsius, fahrenheit):
        super().__init__(celsius, fahrenheit, 1.8, 32)


class Sum(Relation):
    """total = left + right"""

    def __init__(self, left, right, total, strength=REQUIRED):
        super().__init__(strength, left, right, total)

    def execute(self):
        left, right, total = self.operands
        output = self.output
        if output is total:
            total.value = left.value + right.value
        elif output is right:
            right.value = total.value - left.value
        else:
            left.value = total.value - right.value


class Plan:
    """Constraints in an order in which executing them brings all values up to date."""

    def __init__(self, steps):
        self.steps = steps

    def __len__(self):
        return len(self.steps)

    def execute(self):
        for constraint in self.steps:
            constraint.execute()


class Solver:
    """Knows the constraints that are kept, and changes as little as it can when one comes."""

    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        constraint.attach()
        self.settle(constraint)
        return constraint

    def settle(self, constraint):
        """Satisfies a constraint, then the one it displaced, and so on."""
        mark = self.new_mark()
        while constraint is not None:
            constraint = self.satisfy(constraint, mark)

    def satisfy(self, constraint, mark):
        if not constraint.choose(mark):
            if constraint.required:
                raise Unsolvable(constraint)
            return None
        for variable in constraint.inputs():
            variable.mark = mark
        output = constraint.output
        displaced = output.source
        if displaced is not None:
            displaced.drop()
        output.source = constraint
        self.propagate(constraint, mark)
        output.mark = mark
        return displaced

    def propagate(self, constraint, mark):
        waiting = [constraint]
        while waiting:
            current = waiting.pop()
            if current.output.mark == mark:
                raise Unsolvable("a cycle through %r" % current.output)
            current.recompute()
            waiting.extend(current.output.users())

    def remove(self, constraint):
        if not constraint.satisfied:
            constraint.detach()
            return
        output = constraint.output
        constraint.drop()
        constraint.detach()
        output.release()
        for other in self.freed_by(output):
            self.settle(other)

    def freed_by(self, variable):
        """The constraints that may be satisfiable now, strongest first."""
        freed = []
        waiting = [variable]
        while waiting:
            current = waiting.pop()
            freed.extend(c for c in current.constraints if not c.satisfied)
            for constraint in current.users():
                constraint.recompute()
                waiting.append(constraint.output)
        return sorted(freed, key=lambda c: c.strength.rank)

    def plan(self, edits):
        """How to go on from what the edits set."""
        mark = self.new_mark()
        steps = []
        waiting = [edit for edit in edits if edit.satisfied]
        while waiting:
            current = waiting.pop()
            if current.output.mark != mark and current.inputs_known(mark):
                steps.append(current)
                current.output.mark = mark
                waiting.extend(current.output.users())
        return Plan(steps)

    def change(self, variable, values):
        """Sets a variable to one value after the other; returns the number of steps for each."""
        edit = self.add(Edit(variable, PREFERRED))
        plan = self.plan([edit])
        for value in values:
            variable.value = value
            plan.execute()
        self.remove(edit)
        return len(plan)


def thermometer():
    """Two scales that follow each other: what they show after each was set once."""
    solver = Solver()
    celsius = Variable("C", 0.0)
    fahrenheit = Variable("F", 0.0)
    solver.add(Stay(celsius, DEFAULT))
    solver.add(Fahrenheit(celsius, fahrenheit))
    shown = []
    solver.change(celsius, [25.0, 100.0])
    shown.append((celsius.value, fahrenheit.value))
    solver.change(fahrenheit, [50.0])
    shown.append((celsius.value, fahrenheit.value))
    return shown


def columns(count):
    """The left edges of columns side by side, after one was made wider and the last one moved."""
    solver = Solver()
    edges = [Variable("edge%d" % i) for i in range(count + 1)]
    widths = [Variable("width%d" % i, 10 + i) for i in range(count)]
    for width in widths:
        solver.add(Stay(width, NORMAL))
    for i, width in enumerate(widths):
        solver.add(Sum(edges[i], width, edges[i + 1]))
    solver.add(Stay(edges[0], DEFAULT))
    steps = solver.change(widths[count // 2], range(20, 24))
    steps += solver.change(edges[count], [200])
    return steps, [edge.value for edge in edges]


def chain(length):
    """A value handed on by equality; the strongest end wins."""
    solver = Solver()
    links = [Variable("link%d" % i) for i in range(length)]
    for left, right in zip(links, links[1:]):
        solver.add(Equal(left, right))
    last = solver.add(Stay(links[-1], DEFAULT))
    solver.change(links[0], range(1, 6))
    forward = links[-1].value
    solver.remove(last)
    try:
        solver.add(Stay(links[0], REQUIRED))
        solver.add(Stay(links[-1], REQUIRED))
    except Unsolvable:
        return forward, links[length // 2].value
    return None


def run(size=3):
    """What the thermometer shows, where the columns stand, and what came through the chain."""
    return (thermometer(), columns(size), chain(size + 2))


if __name__ == "__main__":
    for celsius, fahrenheit in thermometer():
        print("%.1f C = %.1f F" % (celsius, fahrenheit))
    for size in (2, 4, 8):
        steps, edges = columns(size)
        print("%d columns: %d steps, edges at %s" % (size, steps, edges))
    print("chain of 20: %s" % (chain(20),))
