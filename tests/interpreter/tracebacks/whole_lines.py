"""No marks where they would run under the whole line."""


def fail(message):
    raise ValueError(message)


def through():
    fail('x')


def multi():
    fail(
        'a'
    )


try:
    through()
except ValueError:
    try:
        multi()
    except ValueError:
        result = fail(
            'last')
