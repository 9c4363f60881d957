/** Elements from texts: what comes from records is text and never markup. */

/// <reference lib="dom" />

type Child = Node | string;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A table with a caption in a box that scrolls by itself, by finger and by keyboard. */
export function scrollingTable(
  label: string,
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): HTMLElement {
  const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)));
  const body = rows.map(([first, ...others]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, String(first)),
      ...others.map((value) =>
        element('td', typeof value === 'number' ? { class: 'number' } : {}, String(value)),
      ),
    ),
  );
  const table = element(
    'table',
    { class: 'rows' },
    element('caption', {}, caption),
    element('thead', {}, head),
    element('tbody', {}, ...body),
  );
  return element('section', { class: 'scroll', 'aria-label': label, tabindex: '0' }, table);
}
