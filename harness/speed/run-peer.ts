/**
 * Times one program of ours on Skulpt: `node run-peer.mjs SKULPT_MAIN FILE.py EXPECTED`, where SKULPT_MAIN is the file that
 * Node loads for `skulpt` and EXPECTED the repr of what `run()` returns on CPython. Prints a line of JSON: `{ms}`, the
 * median time of one `run()`, or `{cannot}`, why Skulpt cannot run it. Another result than CPython's is a reason too.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { medianTimeOf } from './median-time.ts';

/** What we use of Skulpt, which has no types. A `PyObject` is one of its own. */
type PyObject = object & { tp$getattr(name: PyObject): PyObject };
interface Skulpt {
  readonly python3: object;
  readonly builtinFiles: { readonly files: Readonly<Record<string, string>> };
  readonly builtin: { readonly str: new (text: string) => PyObject };
  readonly misceval: {
    callsimOrSuspendArray(f: PyObject, args: readonly PyObject[]): PyObject;
    objectRepr(object: PyObject): string;
  };
  configure(options: object): void;
  importModuleInternal_(
    name: string,
    dumpJS: boolean,
    modname: undefined,
    body: string,
    relativeTo: undefined,
    topLevelMayMiss: boolean,
  ): PyObject;
}

const [main, file, expected] = process.argv.slice(2);
const sk = createRequire(import.meta.url)(main!) as Skulpt;
sk.configure({ __future__: sk.python3, output: () => {}, read: libraryFile });

let answer: { readonly ms: number } | { readonly cannot: string };
try {
  const source = readFileSync(file!, 'utf8');
  const module = sk.importModuleInternal_('program', false, undefined, source, undefined, true);
  const run = module.tp$getattr(new sk.builtin.str('run'));
  const call = () => sk.misceval.callsimOrSuspendArray(run, []);
  const result = sk.misceval.objectRepr(call());
  answer =
    result === expected
      ? { ms: medianTimeOf(call) }
      : { cannot: `its result is ${result} instead of ${expected}` };
} catch (error) {
  // A Python exception of Skulpt's: "TypeError: ... on line 12".
  answer = { cannot: String(error) };
}
console.log(JSON.stringify(answer));

function libraryFile(path: string): string {
  const text = sk.builtinFiles.files[path];
  if (text === undefined) throw new Error(`File not found: '${path}'`);
  return text;
}
