/** Strategy files that end, hang or change the process that runs them, by accident. Each is loaded and checked in real processes. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skeleton } from '../../harness/cli/skeleton.ts';
import { Failure } from '../../harness/failure.ts';
import { markedWith } from '../../harness/process/marked.ts';
import { type LawsChecked, lawsOf } from '../../harness/run/check-laws.ts';
import { commandMark } from '../../harness/run/keeper.ts';
import { loadModules } from '../../harness/run/load.ts';
import { type Machine, thisMachine } from '../../harness/run/machine.ts';
import { preflight } from '../../harness/run/preflight.ts';
import { readUserStrategy } from '../../harness/run/user-strategy.ts';
import { startProcess } from './starting.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Limits so short that a hang costs little. Every file here is one that must fail, so a slow machine changes no outcome. */
const machine: Machine = {
  ...thisMachine,
  temporary: () => folder,
  load: (modules, place, signal) => loadModules(modules, place, signal, 1),
  preflight: (task, program, place, signal) =>
    preflight(task, program, place, signal, { programSeconds: 1, lawsSeconds: 1 }),
};

const laws = (...files: string[]) => lawsOf(files, () => {}, new AbortController().signal, machine);

/** The skeleton, changed in a way that its types do not show. */
function file(name: string, change: (text: string) => string, ending = 'ts'): string {
  const path = join(folder, `${name}.${ending}`);
  writeFileSync(path, `// @ts-nocheck\n${change(skeleton(name, 'outside'))}`);
  return path;
}
const ending = (line: string) => (text: string) => `${text}\n${line}\n`;
const inGet = (line: string) => (text: string) =>
  text.replace('return this.#extras.get(code);', `${line}\n$&`);
const inMakePlace = (line: string) => (text: string) => text.replace(/^ {2}makePlace\(.*\{$/m, `$&\n${line}`);

const BREAKING: Readonly<Record<string, (text: string) => string>> = {
  'exits-at-the-top': ending('process.exit(0);'),
  'exits-soon': ending('setTimeout(() => process.exit(0), 5);'),
  'exits-in-get': inGet('process.exit(0);'),
  'exits-in-make-place': inMakePlace('process.exit(0);'),
  'hangs-at-the-top': ending('for (;;);'),
  'hangs-in-get': inGet('for (;;);'),
  'hangs-in-make-place': inMakePlace('for (;;);'),
  'rejects-later': ending("Promise.reject(new Error('snap'));"),
  'patches-arrays': ending('Array.prototype.map = () => [];'),
  'patches-json': ending("JSON.stringify = () => '{}';"),
  'patches-in-get': inGet('Map.prototype.has = () => true;'),
  'kills-itself': ending("process.kill(process.pid, 'SIGTERM');"),
};

async function expectRefused(path: string): Promise<void> {
  // Without the type check, which comes before and finds none of this.
  const place = mkdtempSync(join(folder, 'place-'));
  const reading = readUserStrategy(path, path, place, loadModules, new AbortController().signal);
  const error = await reading.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Failure);
  const { exitCode, message } = error as Failure;
  expect(exitCode).toBe(5);
  expect(message.trim().split('\n')).toHaveLength(1);
  expect(message).toContain(path);
}

describe('a strategy file that', () => {
  let checked: LawsChecked;
  beforeAll(async () => {
    checked = await laws(...Object.entries(BREAKING).map(([name, change]) => file(name, change)));
  });

  it.each(Object.keys(BREAKING))('%s breaks the law, by name', (name) => {
    const { reports } = checked.broken.find(({ strategy }) => strategy === name)!;
    expect(reports.at(-1)).toMatchObject({ law: 'lets-itself-be-checked', outcome: 'broken' });
  });

  it('does so leaves the others checked, and no process behind', () => {
    expect(checked.findings).toHaveLength(Object.keys(BREAKING).length);
    expect(markedWith(commandMark)).toEqual([]);
  });

  it.each([
    ['throws null', ending('throw null;')],
    ['throws a text', ending("throw 'snap';")],
    ['throws what cannot be shown', ending('throw { toString() { throw 1; } };')],
    [
      'throws while it is read',
      (text: string) => text.replace('summary:', 'get summary() { throw 5; }, was:'),
    ],
    ['has a name of 300 letters', (text: string) => text.replace(/name: '.*'/, `name: '${'a'.repeat(300)}'`)],
    ['has control characters', (text: string) => text.replace(/title: '/, "title: '\\u001b[2J")],
  ] as const)('%s is refused with one sentence that names it', (what, change) =>
    expectRefused(file(what.replaceAll(' ', '-'), change)),
  );

  it.each([
    ['a proxy', 'export default new Proxy({}, { ownKeys() { throw 1; } });'],
    ['a text', "export default 'text';"],
    ['nothing', 'export {};'],
  ])('is JavaScript and exports %s is refused with one sentence that names it', (what, text) =>
    expectRefused(file(`exports-${what.replace(' ', '-')}`, () => text, 'mjs')),
  );

  it('has a timer, floods standard output or starts a process that is detached is checked like any other', async () => {
    const lines = {
      'has-a-timer': 'setInterval(() => {}, 1000);',
      floods: "for (let i = 0; i < 2000; i++) console.log('x'.repeat(10_000));",
      'starts-a-process': startProcess('detached: true, '),
    };
    const files = Object.entries(lines).map(([name, line]) => file(name, ending(line)));
    const patient = { ...thisMachine, temporary: () => folder };
    const { findings, broken } = await lawsOf(files, () => {}, new AbortController().signal, patient);
    expect(findings).toHaveLength(3);
    expect(broken).toEqual([]);
    expect(markedWith(commandMark)).toEqual([]);
  });
});
