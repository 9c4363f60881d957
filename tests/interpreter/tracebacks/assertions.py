"""assert, with a message, a comparison, a call; notes."""


def check(value):
    assert value, 'no value'


def compare(a, b):
    assert a + 1 == b * 2


try:
    check(0)
except AssertionError as error:
    error.add_note('a note')
    error.add_note('two\nlines')
    try:
        compare(1, 2)
    except AssertionError:
        assert isinstance(1, str)
