"""pip list: a large program that does little.

Every package that is installed, printed as a table: what `pip list` does.

Stresses: a population of twelve thousand, a third of it entered, most of that once, while it is being
    imported; births by the thousand, and the deaths of module bodies.

Does not tell: a steady state; half of such a program is import.
"""

import runpy
import sys


def main():
    sys.argv = ["pip", "list"]
    runpy.run_module("pip", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
