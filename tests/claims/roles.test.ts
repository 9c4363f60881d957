import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CORE } from '../../claims/core.ts';
import { CLAIM_RULES } from '../../claims/index.ts';
import { ROLES } from '../../claims/roles.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { STRATEGIES } from '../../strategies/index.ts';

const FOLDER = fileURLToPath(new URL('../../claims/', import.meta.url));
const ARMS = planArms(STRATEGIES).map(({ name }) => name);
const SOURCES = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(FOLDER + file, 'utf8') }));
const CLAIMS = SOURCES.filter(({ file }) => !['core.ts', 'roles.ts'].includes(file));

/** Some names are words as well ("tuple", "none"): these count as names where they are a whole string. */
function isNamed(name: string, text: string): boolean {
  const whole = new RegExp(`(['"\`])${name}\\1`).test(text);
  return whole || (name.includes('-') && new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text));
}

it('a claim names roles, never an arm of this core', () => {
  const named = SOURCES.filter(({ file }) => file !== 'core.ts').flatMap(({ file, text }) =>
    ARMS.filter((name) => isNamed(name, text)).map((name) => `${file} names ${name}`),
  );
  expect(named).toEqual([]);
});

it('the file of this core names an arm for each role, so the search finds names', () => {
  const { text } = SOURCES.find(({ file }) => file === 'core.ts')!;
  const names = Object.values(CORE.roles);
  expect(names.filter((name) => !isNamed(name, text))).toEqual([]);
  expect(names.filter((name) => !ARMS.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

it('each role is one that a claim needs', () => {
  const unused = Object.keys(ROLES).filter(
    (role) => !CLAIMS.some(({ text }) => new RegExp(`\\b${role}\\b`).test(text)),
  );
  expect(unused).toEqual([]);
});

it('each claim is a file that has its id as its name', () => {
  const shared = ['bytes', 'calls', 'claim', 'core', 'evidence', 'index', 'roles'];
  const files = SOURCES.map(({ file }) => file.replace('.ts', ''));
  expect([...shared, ...CLAIM_RULES.map(({ id }) => id)].sort()).toEqual(files.sort());
});

it('what this core imitates is said of claims that there are', () => {
  const ids = CLAIM_RULES.map(({ id }) => id);
  expect(Object.keys(CORE.standsIn).filter((id) => !ids.includes(id))).toEqual([]);
});
