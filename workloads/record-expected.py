"""Records what CPython 3.11 makes of the programs: the oracle for the interpreter.

    python3.11 workloads/record-expected.py

For each file of `programs/` it writes `expected/<name>.json`:

    python   version of CPython
    main     the file run as a script: what it prints, and its frame entries
    run      one call of its run(): the repr of the result, and the frame entries of that call

Frame entries are counted per code object, as "qualified name:first line". Every entry of a Python
frame counts: calls, class bodies, and resumes of generators. Built-in functions have no frame.

One difference is lawful: CPython closes a generator that is freed while suspended, and enters it
once more to do so. A program that leaves one behind cannot be compared, so such an entry ends the
recording with an error; let the program run its generators to the end.
"""

import contextlib
import io
import json
import pathlib
import sys
import types

HERE = pathlib.Path(__file__).parent


class EntryCounter:
    """Counts frame entries of the code of one file while it is in a `with` statement."""

    def __init__(self, filename):
        self.filename = filename
        self.entries = {}

    def __enter__(self):
        sys.setprofile(self._observe)
        return self

    def __exit__(self, *exc):
        sys.setprofile(None)

    def _observe(self, frame, event, argument):
        code = frame.f_code
        if code.co_filename != self.filename:
            return
        if event == "call":
            key = "%s:%d" % (code.co_qualname, code.co_firstlineno)
            self.entries[key] = self.entries.get(key, 0) + 1


@contextlib.contextmanager
def no_unfinished_generators():
    """Fails if a generator is closed by being freed: it sees GeneratorExit in its frame."""
    closed = []

    def observe(frame, event, argument):
        if event == "exception" and argument[0] is GeneratorExit:
            closed.append(frame.f_code.co_qualname)
        return observe

    sys.settrace(observe)
    try:
        yield
    finally:
        sys.settrace(None)
    if closed:
        raise SystemExit("generators left unfinished: %s" % ", ".join(sorted(set(closed))))


def load(code, name):
    """A module made by running code."""
    module = types.ModuleType(name)
    module.__file__ = code.co_filename
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


def record(path):
    filename = path.name
    code = compile(path.read_text(encoding="utf-8"), filename, "exec")

    with contextlib.redirect_stdout(io.StringIO()), no_unfinished_generators():
        exec(code, {"__name__": "__main__"})

    output = io.StringIO()
    with contextlib.redirect_stdout(output), EntryCounter(filename) as main:
        exec(code, {"__name__": "__main__"})

    module = load(code, path.stem)
    with EntryCounter(filename) as run:
        result = module.run()

    return {
        "python": "%d.%d.%d" % sys.version_info[:3],
        "main": {"output": output.getvalue(), "entries": main.entries},
        "run": {"result": repr(result), "entries": run.entries},
    }


def main():
    if sys.version_info[:2] != (3, 11):
        raise SystemExit("This is Python %d.%d; the oracle is CPython 3.11." % sys.version_info[:2])
    for path in sorted((HERE / "programs").glob("*.py")):
        expected = HERE / "expected" / (path.stem + ".json")
        expected.write_text(json.dumps(record(path), indent=2) + "\n", encoding="utf-8")
        print(expected.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
