/** The guide as it stands in the page before any script has run: of made runs, and of the reference run. */

import { createElement } from 'preact';
import { render } from 'preact-render-to-string';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../harness/records/schema.ts';
import { readRun } from '../../../harness/records/store.ts';
import { rankingItems, type Tree } from '../../../harness/report/guide/markup.ts';
import { guidance, readByGuide } from '../../../harness/report/guide/ranking.ts';
import { DEFAULT_SITUATION, type Situation } from '../../../harness/report/guide/situation.ts';
import { Guide } from '../../../harness/report/page/guide.tsx';
import { STRATEGIES } from '../../../strategies/index.ts';
import { madeRun } from '../made-run.ts';
import { all, intruders, one, parsed, textOf } from '../parsed.ts';
import { plain, smallRun } from './small-run.ts';

const page = (run: Run) => parsed(render(createElement(Guide, { run })));
const itemsOf = (guide: Document, list: string) =>
  all(guide, `${list} > li`).map((item) => item.getAttribute('data-strategy'));

describe('the section', () => {
  it('has every input with a label, and both lists', () => {
    const run = madeRun({ life: true });
    const guide = page(run);
    for (const name of ['population', 'attachFraction', 'callsPerSecond', 'tools']) {
      expect(one(guide, `input[name="${name}"]`).id).toBe(`guide-${name}`);
      expect(textOf(one(guide, `label[for="guide-${name}"]`))).not.toBe('');
    }
    for (const name of ['die', 'mayChange', 'priority'])
      expect(all(guide, `input[name="${name}"]`), name).toHaveLength(2);
    const { ranked, leftOut } = guidance(run, DEFAULT_SITUATION);
    expect(itemsOf(guide, 'ol#guide-ranking')).toEqual(ranked.map(({ name }) => name));
    expect(itemsOf(guide, 'ul#guide-excluded')).toEqual(leftOut.map(({ name }) => name));
    expect(ranked.length).toBeGreaterThan(3);
    const first = textOf(one(guide, '#guide-first'));
    expect(first).toMatch(new RegExp(`^${ranked.length}\\b`));
    expect(first).toContain(ranked[0]!.name);
    expect(one(guide, '#guide-said').getAttribute('aria-live')).toBe('polite');
  });

  it('ranks nothing where nothing was measured, and says what is missing', () => {
    const guide = page(madeRun({ without: () => true }));
    expect(itemsOf(guide, '#guide-ranking')).toEqual([]);
    const items = all(guide, '#guide-excluded > li');
    expect(items).toHaveLength(7);
    for (const item of items) expect(textOf(item)).toContain('look-up (hit)');
    expect(textOf(one(guide, '#guide-first'))).not.toMatch(/\d/);
  });

  it('marks what has no interval', () => {
    const figures = all(page(madeRun({ processes: 2 })), '.guide-figure').map((figure) => textOf(figure));
    expect(figures.length).toBeGreaterThan(10);
    for (const figure of figures) expect(figure).toContain('no interval');
    expect(
      all(page(madeRun()), '.guide-figure').some((figure) => textOf(figure).includes('no interval')),
    ).toBe(false);
  });

  it('leaves hostile names what they are: texts', () => {
    const name = '"><img src=x onerror=alert(1)>`</script>';
    const run = smallRun([plain(name, 2, 10), plain('other', 9, 90, { arm: { touches: [name] } })]);
    const html = render(createElement(Guide, { run }));
    expect(html).not.toContain('</script>');
    const guide = parsed(html);
    expect(intruders(guide)).toEqual([]);
    expect(itemsOf(guide, '#guide-ranking')).toContain(name);
    expect(textOf(guide.body)).toContain('<img src=x');
  });

  it('begins its bars at zero and ends the longest whisker at the right', () => {
    const run = smallRun([plain('short', 1, 50), plain('long', 100, 100)]);
    const found = guidance(run, { ...DEFAULT_SITUATION, population: 1000 });
    const boxes = rankingItems(run, found).map((item) => rects(item));
    for (const [, length] of boxes) expect(length!.x).toBe('0');
    const [short, long] = boxes.map(([, length]) => Number(length!.width));
    expect(short! / long!).toBeCloseTo(0.01, 1);
    const whisker = boxes[1]![2]!;
    expect(Number(whisker.x) + Number(whisker.width)).toBeCloseTo(100, 1);
  });
});

function rects(item: Tree): Tree['attributes'][] {
  return item.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.tag === 'rect' ? [child.attributes] : rects(child);
  });
}

describe('the reference run', () => {
  let run: Run;
  beforeAll(() => {
    const whole = readByGuide(readRun('results/reference'));
    // An older plan did not record what strategies touch.
    const arms = whole.plan.arms.map((arm) => {
      const strategy = STRATEGIES.find(({ name }) => name === arm.strategy);
      return strategy === undefined ? arm : { ...arm, touches: [...strategy.promises.touches] };
    });
    run = { ...whole, plan: { ...whole.plan, arms } };
  });
  const names = (asked: Partial<Situation>) =>
    guidance(run, { ...DEFAULT_SITUATION, ...asked }).ranked.map(({ name }) => name);

  it('puts each strategy into one of the lists, whatever is asked', () => {
    const all = run.plan.arms.filter(({ role }) => role === 'strategy').map(({ name }) => name);
    for (const attachFraction of [0, 0.03, 1])
      for (const tools of [1, 3, 300])
        for (const die of [true, false])
          for (const mayChange of [true, false]) {
            const found = guidance(run, { ...DEFAULT_SITUATION, attachFraction, tools, die, mayChange });
            const both = [...found.ranked, ...found.leftOut].map(({ name }) => name);
            expect(both.sort()).toEqual([...all].sort());
          }
  });

  it('gives another ranking for another answer to each question', () => {
    const usual = names({});
    const others: Partial<Situation>[] = [
      { population: 1 },
      { attachFraction: 0 },
      { callsPerSecond: 0 },
      { tools: 4 },
      { die: true },
      { mayChange: false },
      { priority: 'memory' },
    ];
    for (const asked of others) expect(names(asked), JSON.stringify(asked)).not.toEqual(usual);
  });

  it('follows its rows: the field first for a JIT, no field where it may not be, none with a limit of one for four', () => {
    expect(names({})[0]).toBe('inline');
    expect(names({ mayChange: false })).not.toContain('inline');
    expect(names({ tools: 4 })).not.toContain('inline');
    const dying = names({ die: true });
    expect(dying).not.toContain('map-by-id');
    expect(dying).toContain('map-by-id-watched');
    expect(names({ die: false })).not.toContain('map-by-id-watched');
  });

  it('warns of who slows beside the weak references of others', () => {
    const { ranked } = guidance(run, {
      ...DEFAULT_SITUATION,
      attachFraction: 0.001,
      mayChange: false,
      die: true,
    });
    const warned = ranked.filter(({ restrictions }) => restrictions.join().includes('slows where others'));
    expect(warned.map(({ name }) => name)).toEqual(['weakref-list']);
  });

  it('doubts what was timed where controls failed', () => {
    const among = (population: number) => guidance(run, { ...DEFAULT_SITUATION, population }).ranked[0]!;
    const failed = run.controls.some(
      ({ experiment, population, passed, hitRatio, others }) =>
        experiment === 'look-up' &&
        population === 40_000 &&
        hitRatio === 1 &&
        others === undefined &&
        !passed,
    );
    expect(among(40_000).time.doubtful).toBe(failed);
  });
});
