"""Records which code objects a Python program enters, in order: a call trace for coextra.

A whole program, from its start to its end:

    python3 coextra_trace.py -o my.trace.gz my_program.py ARGUMENT ...
    python3 coextra_trace.py -o my.trace.gz -m my_module ARGUMENT ...

A part of a process of yours, from here to stop() or the end of the process:

    import coextra_trace
    coextra_trace.start("my.trace.gz")

This one file is all that is needed; it runs under CPython 3.8 and newer. Recording slows the
program down by 2 to 15 times, most where its functions do little. Then:

    npm run trace -- show my.trace.gz
    npm run compare -- --trace my.trace.gz

What is recorded: every entry of a Python frame (calls, class and module bodies, resumes of
generators) on every thread, as the number of its code object; every code object that was alive at
the start, with its size; the creation and freeing of all others, and which of them got the address
of a freed one. No argument, no value, no source text, no path. Qualified names of functions that
were called are recorded unless --no-names is given (names=False).

One process is recorded: child processes are counted. What could not be recorded is reported on
stderr and marked in the trace; docs/traces.md lists the cases and describes the format.
"""

# Python modules imported here would be in the population of every trace, and a program that imports them
# would not run their bodies. So all but weakref are modules that CPython has loaded or that are written in C.
import _signal
import _thread
import array
import atexit
import gc
import itertools
import os
import sys
import types
import weakref
import zlib
from _json import encode_basestring_ascii

FORMAT = "coextra-trace"
VERSION = 1
ENTRY, BIRTH, DEATH = 0, 1, 2
LIMIT = 1_000_000
TOOL = "coextra_trace"
THIS_FILE = sys._getframe().f_code.co_filename

# Reasons why calls are missing, as the header has them in "incomplete".
REASONS = {
    "profile-function": "the program used another profiler (cProfile); calls made in that thread from then on are missing. "
    "CPython 3.12 and newer record them.",
    "threads": "threads that did not begin while recording was on are missing. CPython 3.12 and newer record them.",
    "collector": "CPython collected garbage while the recorder was at work; finalizers that it called then (__del__, weakref.finalize) "
    "are missing. CPython 3.11 and older record them.",
    "monitoring": "the program turned off the recorder's events (sys.monitoring); calls made after that are missing.",
}


