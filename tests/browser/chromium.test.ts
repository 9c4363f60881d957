import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium, launchChromium } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-chromium-'));
const program = join(folder, 'google-chrome');

beforeAll(() => {
  writeFileSync(program, '#!/bin/sh\n');
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'chromium'), 'no program\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a Chromium is found on the path, if it can be run', () => {
  expect(findChromium({ PATH: `/nowhere:${folder}` }, 'linux').path).toBe(program);
  expect(findChromium({ PATH: '/nowhere' }, 'linux').path).toBeNull();
});

test('COEXTRA_CHROMIUM comes before the path, and must be a program', () => {
  expect(findChromium({ COEXTRA_CHROMIUM: program, PATH: '' }).path).toBe(program);
  expect(() => findChromium({ COEXTRA_CHROMIUM: folder, PATH: folder })).toThrow(folder);
});

test('without one it is said what to install, and only where it is required is it an error', async () => {
  const found = findChromium({ PATH: '' }, 'linux');
  expect(found).toMatchObject({ path: null, required: false });
  expect(found.advice).toContain('apt-get install chromium');
  expect(findChromium({ PATH: '', COEXTRA_BROWSER: 'required' }, 'linux').required).toBe(true);
  await expect(launchChromium(found)).rejects.toThrow(found.advice);
});
