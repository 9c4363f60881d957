/**
 * The window to the system: small text files and names in folders, nothing else. Readers take it as a value,
 * so tests give them files that were made up. What is missing or may not be read is `null` or nothing, never
 * an exception: most of these files exist on Linux alone, and some not in containers.
 */

import { readdirSync, readFileSync } from 'node:fs';

export interface System {
  /** Text of a file; null if it cannot be read. */
  read(path: string): string | null;
  /** Names in a folder; none if it cannot be read. */
  list(path: string): string[];
}

export const thisSystem: System = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
  list(path) {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  },
};

const LONGEST_NAME = 40;

/**
 * A name that somebody else chose (a process may call itself anything), as one short line of printable ASCII.
 */
export function plainName(text: string): string {
  return text
    .trim()
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, LONGEST_NAME);
}

/** A whole number from 0 on that is all there is in a text; null for anything else. */
export function wholeNumber(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : null;
}
