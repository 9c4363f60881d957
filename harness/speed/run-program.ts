/**
 * Times one program of ours on the core: `node run-program.mjs FILE.py hook|no-hook`. Warms up, then prints the median
 * time of one `run()` in ms. Its twin for CPython is run-program.py; beside-cpython.ts runs the two in turns.
 */

import { readFileSync } from 'node:fs';
import { dump, Interpreter } from '../../interpreter/index.ts';

const WARMUP_MS = 1000;
const SAMPLES = 60;
const RUNS_PER_SAMPLE = 20;

const [file, hook] = process.argv.slice(2);
const code = dump(new Interpreter().compile(readFileSync(file!, 'utf8'), file!));
const interpreter = new Interpreter();
if (hook === 'hook') interpreter.setHook((frame, self) => self.evalFrame(frame));
const run = interpreter.runModule(interpreter.load(code), 'program').get('run')!;

const warm = performance.now() + WARMUP_MS;
while (performance.now() < warm) interpreter.call(run);
const samples: number[] = [];
for (let i = 0; i < SAMPLES; i++) {
  const start = performance.now();
  for (let j = 0; j < RUNS_PER_SAMPLE; j++) interpreter.call(run);
  samples.push((performance.now() - start) / RUNS_PER_SAMPLE);
}
samples.sort((a, b) => a - b);
console.log(samples[SAMPLES / 2]);
