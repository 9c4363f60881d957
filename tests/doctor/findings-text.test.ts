import { describe, expect, it } from 'vitest';
import { findingText, verdictText } from '../../harness/cli/face/findings.ts';
import type { Finding } from '../../harness/doctor/finding.ts';

const plain = { width: 80, colour: false };
const fit: Finding = { standing: 'fit', what: 'clock', says: 'Fine.' };
const watch: Finding = { standing: 'watch', what: 'speed', says: 'Flips.', tryThis: 'Move.' };
const unfit: Finding = { standing: 'unfit', what: 'cores', says: 'One.', tryThis: 'Allow two.' };

describe('a finding', () => {
  it('is a line with its standing, its name and what was seen', () => {
    expect(findingText(fit, plain)).toBe('fit    clock           Fine.');
  });

  it('is broken to the width, with the text in its column', () => {
    const lines = findingText({ ...fit, says: 'word '.repeat(40).trim() }, plain).split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {23}word/);
  });

  it('may not steer the terminal', () => {
    const text = findingText({ ...unfit, says: 'a\u001b[2Jb\u0007c' }, plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is sought
    expect(text).not.toMatch(/[\u0000-\u001f]/);
  });

  it('has colours where they are wanted, and none where not', () => {
    expect(findingText(unfit, { width: 80, colour: true })).toContain('\u001b[31m');
    expect(findingText(unfit, plain)).not.toContain('\u001b');
  });
});

describe('the verdict', () => {
  it('is that of the worst finding, and tells what to do about the worst first', () => {
    const text = verdictText([fit, watch, unfit], plain);
    expect(text).toMatch(/^.* 1 fit, 1 watch, 1 unfit\.\n/);
    expect(text.indexOf('- cores (unfit): Allow two.')).toBeGreaterThan(0);
    expect(text.indexOf('- speed (watch): Move.')).toBeGreaterThan(text.indexOf('- cores'));
  });

  it('has nothing to do where everything is fit', () => {
    expect(verdictText([fit], plain)).toMatch(/^.* 1 fit, 0 watch, 0 unfit\.$/);
  });

  it('is another one for each standing', () => {
    const sentences = [fit, watch, unfit].map((each) => verdictText([each], plain).split('. ')[0]);
    expect(new Set(sentences).size).toBe(3);
  });
});
