"""Parser combinators for a small language of expressions, which is compiled to closures.

Stresses: closures. Parsers are functions made by functions, and so is the compiled program; most
    calls go to nested functions and lambdas of few instructions that read free variables, many
    of them made from the same code object.
Does not tell: what attributes and methods cost; there are hardly any objects besides functions,
    tuples and dictionaries.
"""

FAILED = None


class BadSyntax(Exception):
    """The text is no expression."""


class UnknownName(Exception):
    """A variable that is bound nowhere."""


# A parser takes a text and a position, and returns a value and the next position, or FAILED.

def char(accepts):
    """One character of which `accepts` is true."""
    def parse(text, at):
        if at < len(text) and accepts(text[at]):
            return text[at], at + 1
        return FAILED
    return parse


def word(wanted):
    """Exactly these characters."""
    def parse(text, at):
        if text.startswith(wanted, at):
            return wanted, at + len(wanted)
        return FAILED
    return parse


def sequence(*parsers):
    """One after the other; the value is the list of all values."""
    def parse(text, at):
        values = []
        for parser in parsers:
            result = parser(text, at)
            if result is FAILED:
                return FAILED
            value, at = result
            values.append(value)
        return values, at
    return parse


def either(*parsers):
    """The first that succeeds."""
    def parse(text, at):
        for parser in parsers:
            result = parser(text, at)
            if result is not FAILED:
                return result
        return FAILED
    return parse


def many(parser, least=0):
    """As often as it goes; the value is a list."""
    def parse(text, at):
        values = []
        while True:
            result = parser(text, at)
            if result is FAILED:
                return (values, at) if len(values) >= least else FAILED
            value, at = result
            values.append(value)
    return parse


def mapped(function, parser):
    """The parser, with the function applied to its value."""
    def parse(text, at):
        result = parser(text, at)
        if result is FAILED:
            return FAILED
        value, at = result
        return function(value), at
    return parse


def later(find):
    """A parser that is defined further down; `find` gets it."""
    return lambda text, at: find()(text, at)


def second(values):
    return values[1]


spaces = many(char(str.isspace))


def token(parser):
    return mapped(second, sequence(spaces, parser))


def symbol(wanted):
    return token(word(wanted))


def separated(parser, separator):
    """At least one, with something between."""
    rest = many(mapped(second, sequence(separator, parser)))
    return mapped(lambda values: [values[0]] + values[1], sequence(parser, rest))


# The compiled form of an expression is a function of an environment.

OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
}


def constant(value):
    return lambda env: value


def variable(name):
    def look_up(env):
        while name not in env:
            if "outer" not in env:
                raise UnknownName(name)
            env = env["outer"]
        return env[name]
    return look_up


def binary(operator, left, right):
    operate = OPERATORS[operator]
    return lambda env: operate(left(env), right(env))


def fold(values):
    """Operands and operators from the left to the right."""
    first, rest = values
    for operator, operand in rest:
        first = binary(operator, first, operand)
    return first


def conditional(values):
    _, test, _, then, _, otherwise = values
    return lambda env: then(env) if test(env) else otherwise(env)


def binding(values):
    _, name, _, value, _, body = values

    def evaluate(env):
        inner = {"outer": env}
        # The name is known within its value, so a function can call itself.
        inner[name] = value(inner)
        return body(inner)
    return evaluate


def definition(values):
    _, parameters, _, body = values

    def make(env):
        def call(*arguments):
            inner = dict(zip(parameters, arguments))
            inner["outer"] = env
            return body(inner)
        return call
    return make


def application(values):
    """A primary expression with any number of argument lists behind it."""
    target, calls = values
    for arguments in calls:
        target = apply(target, arguments)
    return target


def apply(target, arguments):
    if len(arguments) == 1:
        argument = arguments[0]
        return lambda env: target(env)(argument(env))
    return lambda env: target(env)(*[argument(env) for argument in arguments])


def grammar():
    """The parser of expressions."""
    expression = later(lambda: whole)
    letters = many(char(lambda c: c.isalpha() or c == "_"), least=1)
    name = token(mapped("".join, letters))
    digits = token(mapped("".join, many(char(str.isdigit), least=1)))
    number = mapped(lambda text: constant(int(text)), digits)
    group = mapped(second, sequence(symbol("("), expression, symbol(")")))
    arguments = mapped(
        second, sequence(symbol("("), separated(expression, symbol(",")), symbol(")"))
    )
    primary = either(number, group, mapped(variable, name))
    call = mapped(application, sequence(primary, many(arguments)))

    def level(operand, *operators):
        operator = either(*[symbol(operator) for operator in operators])
        return mapped(fold, sequence(operand, many(sequence(operator, operand))))

    product = level(call, "*", "%")
    addition = level(product, "+", "-")
    comparison = level(addition, "<", "=")
    whole = either(
        mapped(conditional, sequence(
            symbol("if "), expression, symbol("then "), expression, symbol("else "), expression,
        )),
        mapped(binding, sequence(
            symbol("let "), name, symbol("="), expression, symbol("in "), expression,
        )),
        mapped(definition, sequence(
            symbol("\\"), separated(name, symbol(",")), symbol("->"), expression,
        )),
        comparison,
    )
    return whole


parse_expression = grammar()


def compiled(source):
    """The function of an environment that a source text means."""
    result = parse_expression(source.rstrip(), 0)
    if result is FAILED:
        raise BadSyntax("nothing to be understood in %r" % source)
    code, at = result
    if at != len(source.rstrip()):
        raise BadSyntax("column %d of %r" % (at + 1, source))
    return code


GLOBALS = {"max": max, "abs": abs}


def evaluate(source, **names):
    env = {"outer": GLOBALS}
    env.update(names)
    return compiled(source)(env)


PROGRAMS = [
    "2 * (n + 3) - n % 4",
    "let fact = \\k -> if k < 2 then 1 else k * fact(k - 1) in fact(n)",
    "let twice = \\f -> \\x -> f(f(x)) in twice(twice(\\x -> x * 2))(n)",
    "let gcd = \\a, b -> if b = 0 then a else gcd(b, a % b) in gcd(12 * n, 90)",
    "let fib = \\k -> if k < 2 then k else fib(k - 1) + fib(k - 2) in max(fib(n), 3)",
]


def run(size=5):
    """What the factorial and the function applied four times give."""
    return tuple(evaluate(source, n=size) for source in PROGRAMS[1:3])


if __name__ == "__main__":
    for source in PROGRAMS:
        print(source)
        print("    " + ", ".join(str(evaluate(source, n=n)) for n in (1, 5, 10)))
    for source in ("1 + ", "let = 3", "(1"):
        try:
            evaluate(source)
        except (BadSyntax, UnknownName) as error:
            print("%s: %s: %s" % (source, type(error).__name__, error))