class Recorder:
    """Numbers code objects and writes down what becomes of them.

    It must not keep a code object alive: it knows them by address, and a weak reference tells when
    an address is free again.
    """

    def __init__(self, path, limit=LIMIT, names=True, loud=None):
        self.path = path
        self.limit = limit
        self.with_names = names
        self.loud = loud  # how to call the file when the number of entries is reported, or None
        self.known = {}  # address of a living code object -> its number << 2
        self.freed = {}  # address -> number of the code object that was freed there last
        self.reuses = []  # (number, number of the code object that had its address before)
        self.watchers = {}  # number -> weak reference
        self.next_number = itertools.count().__next__
        self.sizes = {}
        self.names = {}
        self.words = array.array("I")
        self.entries = 0
        self.truncated = False
        self.running = False
        self.incomplete = set()
        self.children = 0
        self.ended_by = None
        self.pid = os.getpid()
        self.living_at_start = 0
        self.watcher_pipe = None
        # Two threads must not number one code object; a signal handler may come in between.
        self.lock = _thread.RLock()
        self.patches = Patches()
        self.observer = (MonitoringObserver if hasattr(sys, "monitoring") else ProfileObserver)(self)

    def start(self):
        for code in living_code():
            self.add(code)
        self.living_at_start = len(self.sizes)
        self.running = True
        self.patch_ends()
        self.patch_handlers()
        self.observer.install()

    def stop(self):
        """Ends the recording and writes the file. Does nothing the second time."""
        if not self.running or os.getpid() != self.pid:
            return
        self.incomplete |= self.observer.missing()
        self.running = False
        self.observer.remove()
        self.patches.undo()
        self.save()

    def save(self):
        try:
            self.entries = write(self)
        except OSError as error:
            say("cannot write %s: %s" % (self.path, error))
        else:
            self.report()
        self.dismiss_watcher()

    def save_before(self, ended_by):
        """The process is about to end without running its exit functions."""
        if self.running and os.getpid() == self.pid:
            self.ended_by = ended_by
            self.incomplete |= self.observer.missing()
            self.save()

    def abandon(self):
        """In a child of a fork: the recording is the parent's."""
        self.running = False
        self.lock = _thread.RLock()  # the parent's may have been held by a thread that is not here
        self.observer.remove()
        self.patches.undo()
        self.words = array.array("I")
        self.dismiss_watcher(said=False)

    def report(self):
        for reason in sorted(self.incomplete):
            say(REASONS[reason])
        if self.children:
            say("%d child process%s of this program %s not recorded" % (
                (self.children, "", "is") if self.children == 1 else (self.children, "es", "are")))
        if self.ended_by is not None:
            say("the program ended by %s; the trace has what was recorded until then" % self.ended_by)
        if self.loud is not None:
            print_error("%s: %d entries" % (self.loud, self.entries))

    def dismiss_watcher(self, said=True):
        pipe, self.watcher_pipe = self.watcher_pipe, None
        if pipe is None:
            return
        try:
            if said:
                os.write(pipe, b".")
            os.close(pipe)
        except OSError:
            pass  # the program closed it

    def patch_ends(self):
        """Ends of a process at which no exit function runs."""
        replace = self.patches.replace

        def ending(module, name, is_end=lambda *args: True):
            def make(original):
                def wrapper(*args, **kwargs):
                    if self.running and is_end(*args):
                        self.save_before(name if module is not os else "os." + name)
                    try:
                        return original(*args, **kwargs)
                    finally:
                        self.ended_by = None  # it failed, and the program goes on
                return wrapper
            replace(module, name, make)

        for name in ("_exit", "abort", "execv", "execve"):
            ending(os, name)
        ending(os, "kill", lambda pid=None, number=0, *_: pid in (0, -1, self.pid, -group_of_own()) and is_deadly(number))
        ending(os, "killpg", lambda group=None, number=0, *_: group in (0, group_of_own()) and is_deadly(number))
        ending(_signal, "raise_signal", lambda number=0, *_: is_deadly(number))
        ending(_signal, "pthread_kill", lambda _=None, number=0, *__: is_deadly(number))
        self.catch_signals()

        def counting(module, name, is_python):
            def make(original):
                def wrapper(*args, **kwargs):
                    if self.running and is_python(*args):
                        self.children += 1
                    return original(*args, **kwargs)
                return wrapper
            replace(module, name, make)

        def is_python(path=None, *_):
            return same_program(path)

        counting(os, "posix_spawn", is_python)
        counting(os, "posix_spawnp", is_python)
        try:
            import _posixsubprocess
        except ImportError:
            return
        counting(_posixsubprocess, "fork_exec", lambda arguments=(), *_: any(map(is_python, arguments[:1])))

    def catch_signals(self):
        """Signals that end a process unless it handles them. A program's own handlers take the place of ours."""
        def dying(number, _):
            self.save_before("signal %d" % number)
            _signal.signal(number, _signal.SIG_DFL)
            os.kill(os.getpid(), number)

        try:
            caught = [number for number in caught_signals() if _signal.getsignal(number) == _signal.SIG_DFL]
            for number in caught:
                _signal.signal(number, dying)
        except ValueError:
            return  # not in the main thread

        def restore():
            try:
                for number in caught:
                    if _signal.getsignal(number) is dying:
                        _signal.signal(number, _signal.SIG_DFL)
            except ValueError:
                pass

        self.patches.undone.append(restore)

    def patch_handlers(self):
        """CPython may run a signal handler while observe() is at work, where nothing is observed unless asked for."""
        handlers = {}  # number -> (the program's handler, ours)

        def own(handler):
            return next((theirs for theirs, ours in handlers.values() if ours is handler), handler)

        def wrapped(number, handler):
            def deliver(number, frame):
                if not self.running:
                    return handler(number, frame)
                return sys.call_tracing(self.observer.call, (handler, number, frame))

            handlers[number] = (handler, deliver)
            return deliver

        def setting(original):
            def signal(number, handler):
                if self.running and callable(handler) and not isinstance(handler, int) and isinstance(number, int):
                    before = own(_getsignal(number))
                    original(number, wrapped(number, handler))
                    return before
                return own(original(number, handler))

            return signal

        _getsignal = _signal.getsignal
        set_signal = _signal.signal
        self.patches.replace(_signal, "signal", setting)
        self.patches.replace(_signal, "getsignal", lambda original: lambda number: own(original(number)))

        def restore():
            try:
                for number, (theirs, ours) in handlers.items():
                    if _getsignal(number) is ours:
                        set_signal(number, theirs)
            except ValueError:
                pass  # not in the main thread: ours go on calling theirs

        self.patches.undone.append(restore)

    def new(self, code):
        """The word of a code object that is not known yet, or None for the recorder's own.

        All code objects inside it are new, too: they are made together.
        """
        if code.co_filename == THIS_FILE:
            return None
        with self.lock:
            for each in with_inner_code(code):
                if id(each) not in self.known:
                    self.add(each, BIRTH)
        return self.known[id(code)]

    def add(self, code, event=None):
        number = self.next_number()
        address = id(code)
        self.sizes[number] = sys.getsizeof(code)
        self.names[number] = name_of(code)

        def died(_, self=self, number=number, address=address):
            if self.known.get(address) == number << 2:
                del self.known[address]
            self.watchers.pop(number, None)
            if self.running and not self.truncated:
                self.words.append(number << 2 | DEATH)
                self.freed[address] = number

        self.watchers[number] = weakref.ref(code, died)
        if event is not None and not self.truncated:
            self.words.append(number << 2 | event)
            earlier = self.freed.pop(address, None)
            if earlier is not None:
                self.reuses.append((number, earlier))
        self.known[address] = number << 2  # last: now other threads may write down its entries


