"""Syntax trees of a small language: built, printed, folded, checked and executed by visitors.

Stresses: dispatch by name. A visitor finds its method with getattr for the class of each node; the
    nodes are of nineteen classes, and which method comes next is hard to guess.
Does not tell: what long-running methods cost; a visit does one thing and recurs.
"""


class Node:
    """Part of a tree. Subclasses name the attributes that they are made of."""

    fields = ()

    def __init__(self, *values):
        if len(values) != len(self.fields):
            raise TypeError("%s takes %s" % (self.kind, ", ".join(self.fields)))
        for name, value in zip(self.fields, values):
            setattr(self, name, value)

    @property
    def kind(self):
        return type(self).__name__

    @property
    def values(self):
        return [getattr(self, name) for name in self.fields]

    def __eq__(self, other):
        return type(self) is type(other) and self.values == other.values

    def __hash__(self):
        return hash(self.kind)

    def __repr__(self):
        return "%s(%s)" % (self.kind, ", ".join(map(repr, self.values)))


class Expression(Node):
    """Has a value. The operators of Python build larger expressions."""

    level = 9

    @staticmethod
    def of(value):
        """An expression for a plain value; expressions stay as they are."""
        if isinstance(value, Expression):
            return value
        if isinstance(value, bool):
            return Truth(value)
        return Name(value) if isinstance(value, str) else Number(value)

    def __add__(self, other):
        return Add(self, Expression.of(other))

    def __sub__(self, other):
        return Subtract(self, Expression.of(other))

    def __mul__(self, other):
        return Multiply(self, Expression.of(other))

    def __mod__(self, other):
        return Remainder(self, Expression.of(other))

    def __lt__(self, other):
        return Less(self, Expression.of(other))

    def __neg__(self):
        return Negate(self)

    def equals(self, other):
        return Equals(self, Expression.of(other))


class Number(Expression):
    fields = ("value",)


class Truth(Expression):
    fields = ("value",)


class Name(Expression):
    fields = ("name",)


class Operation(Expression):
    """With two operands."""

    fields = ("left", "right")
    symbol = "?"

    @staticmethod
    def compute(left, right):
        raise NotImplementedError


class Add(Operation):
    symbol = "+"
    level = 5

    @staticmethod
    def compute(left, right):
        return left + right


class Subtract(Operation):
    symbol = "-"
    level = 5

    @staticmethod
    def compute(left, right):
        return left - right


class Multiply(Operation):
    symbol = "*"
    level = 6

    @staticmethod
    def compute(left, right):
        return left * right


class Remainder(Operation):
    symbol = "%"
    level = 6

    @staticmethod
    def compute(left, right):
        return left % right


class Less(Operation):
    symbol = "<"
    level = 4

    @staticmethod
    def compute(left, right):
        return left < right


class Equals(Operation):
    symbol = "=="
    level = 4

    @staticmethod
    def compute(left, right):
        return left == right


class And(Operation):
    symbol = "and"
    level = 2


class Not(Expression):
    fields = ("operand",)
    level = 3


class Negate(Expression):
    fields = ("operand",)
    level = 7


class Call(Expression):
    fields = ("function", "arguments")

    @classmethod
    def to(cls, function, *arguments):
        return cls(function, [Expression.of(argument) for argument in arguments])


class Statement(Node):
    """Does something."""


class Assign(Statement):
    fields = ("name", "value")

    @classmethod
    def make(cls, name, value):
        return cls(name, Expression.of(value))


class Block(Statement):
    fields = ("statements",)

    @classmethod
    def make(cls, *statements):
        return cls(list(statements))


class If(Statement):
    fields = ("test", "then", "otherwise")


class While(Statement):
    fields = ("test", "body")


class Function(Statement):
    fields = ("name", "parameters", "body")


class Return(Statement):
    fields = ("value",)


class Visitor:
    """Calls the method named after the class of a node, or after one of its base classes."""

    def visit(self, node):
        for cls in type(node).__mro__:
            method = getattr(self, "visit_" + cls.__name__.lower(), None)
            if method is not None:
                return method(node)
        raise TypeError("%s cannot visit %s" % (type(self).__name__, node.kind))

    def visit_all(self, nodes):
        return [self.visit(node) for node in nodes]


class Counter(Visitor):
    """The number of nodes."""

    def visit_node(self, node):
        total = 1
        for value in node.values:
            if isinstance(value, Node):
                total += self.visit(value)
            elif isinstance(value, list):
                total += sum(self.visit_all(value))
        return total

    def visit_function(self, node):
        return 1 + self.visit(node.body)


