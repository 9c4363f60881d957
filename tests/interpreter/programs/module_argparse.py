import argparse
import optparse

parser = argparse.ArgumentParser(description="Test")
parser.add_argument("-n", "--number", type=int, default=5, help="count")
parser.add_argument("--name", default="none")
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("--no-color", dest="color", action="store_false")
parser.add_argument("-l", "--level", action="count", default=0)
parser.add_argument("--item", action="append")
parser.add_argument("--pair", nargs=2, type=float)
parser.add_argument("--mode", choices=["fast", "slow"], default="fast")
parser.add_argument("--size", type=int, default="12")
parser.add_argument("files", nargs="*", default=["x"])
group = parser.add_argument_group("more")
group.add_argument("--deep-option", type=float, default=0.5)
parser.set_defaults(extra="yes")


def shown(ns):
    return sorted(vars(ns).items())


print(shown(parser.parse_args([])))
print(shown(parser.parse_args(["-n", "7", "--name=bob", "-v", "--no-color", "-lll", "--item", "a", "--item=b", "--pair", "1", "2.5", "--mode", "slow", "f1", "f2"])))
print(shown(parser.parse_args(["-n9", "--deep", "2", "--", "-weird"])))
print(parser.parse_args(["--number", "-3"]).number)
known, rest = parser.parse_known_args(["--unknown", "-n", "1"])
print(known.number, rest)
for bad in [["-n", "x"], ["--zzz"], ["--mode", "odd"], ["--pair", "1"], ["-n"]]:
    try:
        parser.parse_args(bad)
    except SystemExit as e:
        print("exit", e.code, bad)
p2 = argparse.ArgumentParser(prog="tool")
p2.add_argument("first")
p2.add_argument("second", type=int, nargs="?", default=3)
p2.add_argument("--must", required=True)
print(p2.parse_args(["a", "--must", "m"]), p2.parse_args(["a", "4", "--must", "m"]).second)
for bad in [["a"], ["--must", "m"], ["a", "1", "2", "--must", "m"]]:
    try:
        p2.parse_args(bad)
    except SystemExit as e:
        print("exit", e.code)
ns = argparse.Namespace(a=1, b="x")
print(ns, ns.a, ns == argparse.Namespace(a=1, b="x"), "a" in ns)

op = optparse.OptionParser(usage="%prog [options]", description="d")
op.add_option("-n", "--num", type="int", dest="num", default=3, help="h")
op.add_option("-q", action="store_true", dest="quiet")
op.add_option("--text", action="store", type="string")
options, args = op.parse_args(["-n", "5", "pos", "--text=abc"])
print(options.num, options.quiet, options.text, args)
options, args = op.parse_args([])
print(options.num, options.quiet, options.text, args)
