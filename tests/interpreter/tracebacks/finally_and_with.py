"""Errors that pass through finally and with."""


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


def inner():
    with Guard() as guard:
        try:
            raise LookupError('inside')
        finally:
            guard = None


def outer():
    try:
        inner()
    except LookupError:
        raise
    finally:
        print('cleaned')


outer()
