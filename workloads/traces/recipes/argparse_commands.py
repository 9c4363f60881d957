"""argparse: a command line with a dozen subcommands.

A command-line program with a dozen subcommands: builds its parser, prints every help, parses good and bad lines.

Stresses: calls spread evenly over some hundred code objects of a small population; short.

Does not tell: long runs; the trace has 30 000 calls.
"""

import argparse
import contextlib
import io

COMMANDS = {
    "add": ["path", "--force", "--dry-run", "--verbose"],
    "commit": ["--message", "--amend", "--all", "--author", "--date"],
    "push": ["remote", "branch", "--force", "--tags"],
    "pull": ["remote", "--rebase", "--depth"],
    "log": ["--since", "--until", "--author", "--graph", "--count"],
    "diff": ["left", "right", "--stat", "--color"],
    "branch": ["name", "--delete", "--list"],
    "merge": ["branch", "--squash", "--no-commit"],
    "stash": ["--include-untracked", "--message"],
    "tag": ["name", "--annotate", "--message"],
    "clone": ["url", "--depth", "--branch", "--recursive"],
    "config": ["key", "value", "--global", "--unset"],
}
SWITCHES = {"force", "dry-run", "verbose", "amend", "all", "tags", "rebase", "graph", "stat", "delete",
            "list", "squash", "no-commit", "include-untracked", "annotate", "recursive", "global", "unset"}


def build():
    parser = argparse.ArgumentParser(prog="vcs", description="A version control system that does nothing.")
    parser.add_argument("-C", metavar="PATH", help="run as if started in PATH")
    parser.add_argument("--version", action="version", version="vcs 1.0")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, arguments in COMMANDS.items():
        command = subparsers.add_parser(name, help="%s something" % name)
        group = command.add_argument_group("what to do")
        for argument in arguments:
            switch = argument.lstrip("-") in SWITCHES
            options = {"action": "store_true"} if switch else {}
            group.add_argument(argument, help="the %s of the %s" % (argument.strip("-"), name), **options)
    return parser


LINES = [
    "add file.txt --force",
    "commit --message fix --amend",
    "push origin main --tags",
    "-C /tmp log --since yesterday --graph --count 5",
    "diff a b --stat",
    "clone https://example.org --depth 1 --recursive",
    "config user.name Somebody --global",
    "unknown",
    "push",
    "merge --squash",
    "--help",
    "tag --help",
    "log --help",
]


def main():
    for _ in range(4):
        parser = build()
        for line in LINES:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                with contextlib.suppress(SystemExit):
                    parser.parse_args(line.split())


if __name__ == "__main__":
    main()
