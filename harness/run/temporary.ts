/**
 * A folder for what is needed only while a command runs. It is gone when the command ends, in whatever way: the command removes it, or its
 * keeper does, or, if both were killed, the next command that finds it.
 */

import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { usageFailure } from '../failure.ts';
import { endMarked } from '../process/marked.ts';
import { commandMark } from './keeper.ts';

const PREFIX = 'coextra-';
/** In the folder: the number of the process that owns it, and where that number is valid. */
const OWNER_FILE = 'owner.json';

interface Owner {
  readonly pid: number;
  readonly where: string;
  /** What the marks of its processes start with. */
  readonly mark: string;
}

export interface TemporaryPlace {
  /** Where folders for temporary files are. */
  temporary(): string;
  /** Ends what is left of a command, and its folder, when the command is killed. The function that it returns ends this. */
  keep(folder: string): Promise<() => void>;
}

/** Throws Failure (exit code 5) where the folder cannot be written, before the work or during it. */
export async function inTemporaryFolder<T>(
  place: TemporaryPlace,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = place.temporary();
  removeStale(parent);
  let folder: string | undefined;
  let letGo = () => {};
  try {
    folder = mkdtempSync(join(parent, PREFIX));
    writeFileSync(join(folder, OWNER_FILE), JSON.stringify(thisOwner()));
    letGo = await place.keep(folder);
    return await use(folder);
  } catch (error) {
    throw isUnwritable(error, parent) ? unwritable(parent, error as Error) : error;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    letGo();
  }
}

function thisOwner(): Owner {
  return { pid: process.pid, where: whereabouts(), mark: commandMark };
}

/** Folders whose owner has been killed, and its keeper too, with the processes that it started. */
function removeStale(parent: string): void {
  for (const name of listed(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(parent, name);
    const owner = ownerOf(folder);
    if (owner === null || owner.where !== whereabouts() || isAlive(owner.pid)) continue;
    try {
      endMarked(owner.mark);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ownerOf(folder: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(join(folder, OWNER_FILE), 'utf8')) as Owner;
    return /^\d+\.\w+\.$/.test(owner.mark) ? owner : null;
  } catch {
    return null;
  }
}

/** Machine and container: the same number elsewhere is another process. */
function whereabouts(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** Also true of a process of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const UNWRITABLE = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EIO'];
/** The bundler passes on what the system said as text. */
const SAID = /no space left|disk quota exceeded|read-only file system|permission denied/i;

function isUnwritable(error: unknown, parent: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (path !== undefined) return UNWRITABLE.includes(code ?? '') && path.startsWith(parent);
  // Writing to an open file names none; what is written elsewhere says so itself (records/store.ts).
  if (code !== undefined) return code === 'ENOSPC' || code === 'EDQUOT';
  return 'errors' in error && SAID.test(message) && message.includes(parent);
}

function unwritable(parent: string, { message }: Error): Error {
  return usageFailure(
    `The folder for temporary files, ${parent}, cannot be written (${message.split('\n').at(-1)}). Make room there, or name ` +
      'another folder: TMPDIR=/path/to/folder npm run ...',
  );
}
