"""Records which code objects a Python program enters, in order: a call trace for coextra.

A whole program, from its start to its end:

    python3 coextra_trace.py -o my.trace.gz my_program.py ARGUMENT ...
    python3 coextra_trace.py -o my.trace.gz -m my_module ARGUMENT ...

A part of a process of yours, from here to stop() or the end of the process:

    import coextra_trace
    coextra_trace.start("my.trace.gz")

This one file is all that is needed; it runs under CPython 3.8 and newer. Recording slows the
program down by 2 to 5 times and changes nothing else. Then:

    npm run trace -- show my.trace.gz
    npm run compare -- --trace my.trace.gz

What is recorded: every entry of a Python frame (calls, class and module bodies, resumes of
generators) as the number of its code object; every code object that was alive at the start, with
its size; the birth and death of all others. No argument, no value, no source text, no path.
Qualified names of functions that were called are recorded unless --no-names is given (names=False).

The format is described in docs/traces.md.
"""

# Whatever is imported here is in the population of every trace: json, gzip and runpy come where they are needed.
import _thread
import array
import atexit
import gc
import os
import sys
import types
import weakref

FORMAT = "coextra-trace"
VERSION = 1
ENTRY, BIRTH, DEATH = 0, 1, 2
LIMIT = 1_000_000


class Recorder:
    """Numbers code objects and writes down what becomes of them.

    It must not keep a code object alive: it knows them by address, and a weak reference tells when
    an address is free again.
    """

    def __init__(self, path, limit=LIMIT, names=True):
        self.path = path
        self.limit = limit
        self.with_names = names
        self.numbers = {}  # address of a living code object -> its number
        self.watchers = {}  # number -> weak reference
        self.sizes = []
        self.names = []
        self.words = array.array("I")
        self.entries = 0
        self.truncated = False
        self.running = False
        self.living_at_start = 0
        self.lock = _thread.allocate_lock()  # two threads must not give one number away

    def start(self):
        for code in living_code():
            self.add(code)
        self.living_at_start = len(self.sizes)
        self.running = True
        self.profile_threads(self.observe)
        sys.setprofile(self.observe)

    def stop(self):
        """Ends the recording and writes the file. Does nothing the second time."""
        if not self.running:
            return
        self.running = False
        sys.setprofile(None)
        self.profile_threads(None)
        self.entries = write(self)

    def profile_threads(self, function):
        """Threads that begin later are observed too, as soon as the program has imported threading."""
        threading = sys.modules.get("threading")
        if hasattr(threading, "setprofile"):
            threading.setprofile(function)

    def observe(self, frame, event, argument):
        if event != "call":
            return
        if not self.running:
            sys.setprofile(None)  # this thread goes on when the recording is over
            return
        code = frame.f_code
        number = self.numbers.get(id(code))
        if number is None:
            if code.co_filename == __file__:
                return
            number = self.born(code)
        if self.entries >= self.limit:
            self.truncated = True
            sys.setprofile(None)
            return
        self.entries += 1
        self.words.append(number << 2 | ENTRY)

    def born(self, code):
        """A code object that is new, and with it all those inside it: they are made together."""
        with self.lock:
            for each in with_inner_code(code):
                if id(each) not in self.numbers:
                    self.add(each, BIRTH)
        self.profile_threads(self.observe)
        return self.numbers[id(code)]

    def add(self, code, event=None):
        number = len(self.sizes)
        address = id(code)
        self.sizes.append(sys.getsizeof(code))
        self.names.append(name_of(code))

        def died(_, self=self, number=number, address=address):
            if self.numbers.get(address) == number:
                del self.numbers[address]
            self.watchers.pop(number, None)
            if self.running and not self.truncated:
                self.words.append(number << 2 | DEATH)

        self.watchers[number] = weakref.ref(code, died)
        if event is not None:
            self.words.append(number << 2 | event)
        self.numbers[address] = number  # last: now other threads may write down its entries


def living_code():
    """Every code object that can be reached from a function, generator or running frame."""
    seen = {}
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            root = thing.__code__
        elif isinstance(thing, types.GeneratorType):
            root = thing.gi_code
        elif isinstance(thing, types.CoroutineType):
            root = thing.cr_code
        else:
            continue
        for code in with_inner_code(root):
            seen[id(code)] = code
    frame = sys._getframe()
    while frame is not None:
        for code in with_inner_code(frame.f_code):
            seen[id(code)] = code
        frame = frame.f_back
    return [code for code in seen.values() if code.co_filename != __file__]


