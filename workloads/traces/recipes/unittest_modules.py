"""unittest: five modules of the standard library's tests.

Five modules of the standard library's own test suite, run by unittest.

Stresses: a middle-sized population whose hot part changes from test to test.

Does not tell: what comes after the first million calls; the recording stops there.
"""

import io
import unittest

MODULES = ["test.test_heapq", "test.test_textwrap", "test.test_configparser", "test.test_fractions", "test.test_string"]


def main():
    suite = unittest.defaultTestLoader.loadTestsFromNames(MODULES)
    unittest.TextTestRunner(stream=io.StringIO(), verbosity=1).run(suite)


if __name__ == "__main__":
    main()
