import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReportFolder, subjectOf } from '../../harness/records/report-folder.ts';
import type { Run } from '../../harness/records/schema.ts';
import { readRun, readSamples } from '../../harness/records/store.ts';
import { unpack } from '../../harness/report/embedded.ts';
import { chartsWork, reportPage, writeNewestPage, writeReport } from '../../harness/report/index.ts';
import { pageScript } from '../../harness/report/page/script.ts';
import { barePage, withoutScript } from './bare-page.ts';
import { checked, FORM, madeRun, PROGRAMS, RULES, TRACES } from './made-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-report-'));
const made = join(folder, 'new', 'report');
let file: string;
let page: string;

beforeAll(async () => {
  file = await writeReport(checked(madeRun()), made, []);
  page = readFileSync(file, 'utf8');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const bare = barePage;

const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ');

test('the folder is made, with the page and every chart light and dark', () => {
  expect(file).toBe(join(made, 'index.html'));
  expect(readdirSync(made).sort()).toEqual(['charts', 'index.html', 'rows.tsv']);
  expect(readFileSync(join(made, 'rows.tsv'), 'utf8').split('\n')).toHaveLength(madeRun().rows.length + 2);
  const charts = readdirSync(join(made, 'charts'));
  expect(charts).toHaveLength(16);
  for (const chart of charts.filter((name) => !name.endsWith('-dark.png')))
    expect(charts).toContain(chart.replace('.png', '-dark.png'));
});

test('the page stands alone: it loads nothing but the pictures and rows beside it', () => {
  const html = withoutScript(page);
  expect(html).not.toMatch(/<link|<iframe|@import|url\(|https?:/i);
  for (const [, url] of html.matchAll(/\b(?:src|href|srcset|action)="([^"]*)"/g))
    expect(url).toMatch(/^(#[\w-]+|#guide\?[\w=&.;]+|charts\/[\w-]+\.png|rows\.tsv)$/);
  for (const [, file] of html.matchAll(/"(charts\/[\w-]+\.png)"/g))
    expect(existsSync(join(made, file!)), file).toBe(true);
});

test('its content policy lets one script run, by the digest of what stands in the page', () => {
  const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)![1]!;
  const scripts = [...page.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)];
  expect(scripts.map(([, attributes]) => attributes)).toEqual([
    ' type="application/octet-stream" id="records"',
    '',
  ]);
  const digest = createHash('sha256').update(scripts[1]![2]!).digest('base64');
  expect(policy.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; script-src 'sha256-${digest}'; img-src 'self' file:; style-src 'unsafe-inline'; ` +
      `base-uri 'none'; form-action 'none'`,
  );
});

test('the script holds no schema and no checker of schemas, and stays small', () => {
  expect(pageScript()).not.toMatch(/typebox|ajv/i);
  expect(pageScript().length).toBeLessThan(400_000);
});

test('the records are in the page once, exact, with one process of each kind', () => {
  const run = checked(madeRun());
  const { run: embedded, course } = unpack(page.match(/id="records">([^<]*)</)![1]!);
  expect(embedded.rows).toEqual(JSON.parse(JSON.stringify(run.rows)));
  expect(embedded.controls).toEqual(JSON.parse(JSON.stringify(run.controls)));
  expect(embedded.plan.arms).toEqual(JSON.parse(JSON.stringify(run.plan.arms)));
  const kinds = (of: Run) =>
    new Set(of.plan.processes.map(({ experiment, arms }) => `${experiment} ${[...arms].sort()}`));
  expect(kinds(embedded)).toEqual(kinds(run));
  expect(embedded.plan.processes).toHaveLength(kinds(run).size);
  expect(course).toEqual([]);
});

test('the page of the reference run stays below 3 MB, and two makings give the same bytes', () => {
  const reference = fileURLToPath(new URL('../../results/reference', import.meta.url));
  const run = readRun(reference);
  const { records } = readSamples(reference);
  const made = () => reportPage(run, records);
  const once = made();
  expect(Buffer.byteLength(once)).toBeLessThan(3_000_000);
  expect(made()).toBe(once);
}, 60_000);

test('every strategy stands in the comparison, with figure and interval', () => {
  const table = page.match(/<table class="comparison">.*?<\/table>/s)![0];
  for (const name of [
    'inline',
    'trailing',
    'map-by-id',
    'map-by-address',
    'map-by-object',
    'weakmap',
    'weakref-list',
  ]) {
    expect(table).toContain(`<code>${name}</code>`);
  }
  for (const program of PROGRAMS) expect(table).toContain(program);
  expect(table).toMatch(
    /<span class="estimate"> *41\.0<\/span><span class="interval">\[40\.\d, 41\.\d\]<\/span>/,
  );
  expect(table).toContain('noise floor');
});

test('the twin of inline is shown with its interval on each program', () => {
  const controls = textOf(page.match(/<section id="controls".*?<\/section>\s*<section id="doubts"/s)![0]);
  for (const program of PROGRAMS) {
    expect(controls).toMatch(
      new RegExp(`inline-twin call-cost, ${program} 0 % −?\\d+\\.\\d \\[−?\\d+\\.\\d, −?\\d+\\.\\d\\] %`),
    );
  }
});

test('every chart says in words what it shows, can be reached by keyboard, and has its picture', () => {
  const charts = [...page.matchAll(/<canvas data-chart="([\w-]+)" role="img" aria-label="([^"]*)"([^>]*)>/g)];
  expect(charts).toHaveLength(8);
  for (const [, name, gist, rest] of charts) {
    expect(gist!.length).toBeGreaterThan(60);
    expect(rest).toContain('tabindex="0"');
    expect(page).toContain(`<img src="charts/${name}.png" alt="${gist}"`);
    expect(page).toContain(`srcset="charts/${name}-dark.png"`);
  }
});

test('the place of a chart has its height before it is drawn', () => {
  expect(page.match(/<div class="drawing" style="--height:\s?\d+px;?">/g)).toHaveLength(8);
});

test('headings descend by one step and tables have captions', () => {
  const levels = [...withoutScript(page).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
  const html = withoutScript(page);
  expect(html.match(/<caption>/g)).toHaveLength(html.match(/<table/g)!.length);
});

test('the same records give the same bytes', async () => {
  const again = await writeReport(checked(madeRun()), join(folder, 'again'), []);
  expect(readFileSync(again, 'utf8')).toBe(page);
}, 60_000);

test('a report made anew leaves no picture of the one before', async () => {
  const again = join(folder, 'anew');
  cpSync(made, again, { recursive: true });
  writeFileSync(join(again, 'charts', 'of-old.png'), '');
  writeFileSync(join(again, 'charts', 'notes.txt'), 'mine');
  openReportFolder(again, subjectOf(madeRun().id));
  await writeReport(checked(madeRun()), again, []);
  expect(readdirSync(join(again, 'charts')).sort()).toEqual(
    [...readdirSync(join(made, 'charts')), 'notes.txt'].sort(),
  );
}, 60_000);

test('a report that was cut off while its pictures were drawn can be made anew', async () => {
  const cut = join(folder, 'cut');
  mkdirSync(cut);
  writeFileSync(join(cut, 'charts'), 'a file where the pictures belong');
  await expect(writeReport(checked(madeRun()), cut, [])).rejects.toThrow(/cannot be written/);
  expect(readFileSync(join(cut, 'index.html'), 'utf8')).toBe(page);
  expect(() => openReportFolder(cut, subjectOf(madeRun().id))).not.toThrow();
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody may fill
const HOSTILE = '"></script><script>alert(1)</script><img src=x onerror=alert(1)>`${alert(1)}`\'';

/** Whatever the page holds of scripts and pictures is its own. */
function expectInert(html: string): void {
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="application/octet-stream" id="records">']);
  expect(html.match(/<img [^>]*onerror/g)).toBeNull();
}

test('nothing from a record becomes markup', () => {
  const run = madeRun({ own: [HOSTILE] });
  run.environment.cpu = HOSTILE;
  run.doubts.push({ code: HOSTILE, says: HOSTILE, strategy: HOSTILE });
  run.plan.leftOut.push(HOSTILE);
  run.plan.programs[0]!.file = HOSTILE;
  run.controls[0]!.says = HOSTILE;
  const html = bare(run);
  expectInert(html);
  expect(textOf(html)).toContain('<script>alert(1)');
});

test('nothing from a record leaves the records, the charts or the rows beside the page', async () => {
  const run = checked(madeRun({ own: [HOSTILE, '=1+1', 'a\tb\nc'] }));
  const html = readFileSync(await writeReport(run, join(folder, 'hostile'), []), 'utf8');
  expectInert(withoutScript(html));
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  const rows = readFileSync(join(folder, 'hostile', 'rows.tsv'), 'utf8').split('\n');
  expect(rows).toHaveLength(run.rows.length + 2);
  const cells = rows.map((line) => line.split('\t').length);
  expect(new Set(cells.slice(0, -1)).size).toBe(1);
  expect(rows.some((line) => line.includes("\t'=1+1\t"))).toBe(true);
}, 60_000);

/** A section of the page, up to the next: those that scroll lie inside it. */
const sectionOf = (html: string, id: string) =>
  html.match(new RegExp(`<section id="${id}".*?(?=<section id=|</main>)`, 's'))![0];

test('a run with traces has each trace by itself, and all beside real calls', () => {
  const programs = sectionOf(bare(madeRun({ traces: true })), 'programs');
  for (const trace of TRACES) {
    const own = programs.match(new RegExp(`<h3>${trace}</h3>.*?</details>`, 's'))![0];
    expect(textOf(own)).toContain(`It stresses what ${trace} stresses`);
    expect(textOf(own)).toContain(`It does not tell what ${trace} does not tell`);
  }
  const calls = programs.match(/All traces, as shares.*?<\/table>/s)![0];
  for (const trace of TRACES) for (const rule of RULES) expect(calls).toContain(`${trace}, ${rule}`);
  expect(calls).toMatch(/<span class="estimate">\d+\.\d+ \[.*?\] ns<\/span>/);
  // A call of "web" is known to take 480 ns; what one of "batch" takes is not known.
  expect(textOf(calls)).toContain('web, call-1 a call: 480 ns');
  expect(calls.match(/% of a call/g)).toHaveLength(RULES.length * 7);
  expect(calls).not.toContain('fib');
  expect(textOf(programs).replaceAll('\u00a0', ' ')).toContain(
    '12 345 code objects at the most, 950 called, 41 000 born and 40 500 dead on the way; 300 000 calls (the recording was cut off)',
  );
});

test('the calibration stands among the controls, a row for each strategy', () => {
  const controls = sectionOf(bare(madeRun({ traces: true })), 'controls');
  const table = controls.match(/<table(?:(?!<table).)*in the program.*?<\/table>/s)![0];
  expect(table.match(/<tr>/g)).toHaveLength(1 + 7);
  expect(textOf(table)).toMatch(/fib inline 1\.\d+ \[.*?\] 1\.\d+ \[.*?\] 0\.2\d* \[.*?\] agree/);
  expect(table).toContain('<strong class="failed">differ</strong>');
  expect(textOf(controls)).toContain('It did in 3 of 7 comparisons');
});

test('a run with lives has their tables, and one without says what it did not measure', () => {
  const html = bare(madeRun({ life: true }));
  const life = sectionOf(html, 'life');
  expect(html).toContain('<a href="#life">');
  expect(life.match(/<table/g)).toHaveLength(7);
  expect(life).toContain(
    `<code class="form" title="${FORM}"><span class="shared">map-by-id</span>-finalized</code>`,
  );
  expect(textOf(life)).toContain('A bare code object takes 160 bytes');
  expect(textOf(sectionOf(bare(madeRun({ without: () => true })), 'life'))).toContain(
    'Not measured in this run.',
  );
});

test('a run without traces, as older records are, says so and has no calibration', () => {
  const html = bare(madeRun());
  expect(textOf(sectionOf(html, 'programs'))).toContain('No recorded trace was replayed in this run.');
  expect(html).not.toContain('Is a replay to be believed?');
  expect(madeRun().plan).not.toHaveProperty('traces');
});

test('a trace that was not measured is missing, not zero', () => {
  const run = madeRun({
    traces: true,
    without: ({ experiment, workload, strategy }) =>
      experiment === 'replay' && workload === 'web' && strategy === 'weakmap',
  });
  const html = bare(run);
  expect(textOf(html)).toContain('replay of web, call-10: weakmap');
  expect(sectionOf(html, 'programs')).toMatch(/<code>weakmap<\/code><\/th><td><span class="none">–<\/span>/);
});

test('nothing from a trace becomes markup', () => {
  const hostile = HOSTILE;
  const run = madeRun({ traces: true, own: [hostile] });
  const rename = (name: string) => (name === 'web' ? hostile : name);
  run.rows = run.rows.map((row) => ({ ...row, workload: rename(row.workload) }));
  run.plan.traces = run.plan.traces!.map((trace) => ({
    ...trace,
    name: rename(trace.name),
    file: hostile,
    stresses: hostile,
    doesNotTell: hostile,
    recordedWith: hostile,
  }));
  run.calibrations = run.calibrations!.map((each) => ({ ...each, program: hostile, says: hostile }));
  const html = bare(run);
  expectInert(html);
  expect(textOf(sectionOf(html, 'programs'))).toContain('<script>alert(1)');
  expect(textOf(sectionOf(html, 'controls'))).toContain('<script>alert(1)');
});

test('an interrupted run says so before its first figure', () => {
  const text = textOf(bare(madeRun({ complete: false })));
  expect(text.indexOf('This run was interrupted')).toBeGreaterThan(0);
  expect(text.indexOf('This run was interrupted')).toBeLessThan(text.indexOf('The answer'));
  expect(textOf(bare(madeRun()))).not.toContain('interrupted');
});

test('a quick run says what it did not measure', () => {
  const text = textOf(bare(madeRun({ quick: true })));
  expect(text).toContain('This was a quick run');
  expect(text).toContain('Attach fractions between 0 and 1');
});

test('a failed control is named at the top', () => {
  const run = madeRun();
  run.controls[0] = { ...run.controls[0]!, passed: false, says: 'The twin ran away.' };
  expect(textOf(bare(run))).toContain(
    '1 of 13 controls failed; where they did, the figures are not results: none-twin (call-cost, fib).',
  );
});

test('intervals that cover less than 95 % are counted and marked', () => {
  const text = textOf(bare(madeRun({ processes: 7 })));
  expect(text).toContain('cover less than 95 % (down to 93 %)');
  expect(text).toContain('at 93 %');
});

test('a strategy that crashed is missing, not zero', () => {
  const run = madeRun({
    without: ({ strategy, experiment }) => strategy === 'weakmap' && experiment === 'call-cost',
  });
  const text = textOf(bare(run));
  expect(text).toContain('call-cost on fib: weakmap');
});

test('a run with no row at all still makes a page that claims nothing', () => {
  const text = textOf(
    bare({ ...madeRun({ complete: false, without: () => true }), controls: [], doubts: [] }),
  );
  expect(text.match(/Not measured in this run\./g)!.length).toBeGreaterThanOrEqual(4);
  expect(text).toContain('No control was measured');
});

test('one program alone, on one process, is reported for what it is', async () => {
  const run = madeRun({ processes: 1, without: ({ workload }) => workload !== 'fib' });
  const alone = await writeReport(checked(run), join(folder, 'alone'), []);
  expect(textOf(readFileSync(alone, 'utf8'))).toContain('no interval');
}, 60_000);

test('how the processes ended is told where their records are at hand', () => {
  const run = madeRun();
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
  expect(textOf(bare(run, processes))).toContain('Of 2 processes, 1 measured, 1 crashed.');
});

test('the newest report is one click from the reports folder', () => {
  writeNewestPage(folder, 'some-run');
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('<a href="some-run/index.html">');
});

test('a machine with the packages can draw charts', () => {
  expect(() => chartsWork()).not.toThrow();
});
