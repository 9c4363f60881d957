"""bytes and bytearray."""


def show(compute):
    """Prints the value, or the error."""
    try:
        print(repr(compute()))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


show(lambda: bytes([256]))
show(lambda: bytes(-1))
show(lambda: bytes('a'))
show(lambda: b'a' + 'a')
show(lambda: b'abc'[5])
show(lambda: (bytearray(b'abc'), bytearray(3), bytearray([1,2]), bytearray('a','utf-8')))
show(lambda: (bytearray(), len(bytearray(5)), bytearray(b'abc')[0], bytearray(b'abc')[1:]))
show(lambda: (bytearray(b'a') + b'b', bytearray(b'a')==b'a', bytearray(b'abc').decode()))
show(lambda: (bytearray(b'abc').hex(), bytes(bytearray(b'ab')), list(bytearray(b'ab'))))
show(lambda: (bytearray(b'ab')*2, 97 in bytearray(b'a'), bytearray(b'abc').find(b'c')))
show(lambda: bytearray(b'a,b').split(b','))
