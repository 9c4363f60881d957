import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSamples } from '../../harness/experiments/reading.ts';
import { openReportFolder, subjectOf, writeBesidePage } from '../../harness/records/report-folder.ts';
import { readRun } from '../../harness/records/store.ts';
import { pack, unpack } from '../../harness/report/embedded.ts';
import { figureText } from '../../harness/report/figure.ts';
import { chartsWork, reportPage, writeNewestPage, writeReport } from '../../harness/report/index.ts';
import { pageScript } from '../../harness/report/page/script.ts';
import { rowLike } from '../../harness/report/rows.ts';
import { barePage } from './bare-page.ts';
import { checked, FORM, madeRun, PROGRAMS, RULES, TRACES } from './made-run.ts';
import { all, intruders, lineOf, linesOf, one, outlineFaults, parsed, tableWith, textOf } from './parsed.ts';

const STRATEGIES = [
  'inline',
  'trailing',
  'map-by-id',
  'map-by-address',
  'map-by-object',
  'weakmap',
  'weakref-list',
];

const folder = mkdtempSync(join(tmpdir(), 'coextra-report-'));
const made = join(folder, 'new', 'report');
const noPictures = async () => {};
let file: string;
let html: string;
let page: Document;

beforeAll(async () => {
  file = await writeReport(checked(madeRun()), made, [], noPictures);
  html = readFileSync(file, 'utf8');
  page = parsed(html);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the folder is made, with the page, the rows, and every picture that the page names, light and dark', async () => {
  const run = checked(madeRun({ without: ({ experiment }) => experiment !== 'memory' }));
  const drawn = join(folder, 'drawn', 'report');
  expect(await writeReport(run, drawn, [])).toBe(join(drawn, 'index.html'));
  expect(readdirSync(drawn).sort()).toEqual(['charts', 'index.html', 'rows.tsv']);
  expect(readFileSync(join(drawn, 'rows.tsv'), 'utf8').split('\n')).toHaveLength(run.rows.length + 2);
  expect(readdirSync(join(drawn, 'charts')).sort()).toEqual(['memory-dark.png', 'memory.png']);
  const [light, dark] = ['memory.png', 'memory-dark.png'].map((name) =>
    readFileSync(join(drawn, 'charts', name)),
  );
  for (const picture of [light!, dark!]) expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(light!.equals(dark!)).toBe(false);
  const named = parsed(readFileSync(join(drawn, 'index.html'), 'utf8'));
  expect(all(named, 'noscript img').map((each) => each.getAttribute('src'))).toEqual(['charts/memory.png']);
  expect(all(named, 'noscript source').map((each) => each.getAttribute('srcset'))).toEqual([
    'charts/memory-dark.png',
  ]);
});

