/** A page as a reader's browser has it: elements, and the text in them. */

import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';

export function parsed(html: string): Document {
  return parseHTML(html.startsWith('<!doctype') ? html : `<!doctype html><html><body>${html}</body></html>`)
    .document;
}

/** All that matches below an element, as an array. */
export function all(within: ParentNode, selector: string): Element[] {
  return [...within.querySelectorAll(selector)];
}

/** The one element that matches. */
export function one(within: ParentNode, selector: string): Element {
  const found = all(within, selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`);
  return found[0]!;
}

/** What is read: the text of an element, a space between what stands in different elements, no style and no script. */
export function textOf(node: Node | null): string {
  return spacedText(node).replace(/\s+/g, ' ').trim();
}

/** What one text becomes may be several nodes side by side. */
function spacedText(node: Node | null): string {
  if (node === null || ['STYLE', 'SCRIPT'].includes(node.nodeName.toUpperCase())) return '';
  if (node.nodeType === 3) return node.textContent ?? '';
  return ` ${[...node.childNodes].map((child) => spacedText(child)).join('')} `;
}

/** The table whose caption has these words, or that has them among its heads. */
export function tableWith(within: ParentNode, words: string): Element {
  const found = all(within, 'table').filter((table) => {
    return all(table, 'caption, thead th').some((head) => textOf(head).includes(words));
  });
  if (found.length !== 1) throw new Error(`${found.length} tables have ${words} at their head`);
  return found[0]!;
}

/** The texts of the cells of each row of the body, the head of the row first. */
export function linesOf(table: Element): string[][] {
  return all(table, 'tbody > tr').map((row) => all(row, 'th, td').map((cell) => textOf(cell)));
}

/** The row of a strategy. */
export function lineOf(table: Element, head: string): Element {
  const found = all(table, 'tbody > tr').filter((row) => textOf(row.querySelector('th')) === head);
  if (found.length !== 1) throw new Error(`${found.length} rows are headed ${head}`);
  return found[0]!;
}

/** Scripts, pictures and handlers that a hostile text would have become: all but the records and the script that the policy lets run. */
export function intruders(within: ParentNode): string[] {
  const policy = within.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
  const isOwn = ({ textContent }: Element) =>
    policy.includes(`'sha256-${createHash('sha256').update(textContent!).digest('base64')}'`);
  return all(within, '*')
    .filter(
      (element) =>
        (element.matches('script:not(#records)') && !isOwn(element)) ||
        element.matches('iframe, object, embed, base, svg[onload], img[src="x"]') ||
        [...element.attributes].some(({ name }) => name.startsWith('on')),
    )
    .map(({ outerHTML }) => outerHTML.slice(0, 200));
}

/** Headings descend by one step at most, from a single first one, and every table has a caption. */
export function outlineFaults(page: Document): string[] {
  const headings = all(page, 'h1, h2, h3, h4, h5, h6');
  const levels = headings.map(({ tagName }) => Number(tagName.slice(1)));
  const leaps = headings.filter((_, at) => levels[at]! > (levels[at - 1] ?? 0) + 1);
  const bare = all(page, 'table').filter((table) => table.querySelector('caption') === null);
  const first = levels.filter((level) => level === 1).length;
  return [
    ...(first === 1 ? [] : [`${first} headings of the first level`]),
    ...leaps.map((heading) => `a leap to ${textOf(heading)}`),
    ...bare.map((table) => `no caption: ${textOf(table).slice(0, 60)}`),
  ];
}
