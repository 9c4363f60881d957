/** What the docstring of a Python file of ours says about it. */

import { readFileSync } from 'node:fs';

export interface Head {
  readonly title: string;
  readonly stresses: string;
  readonly doesNotTell: string;
  /** It makes almost no calls: a strategy that changes its time is being measured wrongly. */
  readonly control: boolean;
}

/** @throws Error if the file does not say what it stresses and what it does not tell. */
export function readHead(path: string): Head {
  const docstring = /^"""(.*?)"""/s.exec(readFileSync(path, 'utf8'))?.[1];
  if (docstring === undefined) {
    throw new Error(`${path} has no docstring. Begin the file with """ and say what it stresses.`);
  }
  return {
    title: docstring.split('\n', 1)[0]!,
    stresses: paragraph(docstring, 'Stresses', path),
    doesNotTell: paragraph(docstring, 'Does not tell', path),
    control: /^Control:/m.test(docstring),
  };
}

/** The text behind `head:` up to the next line that is not indented. */
function paragraph(docstring: string, head: string, path: string): string {
  const text = new RegExp(`^${head}:(.*(?:\n[ \t]+.*)*)`, 'm').exec(docstring)?.[1];
  if (text === undefined) {
    throw new Error(`The docstring of ${path} has no line "${head}: ...". Every program says so.`);
  }
  return text.replace(/\s+/g, ' ').trim();
}
