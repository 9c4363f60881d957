"""A ray tracer: spheres on a chequered floor, with shadows and reflections, drawn in letters.

Stresses: operators on small objects. Every +, - and * of a vector is a call of a special method
    that makes another vector; the methods of shapes and rays stand above them.
Does not tell: what happens with many different code objects; a dozen methods take nearly all
    entries, nearly half of them the constructor of vectors and the dot product.
"""

import math

EPSILON = 1e-6


class Vector:
    """Three numbers: a point, a direction or a colour."""

    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __repr__(self):
        return "Vector(%.3f, %.3f, %.3f)" % (self.x, self.y, self.z)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    __rmul__ = __mul__

    def __truediv__(self, divisor):
        return self * (1.0 / divisor)

    def __matmul__(self, other):
        """The dot product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def __abs__(self):
        return math.sqrt(self @ self)

    def unit(self):
        return self / abs(self)

    def mirrored(self, normal):
        return self - normal * (2.0 * (self @ normal))

    def blend(self, other, share):
        """This colour with a share of the other one."""
        return self * (1.0 - share) + other * share


BLACK = Vector(0.0, 0.0, 0.0)
WHITE = Vector(1.0, 1.0, 1.0)


class Ray:
    """A half line from a point."""

    __slots__ = ("origin", "direction")

    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.unit()

    def at(self, distance):
        return self.origin + self.direction * distance


class Shape:
    """Something that rays hit."""

    def __init__(self, colour, gloss=0.0):
        self.colour = colour
        self.gloss = gloss

    def distance(self, ray):
        """How far along the ray it is hit, or None."""
        raise NotImplementedError

    def normal(self, point):
        raise NotImplementedError

    def colour_at(self, point):
        return self.colour


class Sphere(Shape):
    def __init__(self, centre, radius, colour, gloss=0.0):
        super().__init__(colour, gloss)
        self.centre = centre
        self.radius = radius

    def distance(self, ray):
        towards = self.centre - ray.origin
        along = towards @ ray.direction
        square = self.radius * self.radius - towards @ towards + along * along
        if square < 0.0:
            return None
        half = math.sqrt(square)
        if along - half > EPSILON:
            return along - half
        if along + half > EPSILON:
            return along + half
        return None

    def normal(self, point):
        return (point - self.centre) / self.radius


class Plane(Shape):
    def __init__(self, point, normal, colour, gloss=0.0):
        super().__init__(colour, gloss)
        self.point = point
        self.up = normal.unit()

    def distance(self, ray):
        slope = ray.direction @ self.up
        if abs(slope) < EPSILON:
            return None
        distance = (self.point - ray.origin) @ self.up / slope
        return distance if distance > EPSILON else None

    def normal(self, point):
        return self.up


class Chequered(Plane):
    """A plane with fields in two colours."""

    def __init__(self, point, normal, colour, other, gloss=0.0):
        super().__init__(point, normal, colour, gloss)
        self.other = other

    def colour_at(self, point):
        if (math.floor(point.x) + math.floor(point.z)) % 2:
            return self.other
        return super().colour_at(point)


class Light:
    def __init__(self, position, brightness):
        self.position = position
        self.brightness = brightness


class Hit:
    """Where a ray meets a shape first."""

    def __init__(self, shape, point):
        self.shape = shape
        self.point = point
        self.normal = shape.normal(point)


class Scene:
    def __init__(self, sky):
        self.sky = sky
        self.shapes = []
        self.lights = []
        self.rays = 0

    def add(self, *things):
        for thing in things:
            if isinstance(thing, Light):
                self.lights.append(thing)
            else:
                self.shapes.append(thing)

    def first_hit(self, ray):
        nearest = None
        nearest_shape = None
        for shape in self.shapes:
            distance = shape.distance(ray)
            if distance is not None and (nearest is None or distance < nearest):
                nearest = distance
                nearest_shape = shape
        if nearest_shape is None:
            return None
        return Hit(nearest_shape, ray.at(nearest))

    def visible(self, light, point):
        towards = light.position - point
        ray = Ray(point, towards)
        limit = abs(towards)
        for shape in self.shapes:
            distance = shape.distance(ray)
            if distance is not None and distance < limit:
                return False
        return True

    def brightness(self, hit):
        total = 0.1
        for light in self.lights:
            slope = (light.position - hit.point).unit() @ hit.normal
            if slope > 0.0 and self.visible(light, hit.point):
                total += slope * light.brightness
        return min(total, 1.0)

    def trace(self, ray, depth=2):
        """The colour seen along a ray."""
        self.rays += 1
        hit = self.first_hit(ray)
        if hit is None:
            return self.sky
        colour = hit.shape.colour_at(hit.point) * self.brightness(hit)
        gloss = hit.shape.gloss
        if gloss > 0.0 and depth > 0:
            reflected = Ray(hit.point, ray.direction.mirrored(hit.normal))
            colour = colour.blend(self.trace(reflected, depth - 1), gloss)
        return colour

    def render(self, width, height):
        """Rows of colours, as seen from (0, 1, -4)."""
        eye = Vector(0.0, 1.0, -4.0)
        rows = []
        for row in range(height):
            y = 1.0 - 2.0 * (row + 0.5) / height
            line = []
            for column in range(width):
                x = 2.0 * (column + 0.5) / width - 1.0
                line.append(self.trace(Ray(eye, Vector(x, y, 2.0))))
            rows.append(line)
        return rows


def still_life():
    scene = Scene(Vector(0.4, 0.6, 0.9))
    scene.add(
        Chequered(BLACK, Vector(0.0, 1.0, 0.0), WHITE, Vector(0.2, 0.2, 0.2)),
        Sphere(Vector(-1.1, 1.0, 0.5), 1.0, Vector(0.9, 0.2, 0.2), gloss=0.3),
        Sphere(Vector(1.0, 0.6, -0.4), 0.6, Vector(0.2, 0.9, 0.3)),
    )
    scene.add(Light(Vector(4.0, 6.0, -5.0), 0.9))
    return scene


def brightness(colour):
    return 0.3 * colour.x + 0.6 * colour.y + 0.1 * colour.z


def letters(rows, shades=" .:-=+*#%@"):
    last = len(shades) - 1
    return "\n".join(
        "".join(shades[round(brightness(colour) * last)] for colour in line).rstrip()
        for line in rows
    )


def run(size=6):
    """Rays traced, and the sum of all colours of a picture of size by size points."""
    scene = still_life()
    total = BLACK
    for line in scene.render(size, size):
        for colour in line:
            total = total + colour
    return (scene.rays, repr(total))


if __name__ == "__main__":
    for size in (2, 10):
        print("size %d: %d rays, colours %s" % ((size,) + run(size)))
    print(letters(still_life().render(36, 16)))
