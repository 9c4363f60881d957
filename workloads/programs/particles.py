"""Particles that drift, collide, split and fade, on a grid that tells who is near.

Stresses: objects that come and go. Positions and velocities are small immutable objects with slots,
    made by operators and dropped at once; particles live a few steps; properties and tiny methods
    stand between all of them.
Does not tell: what large methods or deep recursion cost, nor how physics is computed in earnest:
    there it is done on arrays.
"""


class Noise:
    """Pseudo-random numbers from 0 to 1, by Lehmer's method."""

    __slots__ = ("state",)

    def __init__(self, seed):
        self.state = seed

    def __call__(self):
        self.state = self.state * 48271 % 2147483647
        return self.state / 2147483647

    def between(self, low, high):
        return low + (high - low) * self()


class Point:
    """A place or a velocity in the plane."""

    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"({self.x:.3f}, {self.y:.3f})"

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Point(self.x * factor, self.y * factor)

    def __neg__(self):
        return Point(-self.x, -self.y)

    def __bool__(self):
        return self.x != 0.0 or self.y != 0.0

    def __iter__(self):
        return iter((self.x, self.y))

    @property
    def square(self):
        """The squared distance from the origin."""
        return self.x * self.x + self.y * self.y

    @property
    def turned(self):
        """At a right angle to this."""
        return Point(-self.y, self.x)

    def dot(self, other):
        return self.x * other.x + self.y * other.y


class Box:
    """The world: what leaves it on one side is reflected."""

    __slots__ = ("width", "height")

    def __init__(self, width, height):
        self.width = width
        self.height = height

    def __contains__(self, point):
        return 0.0 <= point.x < self.width and 0.0 <= point.y < self.height

    def reflect(self, particle):
        place = particle.place
        velocity = particle.velocity
        if not 0.0 <= place.x < self.width:
            velocity = Point(-velocity.x, velocity.y)
        if not 0.0 <= place.y < self.height:
            velocity = Point(velocity.x, -velocity.y)
        x = min(max(place.x, 0.0), self.width - 0.001)
        y = min(max(place.y, 0.0), self.height - 0.001)
        particle.place = Point(x, y)
        particle.velocity = velocity


class Particle:
    """Moves, and fades with time."""

    __slots__ = ("place", "velocity", "mass", "life")

    made = 0

    def __init__(self, place, velocity, mass=1.0, life=6):
        self.place = place
        self.velocity = velocity
        self.mass = mass
        self.life = life
        Particle.made += 1

    @property
    def alive(self):
        return self.life > 0 and self.mass > 0.1

    @property
    def momentum(self):
        return self.velocity * self.mass

    @momentum.setter
    def momentum(self, value):
        self.velocity = value * (1.0 / self.mass)

    @property
    def energy(self):
        return 0.5 * self.mass * self.velocity.square

    def force(self):
        """What pulls at it wherever it is."""
        return Point(0.0, -0.2)

    def age(self):
        self.life -= 1

    def move(self, time):
        self.velocity += self.force() * time
        self.place += self.velocity * time
        self.age()

    def offspring(self):
        """What comes out of it when it ends."""
        return ()


class Spark(Particle):
    """Light: it rises, and is slowed down."""

    __slots__ = ()

    def force(self):
        return -self.velocity * 0.3 + Point(0.0, 0.1)


class Shell(Particle):
    """Bursts into sparks."""

    __slots__ = ()

    def offspring(self):
        part = self.mass * 0.25
        aside = self.velocity.turned
        for direction in (aside, -aside):
            yield Spark(self.place, self.velocity * 0.5 + direction, part, life=3)


class Grid:
    """Particles by square cells, each as long as the distance of a collision."""

    def __init__(self, spacing):
        self.spacing = spacing
        self.cells = {}

    def __len__(self):
        return len(self.cells)

    def cell(self, point):
        return (int(point.x // self.spacing), int(point.y // self.spacing))

    def add(self, particle):
        self.cells.setdefault(self.cell(particle.place), []).append(particle)

    def near(self, particle):
        """Particles in the same cell and in those around it."""
        column, row = self.cell(particle.place)
        found = []
        for c in (column - 1, column, column + 1):
            for r in (row - 1, row, row + 1):
                if (c, r) in self.cells:
                    found += self.cells[c, r]
        return found


class World:
    """All particles and what happens between them."""

    distance = 1.0

    def __init__(self, seed, width=8.0, height=6.0):
        self.noise = Noise(seed)
        self.box = Box(width, height)
        self.particles = []
        self.collisions = 0

    def random_point(self):
        return Point(self.noise() * self.box.width, self.noise() * self.box.height)

    def random_velocity(self):
        return Point(self.noise.between(-1.0, 1.0), self.noise.between(-0.5, 1.5))

    def fill(self, count):
        for number in range(count):
            kind = Shell if number % 3 == 0 else Particle
            life = 2 + number % 4
            self.particles.append(kind(self.random_point(), self.random_velocity(), life=life))

    def step(self, time=0.5):
        for particle in self.particles:
            particle.move(time)
            if particle.place not in self.box:
                self.box.reflect(particle)
        self.collide()
        self.renew()

    def collide(self):
        """Those that are near and approach each other swap what they have of momentum between."""
        grid = Grid(self.distance)
        for particle in self.particles:
            for other in grid.near(particle):
                self.meet(particle, other)
            grid.add(particle)

    def meet(self, one, other):
        between = other.place - one.place
        square = between.square
        if not between or square > self.distance * self.distance:
            return
        approach = (one.velocity - other.velocity).dot(between)
        if approach <= 0.0:
            return
        push = between * (2.0 * approach * one.mass * other.mass / (one.mass + other.mass) / square)
        one.momentum -= push
        other.momentum += push
        self.collisions += 1

    def renew(self):
        """What has ended leaves; what comes out of it enters."""
        remaining = []
        for particle in self.particles:
            if particle.alive:
                remaining.append(particle)
            else:
                remaining.extend(particle.offspring())
        self.particles = remaining

    @property
    def energy(self):
        return sum(particle.energy for particle in self.particles)


def run(size=15, steps=4, seed=11):
    """Particles made and left, collisions, and the energy of those that are left."""
    Particle.made = 0
    world = World(seed)
    world.fill(size)
    for _ in range(steps):
        world.step()
    return (Particle.made, len(world.particles), world.collisions, round(world.energy, 6))


if __name__ == "__main__":
    world = World(3)
    world.fill(12)
    while world.particles:
        world.step()
        print("%2d particles, %d collisions, energy %.4f, first at %s" % (
            len(world.particles), world.collisions, world.energy,
            world.particles[0].place if world.particles else "-",
        ))
    print(repr(Point(1.0, 2.0)), Point(1.0, 2.0) == Point(1.0, 2.0), list(-Point(3.0, 0.5)))
    for size in (1, 20, 60):
        made, left, collisions, energy = run(size)
        print(f"{size}: {made} made, {left} left, {collisions} collisions, energy {energy}")
