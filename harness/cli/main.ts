/** The command line of this process. */

import { commandLine } from './command-line.ts';
import { tellFailure } from './exit.ts';
import { thisHost } from './host.ts';

const host = thisHost();
// Not a verdict: exit code 1 is the gate's.
process.on('uncaughtException', (error) => process.exit(tellFailure(error, host)));
await commandLine(process.argv.slice(2), host);
