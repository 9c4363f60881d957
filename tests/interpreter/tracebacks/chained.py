"""Errors that come of other errors."""


class Refused(Exception):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise Refused(f'no number: {text}') from error


def load(table, key):
    try:
        return table[key]
    except KeyError:
        return table['default'].items()[0]


def both():
    try:
        load({'default': {}}, 'x')
    except TypeError:
        parse('twelve')


both()
