/** Is there a CPython 3.11 to compare with? Says so once when there is none. */

import { spawnSync } from 'node:child_process';

function findPython(): boolean {
  const asked = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  const version = asked.stdout?.trim() || 'no python3';
  if (version.startsWith('Python 3.11.')) return true;
  console.warn(`Skipped: CPython 3.11 is needed to compare with, but there is ${version}.`);
  return false;
}

export const python311: boolean = findPython();
