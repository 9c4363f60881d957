/**
 * Imports. `from __future__ import ...` makes no code: the features it names are in the language already.
 */

import { Op } from '../opcodes.ts';
import { PyTuple } from '../values.ts';
import type { Builder } from './builder.ts';
import { isFutureImport } from './legality.ts';
import { storeName } from './names.ts';
import type { NodeOf } from './parse.ts';

/** `import a, b.c, d.e as f` */
export function importModules(b: Builder, node: NodeOf<'Import'>): void {
  for (const { name, asname } of node.names) {
    b.emitConst(0);
    b.emitConst(null);
    b.emitName(Op.IMPORT_NAME, name);
    const [top, ...inner] = name.split('.');
    if (asname === undefined) {
      // `import a.b` binds a.
      storeName(b, top!);
      continue;
    }
    for (const [i, part] of inner.entries()) {
      b.emitName(Op.IMPORT_FROM, part);
      if (i < inner.length - 1) {
        b.emit(Op.SWAP, 2);
        b.emit(Op.POP_TOP);
      }
    }
    storeName(b, asname);
    if (inner.length > 0) b.emit(Op.POP_TOP);
  }
}

/** `from a.b import c, d as e` */
export function importFrom(b: Builder, node: NodeOf<'ImportFrom'>): void {
  if (isFutureImport(node)) return;
  b.emitConst(node.level ?? 0);
  b.emitConst(new PyTuple(node.names.map((alias) => alias.name)));
  b.emitName(Op.IMPORT_NAME, node.module ?? '');
  for (const { name, asname } of node.names) {
    b.emitName(Op.IMPORT_FROM, name);
    storeName(b, asname ?? name);
  }
  b.emit(Op.POP_TOP);
}