test('the page stands alone: it loads nothing but the pictures and rows beside it', () => {
  expect(all(page, 'link, iframe, object, embed, base')).toEqual([]);
  for (const { textContent } of all(page, 'style')) expect(textContent).not.toMatch(/@import|url\(|https?:/i);
  for (const name of ['src', 'href', 'srcset', 'action']) {
    for (const element of all(page, `[${name}]`))
      expect(element.getAttribute(name)).toMatch(
        /^(#[\w-]+|#guide\?[\w=&.;]+|charts\/[\w-]+\.png|rows\.tsv)$/,
      );
  }
  for (const element of all(page, '*'))
    for (const { value } of element.attributes) expect(value).not.toMatch(/https?:|url\(/i);
});

test('its content policy lets one script run, by the digest of what stands in the page', () => {
  const scripts = all(page, 'script');
  expect(
    scripts.map(({ attributes }) => Object.fromEntries([...attributes].map((a) => [a.name, a.value]))),
  ).toEqual([{ type: 'application/octet-stream', id: 'records' }, {}]);
  const digest = createHash('sha256').update(scripts[1]!.textContent!).digest('base64');
  const policy = one(page, 'meta[http-equiv="Content-Security-Policy"]').getAttribute('content')!;
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    "img-src 'self' file:",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('the script holds no schema and no checker of schemas, and stays small', () => {
  expect(pageScript()).not.toMatch(/typebox|ajv/i);
  expect(pageScript().length).toBeLessThan(400_000);
});

test('the records are in the page once, exact, with one process of each kind', () => {
  const run = checked(madeRun());
  const { run: embedded, course } = unpack(one(page, '#records').textContent!);
  expect(embedded.rows).toEqual(JSON.parse(JSON.stringify(run.rows)));
  expect(embedded.controls).toEqual(JSON.parse(JSON.stringify(run.controls)));
  expect(embedded.plan.arms).toEqual(JSON.parse(JSON.stringify(run.plan.arms)));
  expect(course).toEqual([]);
  const process = { experiment: 'memory', workload: 'population', replicate: 0, seed: 1 } as const;
  const planned = [['inline', 'none'], ['none', 'inline'], ['weakmap']].map((arms, number) => {
    return { ...process, number, arms };
  });
  const { plan } = unpack(pack({ ...run, plan: { ...run.plan, processes: planned } }, [])).run;
  expect(plan.processes.map(({ number }) => number)).toEqual([0, 2]);
});

test('the page of the reference run stays below 3 MB, and is well formed', () => {
  const reference = fileURLToPath(new URL('../../results/reference', import.meta.url));
  const whole = reportPage(readRun(reference), readSamples(reference).records);
  expect(Buffer.byteLength(whole)).toBeLessThan(3_000_000);
  expect(outlineFaults(parsed(whole))).toEqual([]);
});

test('every strategy stands in the comparison, with figure and interval', () => {
  const table = one(page, '#comparison table');
  expect(linesOf(table).map(([head]) => head)).toEqual(
    expect.arrayContaining([...STRATEGIES, 'noise floor']),
  );
  for (const program of PROGRAMS) expect(textOf(table)).toContain(program);
  const bytes = {
    experiment: 'memory',
    metric: 'bytes-per-code',
    attachFraction: 1,
    strategy: 'map-by-id',
  } as const;
  const { estimate, interval } = figureText(rowLike(madeRun(), bytes))!;
  const figures = all(lineOf(table, 'map-by-id'), '.figure').map((figure) => [
    textOf(figure.querySelector('.estimate')),
    textOf(figure.querySelector('.interval')),
  ]);
  expect(figures).toContainEqual([estimate, interval]);
});

test('the twin of inline is shown with its interval on each program', () => {
  const lines = linesOf(tableWith(one(page, '#controls'), 'known answer'));
  for (const program of PROGRAMS) {
    const [, , expected, found] = lines.find(
      ([id, where]) => id === 'inline-twin' && where === `call-cost, ${program}`,
    )!;
    expect(expected).toBe('0 %');
    expect(found).toMatch(/^−?\d+\.\d \[−?\d+\.\d, −?\d+\.\d\] %$/);
  }
});

test('every chart says in words what it shows, can be reached by keyboard, and has its picture', () => {
  const charts = all(page, 'canvas[data-chart]');
  expect(charts).toHaveLength(8);
  for (const chart of charts) {
    const name = chart.getAttribute('data-chart');
    const gist = chart.getAttribute('aria-label')!;
    expect(gist.length).toBeGreaterThan(60);
    expect(chart.getAttribute('role')).toBe('img');
    expect(chart.getAttribute('tabindex')).toBe('0');
    const figure = chart.closest('figure')!;
    expect(one(figure, 'img').getAttribute('src')).toBe(`charts/${name}.png`);
    expect(one(figure, 'img').getAttribute('alt')).toBe(gist);
    expect(one(figure, 'source').getAttribute('srcset')).toBe(`charts/${name}-dark.png`);
  }
});

test('the place of a chart has its height before it is drawn', () => {
  const places = all(page, '.drawing').map((place) => place.getAttribute('style'));
  expect(places).toHaveLength(8);
  for (const style of places) expect(style).toMatch(/^--height:\s?\d+px;?$/);
});

test('headings descend by one step and tables have captions', () => {
  expect(outlineFaults(page)).toEqual([]);
});

test('the same records give the same bytes', () => {
  expect(reportPage(checked(madeRun()), [])).toBe(html);
});

test('a report made anew leaves no picture of the one before, and what is no picture alone', async () => {
  const charts = join(made, 'charts');
  writeFileSync(join(charts, 'of-old.png'), '');
  writeFileSync(join(charts, 'notes.txt'), 'mine');
  openReportFolder(made, subjectOf(madeRun().id));
  await writeReport(checked(madeRun()), made, [], async (place, { name }) =>
    writeBesidePage(place, `charts/${name}.png`, 'new'),
  );
  const left = readdirSync(charts);
  expect(left).toContain('notes.txt');
  expect(left).toContain('memory.png');
  expect(left).not.toContain('of-old.png');
});

test('a report that was cut off while its pictures were drawn can be made anew', async () => {
  const cut = join(folder, 'cut');
  mkdirSync(cut);
  writeFileSync(join(cut, 'charts'), 'a file where the pictures belong');
  await expect(writeReport(checked(madeRun()), cut, [], noPictures)).rejects.toMatchObject({ exitCode: 5 });
  expect(readFileSync(join(cut, 'index.html'), 'utf8')).toBe(html);
  expect(() => openReportFolder(cut, subjectOf(madeRun().id))).not.toThrow();
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody may fill
const HOSTILE = '"></script><script>alert(1)</script><img src=x onerror=alert(1)>`${alert(1)}`\'';

test('nothing from a record becomes markup', () => {
  const run = madeRun({ own: [HOSTILE] });
  run.environment.cpu = HOSTILE;
  run.doubts.push({ code: HOSTILE, says: HOSTILE, strategy: HOSTILE });
  run.plan.leftOut.push(HOSTILE);
  run.plan.programs[0]!.file = HOSTILE;
  run.controls[0]!.says = HOSTILE;
  const bare = barePage(run);
  expect(intruders(bare)).toEqual([]);
  for (const id of ['comparison', 'controls', 'doubts', 'environment', 'missing'])
    expect(textOf(one(bare, `#${id}`)), id).toContain('<script>alert(1)');
});

test('nothing from a record leaves the records, the charts or the rows beside the page', async () => {
  const run = checked(madeRun({ own: [HOSTILE, '=1+1', 'a\tb\nc'] }));
  const hostile = readFileSync(await writeReport(run, join(folder, 'hostile'), [], noPictures), 'utf8');
  expect(intruders(parsed(hostile))).toEqual([]);
  expect(hostile.split('</script>')).toHaveLength(3);
  const rows = readFileSync(join(folder, 'hostile', 'rows.tsv'), 'utf8').split('\n');
  expect(rows).toHaveLength(run.rows.length + 2);
  const cells = rows.map((line) => line.split('\t').length);
  expect(new Set(cells.slice(0, -1)).size).toBe(1);
  expect(rows.some((line) => line.split('\t').includes("'=1+1"))).toBe(true);
});

/** The folded part about a program or a trace. */
const workloadOf = (bare: Document, name: string) =>
  all(bare, '#programs details.workload').find((each) => textOf(each.querySelector('h3')) === name)!;

test('a run with traces has each trace by itself, and all beside real calls', () => {
  const bare = barePage(madeRun({ traces: true }));
  for (const trace of TRACES) {
    const own = textOf(workloadOf(bare, trace));
    expect(own).toContain(`what ${trace} stresses`);
    expect(own).toContain(`what ${trace} does not tell`);
  }
  const calls = tableWith(one(bare, '#programs'), 'share of a real');
  const heads = all(calls, 'thead th').map((head) => textOf(head));
  const places = TRACES.flatMap((trace) => RULES.map((rule) => `${trace}, ${rule}`));
  // A call of "web" is known to take 480 ns; what one of "batch" takes is not known. Programs are not among them.
  expect(heads.slice(1).map((head) => head.match(/^[\w-]+, [\w-]+/)![0])).toEqual(places);
  expect(heads.map((head) => head.includes('480 ns'))).toEqual([false, true, true, false, false]);
  for (const strategy of STRATEGIES) {
    const cells = all(lineOf(calls, strategy), 'td');
    for (const cell of cells)
      expect(textOf(cell.querySelector('.estimate'))).toMatch(/^−?\d+\.\d+ \[.*?\] ns$/);
    const shares = cells.map((cell) => textOf(cell.querySelector('.interval')));
    expect(shares.map((share) => share.includes('%'))).toEqual([true, true, false, false]);
  }
  const facts = textOf(workloadOf(bare, 'batch'));
  for (const count of ['12 345', '950', '41 000', '40 500', '300 000', 'cut off'])
    expect(facts).toContain(count);
});

test('the calibration stands among the controls, a row for each strategy', () => {
  const run = madeRun({ traces: true });
  const lines = linesOf(tableWith(one(barePage(run), '#controls'), 'in its replay'));
  expect(lines.map(([program, strategy]) => [program, strategy])).toEqual(
    STRATEGIES.map((strategy) => ['fib', strategy]),
  );
  expect(lines.map((line) => line.at(-1))).toEqual(run.calibrations!.map(({ is }) => is));
  for (const figure of lines[0]!.slice(2, 5)) expect(figure).toMatch(/^\d+\.\d+ \[.*\]$/);
  const agreed = run.calibrations!.filter(({ is }) => is === 'agree').length;
  expect(textOf(one(barePage(run), '#controls'))).toMatch(
    new RegExp(`\\b${agreed} of ${STRATEGIES.length}\\b`),
  );
  const failed = all(tableWith(one(barePage(run), '#controls'), 'in its replay'), '.failed');
  expect(failed).toHaveLength(run.calibrations!.filter(({ is }) => is === 'differ').length);
});

test('a run with lives has their tables, and one without says what it did not measure', () => {
  const bare = barePage(madeRun({ life: true }));
  const life = one(bare, '#life');
  expect(all(bare, 'nav a[href="#life"]')).toHaveLength(1);
  expect(all(life, 'table')).toHaveLength(7);
  const [form] = all(life, `code.form[title="${FORM}"]`);
  expect([...form!.childNodes].map((part) => part.textContent)).toEqual(['map-by-id', '-finalized']);
  expect(textOf(form!.querySelector('.shared'))).toBe('map-by-id');
  expect(textOf(life)).toContain('160 bytes');
  const without = one(barePage(madeRun({ without: () => true })), '#life');
  expect(all(without, 'table')).toEqual([]);
  expect(all(without, 'p.missing')).toHaveLength(1);
});

test('a run without traces, as older records are, says so and has no calibration', () => {
  const bare = barePage(madeRun());
  expect(all(bare, '#programs p.missing')).toHaveLength(1);
  expect(all(barePage(madeRun({ traces: true })), '#programs p.missing')).toEqual([]);
  expect(all(bare, '#controls table')).toHaveLength(1);
  expect(madeRun().plan).not.toHaveProperty('traces');
});

/** What is named as not measured. */
const missingIn = (bare: Document) => all(bare, '#missing li').map((item) => textOf(item));

test('a trace that was not measured is missing, not zero', () => {
  const bare = barePage(
    madeRun({
      traces: true,
      without: ({ experiment, workload, strategy }) =>
        experiment === 'replay' && workload === 'web' && strategy === 'weakmap',
    }),
  );
  expect(missingIn(bare)).toContain('replay of web, call-10: weakmap');
  const cells = all(lineOf(tableWith(one(bare, '#programs'), 'share of a real'), 'weakmap'), 'td');
  expect(cells.map((cell) => cell.querySelector('.none') !== null)).toEqual([true, true, false, false]);
});

test('nothing from a trace becomes markup', () => {
  const run = madeRun({ traces: true, own: [HOSTILE] });
  const rename = (name: string) => (name === 'web' ? HOSTILE : name);
  run.rows = run.rows.map((row) => ({ ...row, workload: rename(row.workload) }));
  run.plan.traces = run.plan.traces!.map((trace) => ({
    ...trace,
    name: rename(trace.name),
    file: HOSTILE,
    stresses: HOSTILE,
    doesNotTell: HOSTILE,
    recordedWith: HOSTILE,
  }));
  run.calibrations = run.calibrations!.map((each) => ({ ...each, program: HOSTILE, says: HOSTILE }));
  const bare = barePage(run);
  expect(intruders(bare)).toEqual([]);
  for (const id of ['programs', 'controls'])
    expect(textOf(one(bare, `#${id}`)), id).toContain('<script>alert(1)');
});

/** What a reader is warned of before the first section. */
function warningsIn(bare: Document): string[] {
  expect(all(bare, '.warnings')).toEqual(all(bare, 'header .warnings'));
  return all(bare, 'header .warnings li').map((item) => textOf(item));
}

test('an interrupted run says so before its first figure', () => {
  expect(warningsIn(barePage(madeRun()))).toEqual([]);
  expect(warningsIn(barePage(madeRun({ complete: false })))).toHaveLength(1);
});

test('a quick run says what it did not measure', () => {
  const bare = barePage(madeRun({ quick: true }));
  expect(warningsIn(bare)).toHaveLength(1);
  const { leftOut } = madeRun({ quick: true }).plan;
  expect(leftOut).toHaveLength(2);
  expect(missingIn(bare)).toEqual(leftOut.map((what) => what.replace(/\.$/, '')));
});

test('a failed control is named at the top', () => {
  const run = madeRun();
  run.controls[0] = { ...run.controls[0]!, passed: false, says: 'The twin ran away.' };
  const [warning, ...more] = warningsIn(barePage(run));
  expect(more).toEqual([]);
  for (const told of ['1 of 13', 'none-twin', 'call-cost, fib']) expect(warning).toContain(told);
});

test('intervals that cover less than 95 % are counted and marked', () => {
  const run = madeRun({ processes: 7 });
  const bare = barePage(run);
  const [warning] = warningsIn(bare);
  const weak = run.rows.filter(({ low, level }) => low !== null && level < 0.95).length;
  for (const told of [`${weak} interval`, ` ${run.rows.length} `, '95 %', '93 %'])
    expect(warning).toContain(told);
  const levels = all(bare, '#comparison .level').map((level) => textOf(level));
  expect(levels.length).toBeGreaterThan(20);
  for (const level of levels) expect(level).toContain('93 %');
});

test('a strategy that crashed is missing, not zero', () => {
  const bare = barePage(
    madeRun({
      without: ({ strategy, experiment }) => strategy === 'weakmap' && experiment === 'call-cost',
    }),
  );
  expect(missingIn(bare)).toContain('call-cost on fib: weakmap');
  expect(all(lineOf(one(bare, '#comparison table'), 'weakmap'), '.none').length).toBeGreaterThan(0);
});

test('a run with no row at all still makes a page that claims nothing', () => {
  const bare = barePage({
    ...madeRun({ complete: false, without: () => true }),
    controls: [],
    doubts: [],
  });
  for (const id of ['claims', 'comparison', 'life', 'programs', 'course', 'controls'])
    expect(all(bare, `#${id} .missing`).length, id).toBeGreaterThan(0);
  expect(all(bare, '.figure')).toEqual([]);
  // It was interrupted, and no control was measured.
  expect(warningsIn(bare)).toHaveLength(2);
});

test('one program alone, on one process, is reported for what it is', () => {
  const run = madeRun({ processes: 1, without: ({ workload }) => workload !== 'fib' });
  const alone = parsed(reportPage(checked(run), []));
  const figures = all(alone, '#comparison .figure');
  expect(figures.length).toBeGreaterThanOrEqual(STRATEGIES.length);
  for (const figure of figures) expect(textOf(figure.querySelector('.interval'))).toBe('no interval');
});

test('how the processes ended is told where their records are at hand', () => {
  const process = {
    number: 0,
    experiment: 'memory',
    workload: 'population',
    arms: [],
    replicate: 0,
    seed: 1,
  } as const;
  const record = {
    process: { ...process, arms: [] },
    attempt: 1,
    startedAt: '',
    seconds: 1,
    samples: [],
    notes: {},
  };
  const processes = [
    { ...record, outcome: 'measured' as const },
    { ...record, outcome: 'crashed' as const },
  ];
  const method = (bare: Document) => textOf(one(bare, '#method'));
  expect(method(barePage(madeRun(), processes))).toMatch(/2 processes\b.*\b1 measured\b.*\b1 crashed\b/);
  expect(method(barePage(madeRun()))).not.toMatch(/\b1 crashed\b/);
});

test('the newest report is one click from the reports folder', () => {
  writeNewestPage(folder, 'some-run');
  const door = parsed(readFileSync(join(folder, 'index.html'), 'utf8'));
  expect(one(door, 'a').getAttribute('href')).toBe('some-run/index.html');
});

test('a machine with the packages can draw charts', () => {
  expect(() => chartsWork()).not.toThrow();
});
