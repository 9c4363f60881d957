"""jinja2: templates compiled, rendered and dropped.

A template engine that compiles each template to Python: 60 templates are born, rendered a few times, and dropped.

Stresses: births and deaths all the way through: each template is a code object of its own, called
    a few times and dropped.

Does not tell: how a server behaves that keeps its templates.
"""

import jinja2

PAGE = """{%% macro row(item) %%}<tr><td>{{ item.name|upper }}</td><td>{{ item.price|round(2) }}</td></tr>{%% endmacro %%}
<h1>{{ title }} %d</h1>
{%% for group in groups|sort %%}<h2>{{ loop.index }}: {{ group }}</h2>
<table>{%% for item in items if item.group == group %%}{{ row(item) }}{%% else %%}nothing{%% endfor %%}</table>
{%% endfor %%}{%% if items|length > %d %%}many{%% elif items %%}few{%% else %%}none{%% endif %%}"""


def main():
    groups = ["tools", "books", "food"]
    items = [{"name": "item %d" % i, "price": i * 1.37, "group": groups[i % 3]} for i in range(12)]
    letters = 0
    for number in range(60):
        environment = jinja2.Environment(cache_size=0)
        template = environment.from_string(PAGE % (number, number % 20))
        for _ in range(3):
            letters += len(template.render(title="Page", groups=groups, items=items))
    return letters


if __name__ == "__main__":
    main()
