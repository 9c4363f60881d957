"""Text processing: words, paragraphs, wrapping, tables, and a small markup turned into HTML.

Stresses: functions with built-in work inside. Strings are split, joined, sliced and formatted, and
    dictionaries and lists filled, so much of the time passes in methods that have no frame, as in
    most scripts that read and write text.
Does not tell: the bare cost of a call; an entry has a lot of life around it here.
"""

import math

SAMPLE = """\
= The lighthouse

The *lighthouse* stands on a rock, and the rock stands in the sea. At night its light
turns: _three_ flashes, then a long pause. Ships know it by the pause.

== What it needs

- oil, or `current`
- someone who *climbs* the stairs
- glass & patience

== What it gives

Nobody pays for the light, and nobody has to ask for it. The sea does not care; the ships <do>.

| month | ships | nights |
| May | 112 | 9 |
| June | 87 | 7 |
| July | 1204 | 6 |
"""

STOP_WORDS = frozenset("a and at by for has in is it its not of on or the then to who".split())


def words_of(text):
    """The words in lower case, without punctuation."""
    words = []
    current = []
    for character in text:
        if character.isalnum():
            current.append(character)
        elif current:
            words.append("".join(current).lower())
            current.clear()
    if current:
        words.append("".join(current).lower())
    return words


def frequencies(words):
    counts = {}
    for word in words:
        if word not in STOP_WORDS:
            counts[word] = counts.get(word, 0) + 1
    return counts


def most_common(counts, limit):
    """The most frequent words; those that are equally frequent in order of the alphabet."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:limit]


def syllables(word):
    """A rough count: groups of vowels, a mute e at the end left out."""
    groups = 0
    before = False
    for letter in word:
        vowel = letter in "aeiouy"
        groups += vowel and not before
        before = vowel
    if word.endswith("e") and not word.endswith("le") and groups > 1:
        groups -= 1
    return max(groups, 1)


def stem(word):
    """The word without the commonest endings."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[:-len(ending)]
    return word


def index_of(lines):
    """For each stem the numbers of the lines where it occurs."""
    index = {}
    for number, line in enumerate(lines, 1):
        for word in words_of(line):
            if word in STOP_WORDS:
                continue
            places = index.setdefault(stem(word), [])
            if not places or places[-1] != number:
                places.append(number)
    return index


def paragraphs(text):
    """Blocks of lines between empty lines."""
    block = []
    for line in text.splitlines():
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield block
            block = []
    if block:
        yield block


def wrap(text, width, indent=""):
    """Lines no longer than the width, if no word is."""
    lines = []
    line = indent
    for word in text.split():
        if len(line) + len(word) > width and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += word + " "
    if line.strip():
        lines.append(line.rstrip())
    return lines


def raggedness(lines, width):
    """How far the lines are from filling the width: the root of the mean square."""
    total = sum((width - len(line)) ** 2 for line in lines)
    return math.sqrt(total / len(lines))


def justify(line, width):
    """A line with its blanks spread until it fills the width."""
    words = line.split()
    gaps = len(words) - 1
    if gaps < 1:
        return line
    blanks = width - sum(map(len, words))
    each, extra = divmod(blanks, gaps)
    pieces = []
    for position, word in enumerate(words[:-1]):
        pieces.append(word + " " * (each + (position < extra)))
    return "".join(pieces) + words[-1]


# Markup

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
SPANS = {"*": "strong", "_": "em", "`": "code"}


def escape(text):
    return "".join([ENTITIES.get(character, character) for character in text])


def tag(name, content, **attributes):
    """An element; attributes are given as keywords."""
    shown = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{shown}>{content}</{name}>"


def spans(text):
    """Text with *strong*, _emphatic_ and `code` parts."""
    out = []
    at = 0
    while at < len(text):
        mark = text[at]
        end = text.find(mark, at + 1) if mark in SPANS else -1
        if end > at + 1:
            inside = text[at + 1:end]
            content = escape(inside) if mark == "`" else spans(inside)
            out.append(tag(SPANS[mark], content))
            at = end + 1
        else:
            out.append(escape(mark))
            at += 1
    return "".join(out)


def slug(title):
    return "-".join(words_of(title))


def heading(block):
    marks, _, title = block[0].partition(" ")
    return tag("h%d" % len(marks), spans(title), id=slug(title))


def bullets(block):
    items = [tag("li", spans(line[2:])) for line in block]
    return "\n".join(["<ul>"] + items + ["</ul>"])


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def table(block):
    """Rows of cells; numbers stand on the right."""
    rows = ["<table>"]
    for number, line in enumerate(block):
        parts = []
        for cell in cells(line):
            if number == 0:
                parts.append(tag("th", escape(cell)))
            elif cell.isdigit():
                parts.append(tag("td", f"{int(cell):,}", align="right"))
            else:
                parts.append(tag("td", escape(cell)))
        rows.append(tag("tr", "".join(parts)))
    return "\n".join(rows + ["</table>"])


def paragraph(block):
    return tag("p", spans(" ".join(block)))


RENDERERS = {"=": heading, "-": bullets, "|": table}


def to_html(text):
    """The whole text, block by block."""
    parts = []
    for block in paragraphs(text):
        render = RENDERERS.get(block[0][0], paragraph)
        parts.append(render(block))
    return "\n".join(parts)


def plain_table(block):
    """The same table in letters, its columns as wide as they have to be."""
    rows = [cells(line) for line in block]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    lines = []
    for row in rows:
        padded = [
            cell.rjust(width) if cell.isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths)
        ]
        lines.append("  ".join(padded).rstrip())
    return lines


def report(text, width):
    """What one would want to know about a text."""
    words = words_of(text)
    common = most_common(frequencies(words), 4)
    count = sum(syllables(word) for word in words)
    listing = ", ".join(f"{word} ({number})" for word, number in common)
    return [
        "{} words, {:.2f} syllables a word".format(len(words), count / len(words)),
        "most frequent: " + listing,
        "longest: {0!r:>{1}}".format(max(words, key=len), width // 2),
    ]


def checksum(text):
    total = 7
    for number in text.encode("utf-8"):
        total = (total * 31 + number) % 1000003
    return total


def run(size=5):
    """Checksums of the page and of the wrapped text of `size` blocks, and their longest line."""
    blocks = list(paragraphs(SAMPLE))[:size]
    text = "\n\n".join("\n".join(block) for block in blocks)
    page = to_html(text)
    wrapped = []
    for block in blocks:
        wrapped.extend(justify(line, 44) for line in wrap(" ".join(block), 44))
    index = index_of(wrapped)
    summary = report(text, 40)
    return (
        checksum(page),
        checksum("\n".join(wrapped + summary)),
        len(index),
        max(map(len, wrapped)),
    )


if __name__ == "__main__":
    print(to_html(SAMPLE))
    print()
    for block in paragraphs(SAMPLE):
        if block[0].startswith("|"):
            print("\n".join(plain_table(block)))
        elif block[0][0].isalpha():
            lines = wrap(" ".join(block), 50, indent="  ")
            print("\n".join(lines))
            print(f"-- raggedness {raggedness(lines, 50):.3f}")
    print()
    print("\n".join(report(SAMPLE, 40)))
    index = index_of(SAMPLE.splitlines())
    for entry in sorted(index):
        if len(index[entry]) > 1:
            print("%-8s %s" % (entry, ", ".join(map(str, index[entry]))))
    for size in (1, 5, 8):
        print(size, run(size))
