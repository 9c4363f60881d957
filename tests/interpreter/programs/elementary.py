"""Powers, exponentials, logarithms, angles and distances to the last digit."""

import math


def sweep(name, function, low, step, count):
    values = [function(low + i * step) for i in range(count)]
    print(name, values[0], values[count // 2], values[-1], math.fsum(values))
    print(*values[:: count // 5])


sweep("pow 1.5", lambda x: x**1.5, 0.07, 0.61, 60)
sweep("pow -1.5", lambda x: x**-1.5, 0.013, 0.37, 60)
sweep("cube", lambda x: x**3, -7.3, 0.217, 60)
sweep("cube root", lambda x: x ** (1 / 3), 0.3, 1.13, 60)
sweep("large exponent", lambda x: 1.0123**x, 1.0, 97.31, 60)
sweep("square root", lambda x: x**0.5, 0.11, 0.49, 60)
sweep("whole", lambda x: x**7, -3.1, 0.103, 60)
sweep("math.pow", lambda x: math.pow(2.37, x), -9.0, 0.31, 60)
sweep("exp", math.exp, -11.0, 0.37, 60)
sweep("log", math.log, 0.02, 0.173, 60)
sweep("log near one", math.log, 0.96, 0.00137, 60)
sweep("log2", math.log2, 0.05, 0.31, 60)
sweep("log10", math.log10, 0.04, 1.77, 60)
sweep("log base 3", lambda x: math.log(x, 3), 0.5, 2.9, 60)
sweep("sin", math.sin, -9.7, 0.337, 60)
sweep("cos", math.cos, -9.7, 0.337, 60)
sweep("sin far away", math.sin, 1000.1, 317.7, 60)
sweep("tan", math.tan, -4.4, 0.151, 60)
sweep("asin", math.asin, -0.98, 0.0327, 60)
sweep("acos", math.acos, -0.98, 0.0327, 60)
sweep("atan", math.atan, -6.1, 0.211, 60)
sweep("atan2", lambda x: math.atan2(x, -1.7), -6.1, 0.211, 60)
sweep("cosh", math.cosh, 0.5, 0.41, 60)
sweep("hypot", lambda x: math.hypot(x, 2.3), -6.1, 0.211, 60)
sweep("hypot of three", lambda x: math.hypot(x, 2.3, 0.7), -6.1, 0.211, 60)
sweep("dist", lambda x: math.dist((x, 1.1), (0.3, x)), -6.1, 0.211, 60)
sweep("degrees", math.degrees, -3.0, 0.1, 60)
sweep("radians", math.radians, -181.0, 6.1, 60)

print(2.0**10, 10.0**15, 10**-3, 2**-1074, 0.5**1000, 9**0.5, 27 ** (1 / 3), (-2.0) ** 3, (-2.0) ** -3)
print(0.0**0, 1.0 ** float("nan"), (-1.0) ** float("inf"), 0.0 ** float("-inf"), float("inf") ** -1)
print(math.pow(-8, 3), math.pow(1, math.nan), math.pow(0, -math.inf), math.pow(-0.0, 3), math.pow(math.inf, 0.5))
print(math.exp(0), math.exp(-800), math.exp(-math.inf), math.log(1), math.log(10**400), math.log2(2**70), math.log10(1000))
print(math.sin(0.0), math.cos(0.0), math.sin(1e-12), math.tan(-0.0), math.atan(math.inf), math.atan2(-0.0, -1.0))
print(math.asin(1), math.acos(-1), math.acos(1), math.hypot(), math.hypot(-3), math.hypot(3e200, 4e200), math.hypot(3, 4))
print(math.fmod(7, -3), math.fmod(-7, 3), math.fmod(math.nan, 1), math.fmod(3, math.inf))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([1e-16, 1.0, 1e16]), math.fsum([]))
for bad in (lambda: math.pow(-8, 1 / 3), lambda: math.log(0), lambda: math.acos(1.5), lambda: math.exp(1000),
            lambda: 10.0**400, lambda: 0.0**-1, lambda: math.fmod(1, 0), lambda: math.isclose(1, 2, rel_tol=-1)):
    try:
        print(bad())
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
