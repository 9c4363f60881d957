/**
 * Loads strategies in the place of the command, which never runs a user's file, and answers what they say of themselves.
 *
 *     node describe.mjs TASK.json
 */

import { answerWith, readTask } from './answer.ts';
import { type DescribeTask, describeModules } from './described.ts';

answerWith({ described: await describeModules(readTask<DescribeTask>()) });
