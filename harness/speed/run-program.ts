/**
 * Times one program of ours on the core: `node run-program.mjs FILE.py hook|no-hook`. Warms up, then prints the median
 * time of one `run()` in ms. Its twins are run-program.py for CPython and run-peer.ts; beside-cpython.ts runs them in
 * turns.
 */

import { readFileSync } from 'node:fs';
import { dump, Interpreter } from '../../interpreter/index.ts';
import { medianTimeOf } from './median-time.ts';

const [file, hook] = process.argv.slice(2);
const code = dump(new Interpreter().compile(readFileSync(file!, 'utf8'), file!));
const interpreter = new Interpreter();
if (hook === 'hook') interpreter.setHook((frame, self) => self.evalFrame(frame));
const run = interpreter.runModule(interpreter.load(code), 'program').get('run')!;
console.log(medianTimeOf(() => interpreter.call(run)));
