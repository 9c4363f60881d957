"""Prime numbers by the sieve of Eratosthenes, with what lists of them are good for.

Stresses: nothing that depends on calls. One function runs loops over lists and integers for most
    of a millisecond; frames are entered a few times only.
Does not tell: anything about a look-up at function entry; there are too few entries for that.
Control: a strategy that changes the time of this program is being measured wrongly.
"""


def survey(limit):
    """The number of primes below `limit`, twins, the widest gap, and sums over all numbers."""
    flags = [True] * limit
    flags[0] = flags[1] = False
    divisors = [0] * limit
    largest = [1] * limit
    number = 2
    while number < limit:
        if flags[number]:
            multiple = number
            while multiple < limit:
                flags[multiple] = multiple == number
                divisors[multiple] += 1
                largest[multiple] = number
                multiple += number
        number += 1

    primes = 0
    twins = 0
    gap = 0
    before = 2
    for number, prime in enumerate(flags):
        if prime:
            primes += 1
            distance = number - before
            if distance == 2:
                twins += 1
            if distance > gap:
                gap = distance
            before = number

    # The totient of each number, from that of the number without its largest prime factor.
    totients = [1] * limit
    for number in range(2, limit):
        factor = largest[number]
        rest = number // factor
        if rest % factor == 0:
            totients[number] = totients[rest] * factor
        else:
            totients[number] = totients[rest] * (factor - 1)

    total = 0
    smooth = 0
    for number in range(2, limit):
        total = (total * 3 + totients[number] ^ divisors[number]) & 0xFFFFFF
        if largest[number] * largest[number] <= number:
            smooth += 1
    return primes, twins, gap, smooth, total


def run(size=2000):
    """What the survey of the numbers below `size` gives."""
    return survey(size)


if __name__ == "__main__":
    for size in (10, 1000, 5000):
        primes, twins, gap, smooth, total = run(size)
        print("below %d: %d primes, %d pairs of twins, widest gap %d" % (size, primes, twins, gap))
        print("    %d without a large factor, checksum %06x" % (smooth, total))
