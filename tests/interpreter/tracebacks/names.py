"""Names that are not there."""

counter = 0


def step(amount):
    global counter
    counter = counter + amuont


def local():
    print(later)
    later = 1


try:
    step(1)
except NameError:
    try:
        local()
    except UnboundLocalError:
        pritn('gone')
