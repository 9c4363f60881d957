/**
 * What of Python 3.11 is outside the subset, and the check that refuses it before anything runs. A refusal says
 * where, what, and what to write instead. (Complex numbers and \N{...} are refused while parsing, see parse.ts.)
 */

import type { Place } from './errors.ts';
import { UnsupportedSyntax } from './errors.ts';
import type { Node, Tree } from './parse.ts';
import { childrenOf } from './parse.ts';

/** A feature outside the subset and the way around it. */
interface Refused {
  readonly feature: string;
  readonly instead: string;
}

/** Nodes that are refused wherever they stand. */
const REFUSED_NODES: Partial<Record<Node['nodeType'], Refused>> = {
  Match: { feature: 'match statement', instead: 'if / elif' },
  TryStar: { feature: 'except* clause', instead: 'except' },
  AsyncFor: { feature: 'async for statement', instead: 'for, and await inside it' },
  AsyncWith: { feature: 'async with statement', instead: 'with, or try / finally' },
  TypeAlias: { feature: 'type statement', instead: 'an assignment' },
  TypeVar: { feature: 'type parameter list', instead: 'no type parameters' },
  ParamSpec: { feature: 'type parameter list', instead: 'no type parameters' },
  TypeVarTuple: { feature: 'type parameter list', instead: 'no type parameters' },
  TemplateStr: { feature: 'template string', instead: 'an f-string' },
};

const ASYNC_COMPREHENSION: Refused = { feature: 'async comprehension', instead: 'a for loop with await' };
const ASYNC_GENERATOR: Refused = { feature: 'yield inside async def', instead: 'def with yield' };
const IMPORT_STAR: Refused = { feature: 'import *', instead: 'the names one by one' };
const LAZY_IMPORT: Refused = { feature: 'lazy import', instead: 'import' };

/** Where a node stands, as far as the subset asks. */
interface Surroundings {
  readonly inAsyncFunction: boolean;
  readonly inComprehension: boolean;
}

/**
 * Goes through a whole file and refuses what the compiler does not speak.
 * @throws UnsupportedSyntax at the first such place.
 */
export function checkSubset(tree: Tree, filename: string): void {
  visit(tree, { inAsyncFunction: false, inComprehension: false }, tree, filename);
}

function visit(node: Node, around: Surroundings, parent: Place, filename: string): void {
  const place = node.lineno === undefined || node.col_offset === undefined ? parent : (node as Place);
  const refused = REFUSED_NODES[node.nodeType] ?? refusedHere(node, around);
  if (refused) {
    const { feature, instead } = refused;
    throw new UnsupportedSyntax(filename, place, `${feature} is outside the subset (supported: ${instead})`);
  }
  const inside = surroundingsInside(node, around);
  for (const child of childrenOf(node)) visit(child, inside, place, filename);
}

function refusedHere(node: Node, around: Surroundings): Refused | null {
  switch (node.nodeType) {
    case 'Comprehension':
      return node.is_async ? ASYNC_COMPREHENSION : null;
    case 'Await':
      return around.inComprehension ? ASYNC_COMPREHENSION : null;
    case 'Yield':
      return around.inAsyncFunction ? ASYNC_GENERATOR : null;
    case 'Import':
      return node.is_lazy ? LAZY_IMPORT : null;
    case 'ImportFrom':
      if (node.is_lazy) return LAZY_IMPORT;
      return node.names.some((alias) => alias.name === '*') ? IMPORT_STAR : null;
    default:
      return null;
  }
}

function surroundingsInside(node: Node, around: Surroundings): Surroundings {
  switch (node.nodeType) {
    case 'FunctionDef':
    case 'Lambda':
    case 'ClassDef':
      return { inAsyncFunction: false, inComprehension: false };
    case 'AsyncFunctionDef':
      return { inAsyncFunction: true, inComprehension: false };
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return { ...around, inComprehension: true };
    default:
      return around;
  }
}