class ProfileObserver:
    """CPython up to 3.11: sys.setprofile, in every thread that begins while recording is on."""

    how = "sys.setprofile"

    def __init__(self, recorder):
        self.recorder = recorder
        self.threads = set()
        self.lost = set()
        self.set_profile = sys.setprofile
        self.get_profile = sys.getprofile
        known, append, new, set_profile = recorder.known.get, recorder.words.append, recorder.new, sys.setprofile
        limit = recorder.limit

        def observe(frame, event, _):
            if event != "call":
                return
            if not recorder.running:
                set_profile(None)  # this thread goes on when the recording is over
                return
            code = frame.f_code
            word = known(id(code))
            if word is None:
                word = new(code)
                if word is None:
                    return
            if recorder.entries >= limit:
                recorder.truncated = True
                set_profile(None)
                return
            recorder.entries += 1
            append(word)

        self.observe = observe

    def install(self):
        own = _thread.get_ident()
        if len(sys._current_frames()) > 1:
            self.lost.add("threads")
        self.threads.add(own)
        self.recorder.patches.replace(_thread, "start_new_thread", self.starting_threads)
        self.recorder.patches.replace(sys, "setprofile", self.setting_profile)
        self.recorder.patches.replace(sys, "getprofile", self.getting_profile)
        self.set_profile(self.observe)

    def call(self, handler, number, frame):
        function = self.get_profile()
        if self.is_ours(function):
            self.set_profile(function)  # CPython 3.11 does not observe in sys.call_tracing otherwise
        return handler(number, frame)

    def starting_threads(self, original):
        def begin(function, args, kwargs):
            own = _thread.get_ident()
            if self.recorder.running:
                self.threads.add(own)
                self.set_profile(self.observe)
            try:
                function(*args, **kwargs)
            finally:
                self.check_thread()
                self.threads.discard(own)

        def start_new_thread(function, args, kwargs=None, *more):
            kwargs = {} if kwargs is None else kwargs
            if more or not (callable(function) and isinstance(args, tuple) and isinstance(kwargs, dict)):
                return original(function, args, kwargs, *more)  # raises
            return original(begin, (function, args, kwargs))

        return start_new_thread

    def setting_profile(self, original):
        def setprofile(function):
            if self.recorder.running and not self.recorder.truncated:
                self.check_thread()
                if function is None:
                    function = self.observe
                elif function is not self.observe:
                    function = self.both(function)
            return original(function)

        return setprofile

    def getting_profile(self, original):
        return lambda: getattr(original(), "of_program", original())

    def both(self, function):
        """Observes, and calls the program's own profile function, which sees nothing of this file."""
        recorder, observe, set_profile = self.recorder, self.observe, self.set_profile

        def observe_both(frame, event, argument):
            if not recorder.running or recorder.entries >= recorder.limit:
                recorder.truncated = recorder.truncated or recorder.running
                set_profile(function)
            else:
                observe(frame, event, argument)
            if frame.f_code.co_filename != THIS_FILE:
                function(frame, event, argument)

        observe_both.of_program = function
        observe_both.of_recorder = recorder
        return observe_both

    def check_thread(self):
        """A profiler written in C takes the hook's place without calling sys.setprofile."""
        if not self.recorder.running or self.recorder.truncated or _thread.get_ident() not in self.threads:
            return
        if not self.is_ours(self.get_profile()):
            self.lost.add("profile-function")

    def is_ours(self, function):
        return function is self.observe or getattr(function, "of_recorder", None) is self.recorder

    def missing(self):
        self.check_thread()
        if not self.threads.issuperset(sys._current_frames()):
            self.lost.add("threads")
        return self.lost

    def remove(self):
        function = self.get_profile()
        if self.is_ours(function):
            self.set_profile(getattr(function, "of_program", None))


