/**
 * Before the first measurement, in a process of its own: what first-try.ts does, for a task in a file.
 *
 *     node --expose-gc preflight.mjs TASK.json
 */

import { readFileSync, writeSync } from 'node:fs';
import { firstTry, type PreflightTask } from './first-try.ts';

const taskFile = process.argv[2];
if (taskFile === undefined) throw new Error('Internal error: the preflight was started without a task');
const answer = await firstTry(JSON.parse(readFileSync(taskFile, 'utf8')) as PreflightTask);
// The last line counts: a strategy may print what it likes.
writeSync(1, `\n${JSON.stringify(answer)}\n`);
