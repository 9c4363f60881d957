/**
 * Own sizes of everything on the JavaScript heap, summed by what it is, from a heap snapshot of V8: another road to bytes
 * than `heapUsed`. Taking a snapshot collects first. Only for heaps of some ten megabytes: the snapshot is one text.
 */

import { getHeapSnapshot } from 'node:v8';

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly unknown[] };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** Bytes by constructor, or by kind in brackets for what the engine makes for itself: "InlineCode", "(array)". */
export async function ownSizes(): Promise<Map<string, number>> {
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk));
  const { snapshot, nodes, strings } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const kinds = types[0] as readonly string[];
  const at = (field: string) => fields.indexOf(field);
  const [type, name, size] = [at('type'), at('name'), at('self_size')];
  const sizes = new Map<string, number>();
  for (let node = 0; node < nodes.length; node += fields.length) {
    const kind = kinds[nodes[node + type]!]!;
    const called = strings[nodes[node + name]!]!;
    const key = kind === 'object' ? called : isInternal(kind, called) ? called : `(${kind})`;
    sizes.set(key, (sizes.get(key) ?? 0) + nodes[node + size]!);
  }
  return sizes;
}

/** What the engine makes for itself and has a name for: "system / WeakCell". */
function isInternal(kind: string, name: string): boolean {
  return kind === 'hidden' && name.startsWith('system / ');
}
