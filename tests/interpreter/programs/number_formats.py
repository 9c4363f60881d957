"""Numbers as text: format specs, %-formats, round()."""

values = [0.0, -0.0, 1.5, 2.5, 0.1, 1e-7, 123456.789, 1e16, 1.7e308, 5e-324, 999999.5, 0.00012345, 1 / 3, 1.2345e25, -1.23456e-100]
for value in values:
    print(*[format(value, spec) for spec in ["g", ".3g", ".17g", ".25g", ".0e", ".10e", ".0f", ".12f", ".4", ".17", "#.0f", "#.3g", "#.0e"]])
    print(*[format(value, spec) for spec in ["12.4f", "<12.3e", "^+15.2f", "015.3f", ",.2f", ".1%", "_.3f", "G", " g"]], sep="|")
    print(*[spec % value for spec in ["%g", "%.3g", "%.0f", "%5.1f", "%-12.4e|", "%+.3f", "%010.3f", "%#.3g", "%#.0f", "%G", "%.15g"]])
    print(value, round(value, 2), repr(value))
for value in [0, 1, -1, 255, -255, 12345678, 10**25]:
    print(*[format(value, spec) for spec in ["d", "#x", "X", "#o", "b", ",", "_x", "08d", "+d", "^8", "=+8", "#010x", ".2e"]], sep="|")
    print(*[spec % value for spec in ["%5d", "%-5d|", "%05d", "%+d", "%#x", "%#o", "%.5d", "%08.3d", "%#08x", "%-#8x|", "%#010o"]])
print("{:4c}|{:<4c}|{:c}".format(65, 66, 8364), "%c%5c" % (67, "d"), "%5s|%-4s|%.1s" % ("\U0001f600", "\U0001f600", "\U0001f600x"))


class Count:
    def __int__(self):
        return 41

    def __index__(self):
        return 42

    def __float__(self):
        return 43.5


print("%d %i %x %.2f" % (Count(), Count(), Count(), Count()))
for value, digits in [(25.5, -1), (24.5, -1), (25.0, -1), (35.0, -1), (-25.5, -1), (-4.0, -1), (149.99, -2), (1e300, -299), (2.675, 2)]:
    print(round(value, digits), end=" ")
print(round(True, 1), round(7, True), round(12345, -2), round(-15, -1), round(2.5), round(-3.5))
print("ab".replace("", "-"), "ab".replace("", "-", 2), "".replace("", "x"), "\U0001f600b".replace("", "."))
