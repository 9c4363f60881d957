/**
 * Imports of modules that are not there. One that is sure to run (at the level of the module, and not in a `try` whose
 * handlers may want it to fail) is refused before anything runs; any other one raises when it is reached.
 */

import { UnsupportedSyntax } from './errors.ts';
import type { Node, NodeOf, Tree } from './parse.ts';
import { childrenOf } from './parse.ts';

/** The modules that programs can import. */
export interface Importable {
  readonly names: readonly string[];
  has(name: string): boolean;
}

/** What is said about a module that is not there. */
export function outsideSubset(name: string, modules: Importable): string {
  return `module ${name} is outside the subset (supported: ${modules.names.join(', ')})`;
}

/**
 * Goes through a file's imports.
 * @throws UnsupportedSyntax at the first that cannot work.
 */
export function checkImports(tree: Tree, filename: string, modules: Importable): void {
  const visit = (node: Node): void => {
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
      case 'Lambda':
        return;
      case 'Import':
      case 'ImportFrom': {
        const missing = modulesOf(node).find((name) => !modules.has(name));
        if (missing !== undefined)
          throw new UnsupportedSyntax(filename, node, outsideSubset(missing, modules));
        return;
      }
      case 'Try':
        for (const part of [...(node.handlers.length > 0 ? [] : node.body), ...node.handlers]) visit(part);
        for (const part of [...node.orelse, ...node.finalbody]) visit(part);
        return;
      case 'If':
        for (const part of [...(isForTypeCheckers(node) ? [] : node.body), ...node.orelse]) visit(part);
        return;
      default:
        for (const child of childrenOf(node)) visit(child);
    }
  };
  visit(tree);
}

function modulesOf(node: NodeOf<'Import' | 'ImportFrom'>): string[] {
  if (node.nodeType === 'Import') return node.names.map((alias) => alias.name);
  return node.level || node.module === '__future__' || node.module === undefined ? [] : [node.module];
}

/** `if TYPE_CHECKING:` never runs. */
function isForTypeCheckers({ test }: NodeOf<'If'>): boolean {
  if (test.nodeType === 'Name') return test.id === 'TYPE_CHECKING';
  return test.nodeType === 'Attribute' && test.attr === 'TYPE_CHECKING';
}
