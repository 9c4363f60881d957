/** The raw rows: chosen by experiment, strategy and metric, shown as far as a page can bear, copied or saved in full. */

/// <reference lib="dom" />

import type { Row } from '../../records/schema.ts';
import { counted, whole } from '../figure.ts';
import { cellsOf, columnsOf, type Numbered, tabSeparated } from '../raw-rows.ts';
import { element, scrollingTable } from './elements.ts';

const MOST_SHOWN = 200;
const KEYS = ['experiment', 'strategy', 'metric'] as const;

export function startRows(rows: readonly Row[]): void {
  const section = document.getElementById('rows')!;
  const numbered: Numbered[] = [...rows.entries()];
  const selects = KEYS.map((key) => selectOf(key, rows));
  const count = element('p', { role: 'status', class: 'count' });
  const said = element('span', { role: 'status', class: 'count' });
  const shown = element('div', { class: 'wide' });
  const copy = element('button', { type: 'button', 'data-copy': 'rows' }, 'Copy these rows');
  const save = element('button', { type: 'button', 'data-save': 'rows' }, 'Save them as a file');

  const chosen = () =>
    numbered.filter(([, row]) =>
      KEYS.every((key, index) => selects[index]!.value === '' || row[key] === selects[index]!.value),
    );
  const text = () => tabSeparated(chosen(), columnsOf(rows));
  const show = () => {
    const found = chosen();
    count.textContent = countText(found.length, rows.length);
    said.textContent = '';
    shown.replaceChildren(tableOf(found));
  };
  for (const select of selects) select.addEventListener('change', show);
  copy.addEventListener('click', async () => {
    const found = counted(chosen().length, 'row');
    const copied = await copyText(text());
    said.textContent = copied
      ? `${found} copied, separated by tabs.`
      : 'The browser does not let the page copy.';
  });
  save.addEventListener('click', () => saveText(text(), 'rows.tsv'));

  const labels = selects.map((select, index) => element('label', {}, `${KEYS[index]} `, select));
  section.append(
    element('form', { class: 'chooser' }, ...labels),
    count,
    element('p', { class: 'chooser' }, copy, save, said),
    shown,
  );
  show();
}

function selectOf(key: (typeof KEYS)[number], rows: readonly Row[]): HTMLSelectElement {
  const values = [...new Set(rows.map((row) => row[key]))];
  const options = values.map((value) => element('option', { value }, value));
  return element('select', { name: key }, element('option', { value: '' }, 'all'), ...options);
}

function countText(found: number, all: number): string {
  const of = found === all ? counted(all, 'row') : `${whole(found)} of ${counted(all, 'row')}`;
  return found > MOST_SHOWN ? `${of}; the first ${MOST_SHOWN} are shown.` : `${of}.`;
}

function tableOf(found: readonly Numbered[]): HTMLElement {
  const first = found.slice(0, MOST_SHOWN);
  const columns = columnsOf(first.map(([, row]) => row));
  const caption = 'As recorded. An empty cell: the row does not say, or has no figure.';
  return scrollingTable(
    'Rows as a table',
    caption,
    columns,
    first.map((row) => cellsOf(row, columns)),
  );
}

/** A page opened from disk may have no clipboard of its own: then a selected text field is copied from. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element('textarea', { class: 'visually-hidden' });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}

function saveText(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/tab-separated-values' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