class Printer(Visitor):
    """The tree as source text, with no more parentheses than needed."""

    def __init__(self, indent="    "):
        self.indent = indent
        self.depth = 0

    def line(self, text):
        return self.indent * self.depth + text

    def body(self, block):
        self.depth += 1
        try:
            return self.visit(block)
        finally:
            self.depth -= 1

    def operand(self, node, level):
        text = self.visit(node)
        return "(%s)" % text if node.level < level else text

    def visit_number(self, node):
        return str(node.value)

    def visit_truth(self, node):
        return "true" if node.value else "false"

    def visit_name(self, node):
        return node.name

    def visit_operation(self, node):
        left = self.operand(node.left, node.level)
        right = self.operand(node.right, node.level + 1)
        return "%s %s %s" % (left, node.symbol, right)

    def visit_not(self, node):
        return "not " + self.operand(node.operand, node.level)

    def visit_negate(self, node):
        return "-" + self.operand(node.operand, node.level)

    def visit_call(self, node):
        return "%s(%s)" % (node.function, ", ".join(self.visit_all(node.arguments)))

    def visit_assign(self, node):
        return self.line("%s = %s" % (node.name, self.visit(node.value)))

    def visit_block(self, node):
        return "\n".join(self.visit_all(node.statements))

    def visit_if(self, node):
        text = self.line("if %s:\n" % self.visit(node.test)) + self.body(node.then)
        if node.otherwise is not None:
            text += "\n" + self.line("else:\n") + self.body(node.otherwise)
        return text

    def visit_while(self, node):
        return self.line("while %s:\n" % self.visit(node.test)) + self.body(node.body)

    def visit_function(self, node):
        head = "def %s(%s):\n" % (node.name, ", ".join(node.parameters))
        return self.line(head) + self.body(node.body)

    def visit_return(self, node):
        return self.line("return " + self.visit(node.value))


class Folder(Visitor):
    """A tree that does the same with less: constants are computed, dead branches left out."""

    def visit_node(self, node):
        return type(node)(*[self.folded(value) for value in node.values])

    def folded(self, value):
        if isinstance(value, Node):
            return self.visit(value)
        if isinstance(value, list):
            return [self.visit(v) if isinstance(v, Node) else v for v in value]
        return value

    def visit_number(self, node):
        return node

    visit_name = visit_truth = visit_number

    def visit_operation(self, node):
        left = self.visit(node.left)
        right = self.visit(node.right)
        if isinstance(left, Number) and isinstance(right, Number):
            return Expression.of(node.compute(left.value, right.value))
        return self.simplified(type(node)(left, right))

    def simplified(self, node):
        """Neutral elements of sums and products."""
        if isinstance(node, (Add, Subtract)) and node.right == Number(0):
            return node.left
        if isinstance(node, Multiply):
            if node.right == Number(1):
                return node.left
            if node.right == Number(0):
                return Number(0)
        return node

    def visit_and(self, node):
        left = self.visit(node.left)
        if isinstance(left, Truth):
            return self.visit(node.right) if left.value else left
        return And(left, self.visit(node.right))

    def visit_not(self, node):
        operand = self.visit(node.operand)
        return Truth(not operand.value) if isinstance(operand, Truth) else Not(operand)

    def visit_negate(self, node):
        operand = self.visit(node.operand)
        return Number(-operand.value) if isinstance(operand, Number) else Negate(operand)

    def visit_if(self, node):
        test = self.visit(node.test)
        if isinstance(test, Truth):
            chosen = node.then if test.value else node.otherwise
            return Block([]) if chosen is None else self.visit(chosen)
        otherwise = None if node.otherwise is None else self.visit(node.otherwise)
        return If(test, self.visit(node.then), otherwise)

    def visit_block(self, node):
        statements = []
        for statement in self.visit_all(node.statements):
            if isinstance(statement, Block):
                statements.extend(statement.statements)
            else:
                statements.append(statement)
        return Block(statements)


class Unbound(Visitor):
    """The names that are read but set nowhere before."""

    def __init__(self):
        self.bound = {}
        self.found = []

    def visit_node(self, node):
        for value in node.values:
            if isinstance(value, Node):
                self.visit(value)
            elif isinstance(value, list):
                self.visit_all(value)

    def visit_name(self, node):
        if node.name not in self.bound and node.name not in self.found:
            self.found.append(node.name)

    def visit_assign(self, node):
        self.visit(node.value)
        self.bound[node.name] = True

    def visit_function(self, node):
        outside = dict(self.bound)
        for parameter in node.parameters:
            self.bound[parameter] = True
        self.visit(node.body)
        self.bound = outside