class MonitoringObserver:
    """CPython 3.12 and newer: sys.monitoring, which sees every thread and leaves the program's profile function alone."""

    how = "sys.monitoring"

    def __init__(self, recorder):
        self.recorder = recorder
        self.tool = None
        self.collected = False
        monitoring = sys.monitoring
        self.monitoring = monitoring
        events = monitoring.events
        self.events = events.PY_START | events.PY_RESUME | events.PY_THROW
        known, append, new = recorder.known.get, recorder.words.append, recorder.new
        limit, off = recorder.limit, monitoring.DISABLE

        def observe(code, _):
            word = known(id(code))
            if word is None:
                word = new(code)
                if word is None:
                    return off  # the recorder's own
            if recorder.entries >= limit:
                recorder.truncated = True
                self.remove()
                return None
            recorder.entries += 1
            append(word)
            return None

        def observe_throw(code, offset, _):
            observe(code, offset)

        self.callbacks = {events.PY_START: observe, events.PY_RESUME: observe, events.PY_THROW: observe_throw}

    def call(self, handler, number, frame):
        return handler(number, frame)

    def install(self):
        self.occupy()
        gc.callbacks.append(self.collecting)
        self.recorder.patches.replace(self.monitoring, "use_tool_id", self.giving_way)

    def collecting(self, phase, info):
        """CPython collects between two instructions, which may be those of observe(), where nothing is observed."""
        if phase == "stop" and info["collected"] and sys._getframe(1).f_code.co_filename == THIS_FILE:
            self.collected = True

    def has_finalizers(self):
        """Of a class with __del__, its code is known when its module has been entered."""
        return any(name.endswith("__del__") for name in self.recorder.names.values()) or bool(weakref.finalize._registry)

    def occupy(self):
        """Takes a tool id; those without a name in the documentation first."""
        monitoring = self.monitoring
        free = [tool for tool in (4, 3, 5, 1, 0, 2) if monitoring.get_tool(tool) is None]
        if not free:
            raise RuntimeError("coextra_trace: all tool ids of sys.monitoring are in use")
        self.tool = free[0]
        monitoring.use_tool_id(self.tool, TOOL)
        for event, callback in self.callbacks.items():
            monitoring.register_callback(self.tool, event, callback)
        monitoring.set_events(self.tool, self.events)

    def giving_way(self, original):
        """A program that wants our tool id gets it, if there is another for us."""

        def use_tool_id(tool, name):
            if self.recorder.running and tool == self.tool and "monitoring" not in self.missing():
                try:
                    self.occupy()
                except RuntimeError:
                    return original(tool, name)  # raises
                self.release(tool)
            return original(tool, name)

        return use_tool_id

    def missing(self):
        monitoring = self.monitoring
        lost = {"collector"} if self.collected and self.has_finalizers() else set()
        if self.recorder.truncated or not self.recorder.running:
            return lost
        if monitoring.get_tool(self.tool) != TOOL or monitoring.get_events(self.tool) != self.events:
            return lost | {"monitoring"}
        for event, callback in self.callbacks.items():
            if monitoring.register_callback(self.tool, event, callback) is not callback:
                return lost | {"monitoring"}
        return lost

    def remove(self):
        if self.collecting in gc.callbacks:
            gc.callbacks.remove(self.collecting)
        if self.tool is not None and self.monitoring.get_tool(self.tool) == TOOL:
            self.release(self.tool)
        self.tool = None

    def release(self, tool):
        self.monitoring.set_events(tool, 0)
        for event in self.callbacks:
            self.monitoring.register_callback(tool, event, None)
        self.monitoring.free_tool_id(tool)


