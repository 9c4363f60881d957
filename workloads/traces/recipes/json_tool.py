"""json.tool: a small standard-library program.

What `python3 -m json.tool` does, on a document made here: 300 records, read and printed with indentation.

Stresses: few code objects, most calls to a handful of them (the encoder's generators), after an
    import phase in which most of the population is born.

Does not tell: what a large population does to the caches.
"""

import contextlib
import io
import json
import json.tool
import os
import random
import sys
import tempfile


def document():
    draw = random.Random(523)
    return [
        {
            "id": number,
            "name": "item %d" % number,
            "tags": ["tag %d" % draw.randrange(40) for _ in range(draw.randrange(5))],
            "place": {"x": draw.random(), "y": draw.random(), "known": draw.random() < 0.5},
            "parent": None if number == 0 else draw.randrange(number),
        }
        for number in range(300)
    ]


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "document.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document(), file)
        for options in ([], ["--sort-keys"], ["--compact"], ["--indent", "2"]):
            sys.argv = ["json.tool", *options, path]
            with contextlib.redirect_stdout(io.StringIO()):
                json.tool.main()


if __name__ == "__main__":
    main()
