import { expect, it } from 'vitest';
import { tellFailure } from '../../harness/cli/exit.ts';
import { usageFailure } from '../../harness/failure.ts';
import { testHost } from './running.ts';

function toldOf(error: unknown): { text: string; code: number } {
  const { host, said } = testHost();
  const code = tellFailure(error, host);
  return { text: said.err, code };
}

const HOSTILE = 'a\u001b[2Jb\u001b]0;title\u0007c\rd\u202ee';
it.each([
  ['a failure', usageFailure(HOSTILE), 5],
  ['a mistake of ours', new Error(HOSTILE), 70],
  ['what is no error at all', HOSTILE, 70],
])('%s reaches the terminal as letters alone', (_, error, expected) => {
  const { text, code } = toldOf(error);
  expect(code).toBe(expected);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toMatch(/a.*b.*c.*d.*e/);
});

it('a mistake of ours is told with the lines of its stack', () => {
  const { text } = toldOf(new Error('odd'));
  expect(text).toMatch(/Internal error.*odd\n {4}at /);
});