def with_inner_code(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from with_inner_code(constant)


def name_of(code):
    """File name without its folder, and qualified name: "decoder:JSONDecoder.decode"."""
    file = os.path.basename(code.co_filename)
    return "%s:%s" % (file[:-3] if file.endswith(".py") else file, getattr(code, "co_qualname", code.co_name))


def write(recorder):
    """Numbers code objects anew, in the order of their first entry, and writes the trace; returns its entries."""
    import gzip
    import json

    events = recorder.words[:]  # a thread may be about to write one more
    order = [-1] * len(recorder.sizes)
    called = []
    for word in events:
        if word & 3 == ENTRY and order[word >> 2] < 0:
            order[word >> 2] = len(called)
            called.append(word >> 2)
    rest = [number for number in range(len(order)) if order[number] < 0]
    for place, number in enumerate(rest, len(called)):
        order[number] = place
    numbered = called + rest
    words = array.array("I", (order[word >> 2] << 2 | word & 3 for word in events))
    entries = sum(1 for word in events if word & 3 == ENTRY)
    if sys.byteorder == "big":
        words.byteswap()
    header = {
        "format": FORMAT,
        "version": VERSION,
        "recordedWith": "%s %s, sys.setprofile" % (sys.implementation.name, sys.version.split()[0]),
        "entries": entries,
        "truncated": recorder.truncated,
        "atStart": sorted(order[: recorder.living_at_start]),
        "sizes": [recorder.sizes[number] for number in numbered],
        "names": [recorder.names[number] for number in called] if recorder.with_names else [],
    }
    header["atStart"] = ranges(header["atStart"])
    with open(recorder.path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(json.dumps(header, separators=(",", ":")).encode() + b"\n")
        packed.write(words.tobytes())
    return entries


def ranges(numbers):
    """Sorted numbers as [first, count] pairs."""
    pairs = []
    for number in numbers:
        if pairs and pairs[-1][0] + pairs[-1][1] == number:
            pairs[-1][1] += 1
        else:
            pairs.append([number, 1])
    return pairs


_recorder = None


def start(path, limit=LIMIT, names=True):
    """Begins to record; the trace is written by stop() or when the process ends."""
    global _recorder
    if _recorder is not None:
        raise RuntimeError("coextra_trace is recording already, to %s" % _recorder.path)
    open(path, "wb").close()  # A place that cannot be written is found now.
    _recorder = Recorder(os.path.abspath(path), limit, names)
    atexit.register(stop)
    _recorder.start()


def stop():
    """Ends the recording and writes the trace; returns the number of entries in it."""
    global _recorder
    recorder, _recorder = _recorder, None
    if recorder is None:
        return 0
    recorder.stop()
    return recorder.entries


USAGE = """usage: coextra_trace.py -o FILE [--limit N] [--no-names] PROGRAM.py [ARGUMENT ...]
       coextra_trace.py -o FILE [--limit N] [--no-names] -m MODULE [ARGUMENT ...]

Records a call trace of a Python program for coextra.

  -o, --out FILE   the trace to write
  --limit N        entries to record at most (%d)
  --no-names       record no names of functions""" % LIMIT


class Usage(Exception):
    """The command line was wrong."""


def parse(arguments):
    """The options before the program; done by hand, since argparse would be in every population."""
    out, limit, names, module = None, LIMIT, True, False
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in ("-h", "--help"):
            print(USAGE)
            raise SystemExit(0)
        if option == "--no-names":
            names = False
            continue
        if option == "-m":
            module = True
            break
        if option not in ("-o", "--out", "--limit"):
            raise Usage("unknown option %s" % option)
        if not rest:
            raise Usage("%s needs a value" % option)
        value = rest.pop(0)
        if option == "--limit":
            if not value.isdecimal() or int(value) < 1:
                raise Usage("--limit %s: expected a whole number from 1 on" % value)
            limit = int(value)
        else:
            out = value
    if out is None:
        raise Usage("-o FILE is missing: where shall the trace go?")
    if not rest:
        raise Usage("a %s to run is missing" % ("module" if module else "program"))
    return out, limit, names, module, rest


def run(program, module):
    if module:
        import runpy

        runpy.run_module(program, run_name="__main__", alter_sys=True)
        return
    with open(program, "rb") as file:
        code = compile(file.read(), program, "exec")
    main_module = types.ModuleType("__main__")
    main_module.__file__ = program
    sys.modules["__main__"] = main_module
    exec(code, main_module.__dict__)


def main():
    try:
        out, limit, names, module, command = parse(sys.argv[1:])
    except Usage as problem:
        print("coextra_trace: %s\n\n%s" % (problem, USAGE), file=sys.stderr)
        raise SystemExit(2)
    program = command[0]
    if not module and not os.path.isfile(program):
        raise SystemExit("coextra_trace: there is no Python file %s" % program)
    # Unless it is known as a module of this name, stop() of the program would stop another recorder.
    sys.modules["coextra_trace"] = sys.modules["__main__"]
    sys.argv = command
    sys.path[0] = os.getcwd() if module else os.path.dirname(os.path.abspath(program))
    try:
        start(os.path.abspath(out), limit, names)
    except OSError as error:
        raise SystemExit("coextra_trace: cannot write %s: %s" % (out, error))
    try:
        run(program, module)
    finally:
        print("%s: %d entries" % (out, stop()), file=sys.stderr)


if __name__ == "__main__":
    main()
