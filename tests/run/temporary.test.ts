import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../harness/failure.ts';
import { inTemporaryFolder, type TemporaryPlace } from '../../harness/run/temporary.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const place: TemporaryPlace = { temporary: () => parent, keep: async () => () => {} };

/** No process has this number: Linux gives none above 2^22. */
const NO_PROCESS = 2 ** 30;

/** A folder as a command leaves it that was killed with its keeper, owned by such a process. */
async function leftBehind(name: string, change: { pid?: number; where?: string }): Promise<string> {
  const owner = await inTemporaryFolder(place, async (folder) =>
    JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')),
  );
  const folder = join(parent, `coextra-${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ ...owner, ...change }));
  return folder;
}

describe('a temporary folder', () => {
  it('is gone afterwards, whatever happens', async () => {
    const seen: string[] = [];
    const use = async (folder: string) => {
      seen.push(folder);
      writeFileSync(join(folder, 'file'), '');
    };
    await inTemporaryFolder(place, use);
    const failing = inTemporaryFolder(place, async (folder) => {
      await use(folder);
      throw new Error('snap');
    });
    await expect(failing).rejects.toThrow('snap');
    expect(new Set(seen).size).toBe(2);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is removed by the next command if its owner was killed, and by nobody if it may be alive', async () => {
    const stale = await leftBehind('stale', { pid: NO_PROCESS });
    const alive = await leftBehind('alive', {});
    const elsewhere = await leftBehind('elsewhere', { pid: NO_PROCESS, where: `not ${hostname()}` });
    mkdirSync(join(parent, 'coextra-of-a-user'));
    await inTemporaryFolder(place, async () => {});
    expect(existsSync(stale)).toBe(false);
    for (const kept of [alive, elsewhere, join(parent, 'coextra-of-a-user')])
      expect(existsSync(kept)).toBe(true);
  });

  const refusalOf = async (work: Promise<unknown>) => {
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).exitCode).toBe(5);
    return (error as Failure).message;
  };

  it('that cannot be made is said with the way out', async () => {
    const nowhere = join(parent, 'nowhere');
    const message = await refusalOf(
      inTemporaryFolder({ ...place, temporary: () => nowhere }, async () => {}),
    );
    expect(message).toContain(nowhere);
    expect(message).toContain('TMPDIR=');
  });

  it.each([
    ['by the system', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
    [
      'by the bundler',
      () => Object.assign(new Error(`write ${parent}/arms: no space left on device`), { errors: [] }),
    ],
  ])('that is full, said %s, ends the command with 5', async (_, thrown) => {
    const error = typeof thrown === 'function' ? thrown() : thrown;
    expect(await refusalOf(inTemporaryFolder(place, () => Promise.reject(error)))).toContain(parent);
  });
});
