/**
 * The skeleton of a new strategy and its place in the registry, as text. The skeleton is a strategy that works
 * (skeleton/my-strategy.ts), so compiler, formatter and laws hold it; only its names are changed here.
 */

import { readFileSync } from 'node:fs';
import { PUBLISHED } from '../arms/published.ts';

/** Imports by their published names fit anywhere; those of the project's own strategies are relative. */
export type Lies = 'in-the-project' | 'outside';

/** Text of a strategy called `name`, in kebab case. */
export function skeleton(name: string, lies: Lies): string {
  const words = name.split('-');
  const pascal = words.map(capitalised).join('');
  const text = readFileSync(new URL('skeleton/my-strategy.ts', import.meta.url), 'utf8')
    .replaceAll('my-strategy', name)
    .replaceAll('myStrategy', identifierOf(name))
    .replaceAll('MyStorage', `${pascal}Storage`)
    .replaceAll('My strategy', capitalised(words.join(' ')));
  return lies === 'outside' ? text : Object.entries(PUBLISHED).reduce(relativeImport, text);
}

function relativeImport(text: string, [published, file]: [string, string]): string {
  const [room, base] = file.split('/');
  return text.replaceAll(`'${published}'`, room === 'strategies' ? `'./${base}'` : `'../${file}'`);
}

/** An import of the registry: of a strategy, or of the type that all have. */
const IMPORT = /^import (?:([A-Za-z]\w*)|type \{ Strategy \}) from '\.\/([a-z0-9-]+)\.ts';$/;
const OPENS = 'export const STRATEGIES: readonly Strategy[] = [';
const CLOSES = '];';

/**
 * The registry (strategies/index.ts) with one strategy more: its import in order, its place before the strategy called `before`, or
 * at the end if there is none. Null where the text does not look as expected; nothing is guessed.
 */
export function registered(registry: string, name: string, before?: string): string | null {
  const lines = registry.split('\n');
  const imports = lines.flatMap((line, at) => {
    const [, identifier, file] = IMPORT.exec(line) ?? [];
    return file === undefined ? [] : [{ identifier, file, at }];
  });
  const strategies = imports.filter(({ identifier }) => identifier !== undefined);
  const opens = lines.indexOf(OPENS);
  const closes = lines.indexOf(CLOSES, opens);
  if (strategies.length === 0 || opens < imports.at(-1)!.at || closes < 0) return null;
  const identifier = identifierOf(name);
  if (imports.some((each) => each.identifier === identifier || each.file === name)) return null;
  const places = strategies.map((each) => lines.indexOf(`  ${each.identifier},`, opens));
  if (places.some((place) => place < 0 || place > closes)) return null;
  const place = places[strategies.findIndex(({ file }) => file === before)] ?? closes;
  const next = imports.find((each) => ORDER.compare(each.file, name) > 0);
  const at = next?.at ?? imports.at(-1)!.at + 1;
  return [
    ...lines.slice(0, at),
    `import ${identifier} from './${name}.ts';`,
    ...lines.slice(at, place),
    `  ${identifier},`,
    ...lines.slice(place),
  ].join('\n');
}

/** The formatter's order of imports. */
const ORDER = new Intl.Collator('en', { numeric: true });

/** Camel case; names that mean something to the language get a second word. */
function identifierOf(name: string): string {
  const [first, ...rest] = name.split('-');
  const camel = first! + rest.map(capitalised).join('');
  return RESERVED_WORDS.test(camel) ? `${camel}Strategy` : camel;
}

const RESERVED_WORDS =
  /^(arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield)$/;

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
