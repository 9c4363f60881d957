/**
 * Before the first measurement, in a process of its own: what first-try.ts does, for a task in a file.
 *
 *     node --expose-gc preflight.mjs TASK.json
 */

import { answerWith, readTask } from './answer.ts';
import { firstTry, type PreflightTask } from './first-try.ts';

answerWith(await firstTry(readTask<PreflightTask>()));