class Patches:
    """Functions of CPython that are replaced while recording is on, wherever a module has a name for them."""

    def __init__(self):
        self.undone = []  # what to do to undo all

    def replace(self, module, name, make):
        original = getattr(module, name, None)
        if original is None:
            return
        replacement = make(original)
        replacement.__name__ = replacement.__qualname__ = name
        exchange(module, original, replacement)
        self.undone.append(lambda: exchange(module, replacement, original))

    def undo(self):
        while self.undone:
            self.undone.pop()()


def exchange(first, old, new):
    for module in [first] + list(sys.modules.values()):
        if not isinstance(module, types.ModuleType):
            continue
        space = object.__getattribute__(module, "__dict__")  # a module may be loaded by asking for an attribute
        for name in [name for name, value in list(space.items()) if value is old]:
            space[name] = new


CAUGHT = ("SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM")
HARMLESS = ("SIGCHLD", "SIGURG", "SIGWINCH", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU")


def caught_signals():
    return [getattr(_signal, name) for name in CAUGHT if hasattr(_signal, name)]


def is_deadly(number):
    """Will this signal end the process without running Python code?"""
    try:
        harmless = [getattr(_signal, name, None) for name in HARMLESS]
        return int(number) > 0 and number not in harmless and _signal.getsignal(number) in (_signal.SIG_DFL, None)
    except (TypeError, ValueError):
        return False


def group_of_own():
    return os.getpgrp() if hasattr(os, "getpgrp") else None


def same_program(path):
    """Is this the Python that runs here? Its processes are not recorded."""
    try:
        return os.path.basename(os.path.realpath(os.fsdecode(path))) == os.path.basename(os.path.realpath(sys.executable))
    except (TypeError, ValueError):
        return False


def say(text):
    print_error("coextra_trace: " + text)


def print_error(line):
    """To the stderr that the process began with; the program may have replaced or closed it."""
    try:
        sys.__stderr__.write(line + "\n")
        sys.__stderr__.flush()
    except (AttributeError, OSError, ValueError):
        pass


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
        elif isinstance(thing, types.AsyncGeneratorType):
            root = thing.ag_code
        else:
            continue
        for code in with_inner_code(root):
            seen[id(code)] = code
    for frame in sys._current_frames().values():
        while frame is not None:
            for code in with_inner_code(frame.f_code):
                seen[id(code)] = code
            frame = frame.f_back
    return [code for code in seen.values() if code.co_filename != THIS_FILE]


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
    with recorder.lock:  # a thread may be about to write one more
        events, recorded_reuses = recorder.words[:], recorder.reuses[:]
        count = max([-1, *recorder.sizes]) + 1
    order = [-1] * count
    called = []
    for word in events:
        if word & 3 == ENTRY and order[word >> 2] < 0:
            order[word >> 2] = len(called)
            called.append(word >> 2)
    rest = [number for number in range(count) if order[number] < 0]
    for place, number in enumerate(rest, len(called)):
        order[number] = place
    numbered = called + rest
    words = array.array("I", (order[word >> 2] << 2 | word & 3 for word in events))
    entries = sum(1 for word in events if word & 3 == ENTRY)
    if sys.byteorder == "big":
        words.byteswap()
    reuses = [(order[number], order[earlier]) for number, earlier in recorded_reuses]
    header = {
        "format": FORMAT,
        "version": VERSION,
        "recordedWith": "%s %s, %s" % (sys.implementation.name, sys.version.split()[0], recorder.observer.how),
        "entries": entries,
        "truncated": recorder.truncated,
        "incomplete": sorted(recorder.incomplete),
        "children": recorder.children,
        "addressesReused": len(reuses),
        "reuses": sorted(reuses),
        "atStart": ranges(sorted(order[: recorder.living_at_start])),
        "sizes": [recorder.sizes.get(number, 0) for number in numbered],
        "names": [recorder.names.get(number, "") for number in called] if recorder.with_names else [],
    }
    if recorder.ended_by is not None:
        header["endedBy"] = recorder.ended_by
    save_file(recorder.path, header, words.tobytes())
    return entries


def save_file(path, header, body=b""):
    """Takes the place of the file when it is written whole, unless it is a pipe or a device."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)  # 31: as a gzip file
    data = packer.compress(as_json(header).encode() + b"\n") + packer.compress(body) + packer.flush()
    aside = "%s.%d.part" % (path, os.getpid()) if os.path.isfile(path) and not os.path.islink(path) else path
    try:
        with open(aside, "wb") as file:
            file.write(data)
        if aside != path:
            os.replace(aside, path)
    except OSError:
        if aside != path and os.path.exists(aside):
            os.unlink(aside)
        raise


def as_json(value):
    """JSON of what a header holds. The module json would be one that the program could not import afresh."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{%s}" % ",".join("%s:%s" % (as_json(key), as_json(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return "[%s]" % ",".join(map(as_json, value))
    return str(value)


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
_forks_are_watched = False


def start(path, limit=LIMIT, names=True, loud=None):
    """Begins to record; the trace is written by stop() or when the process ends."""
    global _recorder
    if _recorder is not None:
        raise RuntimeError("coextra_trace is recording already, to %s" % _recorder.path)
    path = os.path.abspath(path)
    # A place that cannot be written is found now; and if the process is killed, the file says so.
    open(path, "ab").close()
    save_file(path, {"format": FORMAT, "version": VERSION, "unfinished": True})
    recorder = Recorder(path, limit, names, loud)
    watch_forks()
    atexit.register(stop)
    _recorder = recorder
    recorder.start()


def stop():
    """Ends the recording and writes the trace; returns the number of entries in it."""
    global _recorder
    recorder, _recorder = _recorder, None
    if recorder is None:
        return 0
    recorder.stop()
    return recorder.entries


def watch_forks():
    global _forks_are_watched
    if not _forks_are_watched and hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_forking, after_in_parent=_forked, after_in_child=_abandon)
    _forks_are_watched = True


_masks = {}  # thread -> signals that it had blocked before it forked


def _forking():
    """A signal that reached the child while it still has the handlers of the recorder would be lost."""
    if _recorder is not None and hasattr(_signal, "pthread_sigmask"):
        _masks[_thread.get_ident()] = _signal.pthread_sigmask(_signal.SIG_BLOCK, caught_signals())


def _unblock():
    mask = _masks.pop(_thread.get_ident(), None)
    if mask is not None:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, mask)


def _forked():
    if _recorder is not None:
        _recorder.children += 1
    _unblock()


def _abandon():
    global _recorder
    recorder, _recorder = _recorder, None
    if recorder is not None:
        recorder.abandon()
    _unblock()
    _masks.clear()


def watch_process(out):
    """A process of its own that reports if this one is killed before it writes the trace; returns a pipe to it.

    It is a child of a child that has ended, so that the program never waits for it, and it keeps no file open but
    the pipe and stderr.
    """
    if not hasattr(os, "fork"):
        return None
    process = os.getpid()
    try:
        import fcntl

        ours, theirs = os.pipe()
        child = os.fork()
    except (ImportError, OSError):
        return None
    if child == 0:
        try:
            os.setsid()
            if os.fork() == 0:
                os.dup2(ours, 0)
                os.dup2(2, 1)
                os.closerange(3, 65536)
                if os.read(0, 1) == b"" and is_gone(process):
                    text = "coextra_trace: the program was killed before the trace was written; %s has no calls\n"
                    os.write(2, (text % out).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(ours)
    try:
        pipe = fcntl.fcntl(theirs, fcntl.F_DUPFD_CLOEXEC, 512)  # out of the way of the program's files
    except (AttributeError, OSError, ValueError):
        return theirs
    os.close(theirs)
    return pipe


def is_gone(process):
    """A process whose files are closed ends soon, unless it closed them itself."""
    import time

    for _ in range(200):
        try:
            with open("/proc/%d/stat" % process, "rb") as file:
                if file.read().rpartition(b")")[2].split()[0] in (b"Z", b"X"):
                    return True
        except OSError:
            try:
                os.kill(process, 0)
            except OSError:
                return True
            if os.path.exists("/proc/self/stat"):
                return True
        time.sleep(0.005)
    return not os.path.exists("/proc/self/stat")


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
        source = file.read()
    main_module = types.ModuleType("__main__")
    main_module.__file__ = program
    sys.modules["__main__"] = main_module
    # No variable holds the code object: it lives as long as it runs.
    exec(compile(source, program, "exec", dont_inherit=True), main_module.__dict__)


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
    if module:
        import runpy  # noqa: F401  before recording begins, as "python -m" does
    pipe = watch_process(out)
    try:
        start(out, limit, names, out)
    except OSError as error:
        if pipe is not None:
            os.write(pipe, b".")
        raise SystemExit("coextra_trace: cannot write %s: %s" % (out, error))
    _recorder.watcher_pipe = pipe
    # Threads and exit functions of the program run on after this; the trace is written by the exit function of start().
    run(program, module)


if __name__ == "__main__":
    main()
