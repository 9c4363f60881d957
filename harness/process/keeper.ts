/**
 * Waits until the command that started it ends, in whatever way, then kills the processes that the command has started and removes its
 * temporary folder. A process in an endless loop cannot see that its parent is gone; the keeper can, because the other end of its
 * standard input is the command's alone. The command writes a line for each group that it starts (`+PID`) and that has ended (`-PID`),
 * and `done` when the keeper is not needed any more.
 *
 *     node keeper.mjs FOLDER MARK...
 */

import { rmSync } from 'node:fs';
import { endMarked, kill } from './marked.ts';

const [folder, ...marks] = process.argv.slice(2);
const groups = new Set<number>();
let text = '';

// A terminal's Ctrl-C reaches it too, and the command may still be at work.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.stdin
  .setEncoding('utf8')
  .on('data', (part: string) => {
    const lines = (text + part).split('\n');
    text = lines.pop()!;
    for (const line of lines) {
      if (line === 'done') process.exit();
      const group = Number(line.slice(1));
      if (line.startsWith('+')) groups.add(group);
      else groups.delete(group);
    }
  })
  .on('close', () => {
    for (const group of groups) kill(-group);
    for (const mark of marks) endMarked(mark);
    rmSync(folder!, { recursive: true, force: true });
  });