class Returned(Exception):
    """Leaves a function with a value."""

    def __init__(self, value):
        super().__init__(value)
        self.value = value


class Machine(Visitor):
    """Executes a tree."""

    def __init__(self):
        self.functions = {}
        self.variables = {}

    def visit_number(self, node):
        return node.value

    visit_truth = visit_number

    def visit_name(self, node):
        return self.variables[node.name]

    def visit_operation(self, node):
        return node.compute(self.visit(node.left), self.visit(node.right))

    def visit_and(self, node):
        return self.visit(node.left) and self.visit(node.right)

    def visit_not(self, node):
        return not self.visit(node.operand)

    def visit_negate(self, node):
        return -self.visit(node.operand)

    def visit_call(self, node):
        function = self.functions[node.function]
        outside = self.variables
        self.variables = dict(zip(function.parameters, self.visit_all(node.arguments)))
        try:
            self.visit(function.body)
        except Returned as returned:
            return returned.value
        finally:
            self.variables = outside
        return None

    def visit_assign(self, node):
        self.variables[node.name] = self.visit(node.value)

    def visit_block(self, node):
        for statement in node.statements:
            self.visit(statement)

    def visit_if(self, node):
        if self.visit(node.test):
            self.visit(node.then)
        elif node.otherwise is not None:
            self.visit(node.otherwise)

    def visit_while(self, node):
        while self.visit(node.test):
            self.visit(node.body)

    def visit_function(self, node):
        self.functions[node.name] = node

    def visit_return(self, node):
        raise Returned(self.visit(node.value))


def program(limit):
    """Steps of the Collatz sequence from `limit`, some powers, and things to be folded away."""
    n, steps, total = Name("n"), Name("steps"), Name("total")
    half = Function("half", ["n"], Block.make(
        If(n % 2 < 1, Return(Call.to("quotient", n)), None),
        Return(n * (Number(2) + 1) + (Number(3) - 2)),
    ))
    quotient = Function("quotient", ["n"], Block.make(
        Assign.make("q", 0),
        Assign.make("rest", n),
        While(Number(1) < "rest", Block.make(
            Assign.make("q", Name("q") + 1),
            Assign.make("rest", Name("rest") - 2),
        )),
        Return(Name("q")),
    ))
    power = Function("power", ["base", "n"], Block.make(
        If(n.equals(0), Return(Number(1)), None),
        Return(Name("base") * Call.to("power", "base", n - 1)),
    ))
    return Block.make(
        quotient, half, power,
        Assign.make("steps", 0),
        Assign.make("n", limit),
        While(And(Not(n.equals(1)), steps < 100), Block.make(
            Assign.make("n", Call.to("half", n)),
            Assign.make("steps", steps + 1),
        )),
        If(Truth(True), Assign.make("total", Call.to("power", 3, 4) * 1), None),
        If(Number(5) < 2, Assign.make("total", 0), Assign.make("seen", -(-steps) + 0)),
        Assign.make("total", total + steps * (Number(10) * 10)),
    )


def process(tree):
    """Folds a tree and executes the result; nodes before and after, and the machine."""
    before = Counter().visit(tree)
    folded = Folder().visit(tree)
    machine = Machine()
    machine.visit(folded)
    return before, Counter().visit(folded), machine


def run(size=3):
    """Nodes before and after folding, length of the text, and what the program computes."""
    tree = program(size)
    before, after, machine = process(tree)
    text = Printer().visit(tree)
    return (before, after, len(text), machine.variables["total"])


if __name__ == "__main__":
    tree = program(6)
    folded = Folder().visit(tree)
    print(Printer().visit(tree))
    print("-- folded:")
    print(Printer("  ").visit(folded))
    print("-- folding again changes nothing:", Folder().visit(folded) == folded)
    unbound = Unbound()
    unbound.visit(Block.make(tree, Return(Name("total") + Name("missing"))))
    print("-- unbound:", unbound.found)
    print(repr(folded.statements[-1]))
    for size in (1, 6, 11):
        print("from %d: %d nodes, folded %d, %d letters, total %d" % ((size,) + run(size)))
