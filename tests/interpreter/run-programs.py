"""Runs many Python programs, each as `python3 PROGRAM ARGUMENT ...` would run it, for one start of Python.

    python3 run-programs.py FOLDER < COMMANDS

COMMANDS is a list in JSON: {"argv": a program and its arguments, "cwd": the directory to run it in}. The output of
command 7 goes to FOLDER/7.out and FOLDER/7.err; the exit codes of all are printed as a list in JSON.

Each program runs in a fork of this process, so nothing that it changes (modules, warning filters, the recursion limit,
the current directory) reaches the next one.
"""

import builtins
import json
import os
import sys
import types


def run(argv):
    """Runs a program in place of this one."""
    program = os.path.abspath(argv[0])
    sys.argv = argv
    sys.path[0] = os.path.dirname(program)
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    module.__file__ = program
    module.__annotations__ = {}
    module.__builtins__ = builtins
    with open(program, "rb") as file:
        code = compile(file.read(), program, "exec", dont_inherit=True)
    reserve_depth(4)  # <module>, main, run and exec are below the program
    try:
        exec(code, module.__dict__)
        return 0
    except SystemExit:
        raise
    except BaseException as error:
        # Without this function's own entry, as the program would fail alone.
        sys.excepthook(type(error), error.with_traceback(error.__traceback__.tb_next), error.__traceback__)
        return 1


def reserve_depth(own):
    """The program can call as deep as if it were alone, and is told the limits that it knows."""
    get_limit, set_limit = sys.getrecursionlimit, sys.setrecursionlimit
    sys.getrecursionlimit = lambda: get_limit() - own
    sys.setrecursionlimit = lambda limit: set_limit(limit + own)
    sys.setrecursionlimit(get_limit())


def main(folder):
    codes = []
    for number, command in enumerate(json.load(sys.stdin)):
        child = os.fork()
        if child == 0:
            for stream, name in (1, "out"), (2, "err"):
                os.dup2(os.open(os.path.join(folder, "%d.%s" % (number, name)), os.O_WRONLY | os.O_CREAT), stream)
            os.chdir(command["cwd"])
            sys.exit(run(command["argv"]))
        status = os.waitpid(child, 0)[1]
        codes.append(os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
    print(json.dumps(codes))


if __name__ == "__main__":
    main(sys.argv[1])
