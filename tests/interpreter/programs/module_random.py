import random

for seed in [0, 1, -7, 42, 2**31, 2**64 + 5, 10**40, True, 1.5, -0.25, 1e300, 3.0, "seed", "", "\u00e9t\u00e9", b"bytes"]:
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(5), random.getrandbits(40), random.getrandbits(100))

random.seed(12345)
print([random.random() for _ in range(5)])
for _ in range(700):
    random.random()
print(random.random())
print([random.randrange(10) for _ in range(20)])
print([random.randrange(5, 50, 7) for _ in range(20)])
print([random.randrange(50, 5, -7) for _ in range(20)])
print([random.randrange(-5, 5) for _ in range(20)])
print([random.randint(1, 6) for _ in range(20)], random.randint(3, 3))
print(random.randrange(10**30), random.randint(-10**20, 10**20))
print(random.randrange(2**32), random.randrange(2**32 - 1), random.randrange(2**53), random.getrandbits(53))
print([random.choice("abcdef") for _ in range(10)], random.choice((1, 2, 3)), random.choice(range(10, 20)))
print(random.choices([1, 2, 3], k=10))
print(random.choices("xyz", weights=[5, 1, 1], k=12))
print(random.choices("xyz", cum_weights=[5, 6, 7], k=12))
print(random.sample(range(100), 10))
print(random.sample(list(range(10000)), 8))
print(random.sample("abcdefgh", 8))
print(random.sample(["red", "blue"], counts=[4, 2], k=5))
items = list(range(20))
random.shuffle(items)
print(items)
print(random.uniform(1, 10), random.uniform(-1.5, 2.5))
print(random.triangular(), random.triangular(0, 10), random.triangular(0, 10, 3))
print(random.randbytes(5))


def shown(value):
    return "%.9g" % value


random.seed(99)
print([shown(random.gauss(0, 1)) for _ in range(5)], shown(random.gauss(mu=10, sigma=2)))
print([shown(random.normalvariate(0, 1)) for _ in range(5)])
print(shown(random.expovariate(2.0)), shown(random.lognormvariate(0, 1)))
print(shown(random.betavariate(2, 3)), shown(random.gammavariate(0.5, 1)), shown(random.gammavariate(3, 2)))
print(shown(random.gammavariate(1, 2)), shown(random.paretovariate(3)), shown(random.weibullvariate(1, 2)))
print(shown(random.vonmisesvariate(1, 4)), shown(random.vonmisesvariate(1, 0)))

state = random.getstate()
print(state[0], len(state[1]), state[2])
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)])

own = random.Random(7)
other = random.Random(7)
print(own.random() == other.random(), own.randint(1, 100), other.randint(1, 100), own.choice([4, 5, 6]))
own.seed(7)
print(own.random())


class Dice(random.Random):
    def roll(self):
        return self.randint(1, 6)


dice = Dice(3)
dice.label = "d6"
print([dice.roll() for _ in range(10)], dice.label)


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


fails(random.choice, [])
fails(random.randrange, 0)
fails(random.randrange, 5, 5)
fails(random.randint, 5, 3)
fails(random.randrange, 1, 10, 0)
fails(random.randrange, 10, 1, 2)
fails(random.sample, [1, 2], 3)
fails(random.sample, {1, 2}, 1)
fails(random.choices, [1, 2], [1, 2, 3])
fails(random.choices, [1, 2], [0, 0])
fails(random.seed, [1])
fails(random.getrandbits, -1)
