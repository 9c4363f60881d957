"""Records the call traces in traces/: the real programs that coextra replays.

    python3.11 workloads/record-traces.py [NAME ...]

For each recipe in traces/recipes/ it runs the program twice in processes of its own: unrecorded, for
what a call takes with all that it does (`nsPerCall` in the header, best of five runs), and recorded
with coextra_trace.py. Programs run without site-packages (-S), so that a population holds what the
program imports and nothing of the machine; jinja_pages and pip_list get the folder of installed
packages as PYTHONPATH. What is installed decides what pip_list does: docs/traces.md names versions.
"""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import sysconfig
import time

HERE = pathlib.Path(__file__).parent
RECIPES = HERE / "traces" / "recipes"
INSTALLED = {"jinja_pages", "pip_list"}
RUNS = 5


def seconds(command, environment):
    """The best of some runs, less what an empty program takes."""

    def best(arguments):
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            subprocess.run(arguments, env=environment, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - start)
        return min(times)

    return best(command) - best([sys.executable, "-S", "-c", "pass"])


def record(recipe):
    name = recipe.stem
    trace = HERE / "traces" / (name + ".trace.gz")
    environment = dict(os.environ, PYTHONHASHSEED="0")
    environment.pop("PYTHONPATH", None)
    if name in INSTALLED:
        environment["PYTHONPATH"] = sysconfig.get_path("purelib")
    whole = [sys.executable, "-S", str(recipe)]
    recorded = [sys.executable, "-S", str(HERE / "coextra_trace.py"), "-o", str(trace)]
    count = HERE / "traces" / (name + ".count")
    try:
        # Once more without a limit, for the number of calls that the time belongs to.
        command = recorded[:3] + ["-o", str(count), "--limit", str(10**9), str(recipe)]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        header, _ = read(count)
    finally:
        count.unlink(missing_ok=True)
    subprocess.run(recorded + [str(recipe)], env=environment, check=True, stdout=subprocess.DEVNULL)
    calls = header["entries"]
    header, words = read(trace)
    header["nsPerCall"] = round(1e9 * seconds(whole, environment) / calls, 1)
    write(trace, header, words)
    return header, trace.stat().st_size


def read(path):
    with gzip.open(path) as file:
        return json.loads(file.readline()), file.read()


def write(path, header, words):
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(json.dumps(header, separators=(",", ":")).encode() + b"\n")
        packed.write(words)


def main():
    if sys.version_info[:2] != (3, 11):
        raise SystemExit("This is Python %d.%d; the traces are CPython 3.11's." % sys.version_info[:2])
    wanted = sys.argv[1:]
    recipes = [recipe for recipe in sorted(RECIPES.glob("*.py")) if not wanted or recipe.stem in wanted]
    if not recipes:
        raise SystemExit("No such recipe; there are %s." % ", ".join(sorted(r.stem for r in RECIPES.glob("*.py"))))
    for recipe in recipes:
        header, size = record(recipe)
        print(
            "%-20s %8d entries%s, %6d code objects in all, %5.0f ns a call, %4d kB"
            % (
                recipe.stem,
                header["entries"],
                " (cut off)" if header["truncated"] else "",
                len(header["sizes"]),
                header["nsPerCall"],
                size // 1000,
            )
        )


if __name__ == "__main__":
    main()
