/** Laws that strategies broke, for standard error. */

import type { LawFinding } from '../../process/first-try.ts';
import { tellBroken } from '../../run/broken-laws.ts';
import { printable } from './text.ts';

/** A paragraph for each; nothing if none was broken. */
export function brokenLaws(findings: readonly LawFinding[]): string {
  if (findings.length === 0) return '';
  return `${tellBroken(findings).split('\n').map(printable).join('\n')}\n`;
}
