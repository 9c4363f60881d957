/**
 * The report: one page that stands alone. It loads nothing but, without a script, the pictures beside it, and its content policy
 * lets no script run but its own; all that comes from records passes through preact, which escapes it. The same run gives the
 * same bytes.
 */

import { readFileSync } from 'node:fs';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { subjectOf } from '../../records/report-folder.ts';
import type { ProcessRecord, Run } from '../../records/schema.ts';
import { answers } from '../answer.ts';
import { claimCounts, claimLines } from '../claims.ts';
import { comparison } from '../comparison-table.ts';
import type { Course } from '../course.ts';
import { durationOf } from '../environment.ts';
import { advice } from '../guide/advice.ts';
import { hookTables } from '../hooks.ts';
import { lifeTables } from '../life.ts';
import { missing } from '../missing.ts';
import type { Table } from '../table.ts';
import { toolTables } from '../tools.ts';
import { verdictTables } from '../verdicts.ts';
import { warnings } from '../warnings.ts';
import { AllRows } from './all-rows.tsx';
import { Answers } from './answer.tsx';
import { Chart, ChartVoice, type DrawnChart, type PlacedCharts } from './chart.tsx';
import { Claims } from './claims.tsx';
import { ComparisonTable } from './comparison.tsx';
import { Controls } from './controls.tsx';
import { CourseTable } from './course.tsx';
import { Doubts } from './doubts.tsx';
import { Environment } from './environment.tsx';
import { Guide } from './guide.tsx';
import { Life } from './life.tsx';
import { Method } from './method.tsx';
import { Programs } from './programs.tsx';
import { Prose } from './prose.tsx';
import { pageScript } from './script.ts';
import { Shell } from './shell.tsx';
import { Hooks, Tools } from './tools.tsx';
import { Verdicts } from './verdicts.tsx';

interface PageContent {
  readonly run: Run;
  readonly processes: readonly ProcessRecord[];
  readonly course: Course;
  readonly charts: PlacedCharts;
  /** The records as the script reads them (../embedded.ts). */
  readonly records: string;
}

export function pageHtml(content: PageContent): string {
  return `<!doctype html>\n${render(<Page {...content} />)}\n`;
}

const SECTIONS = [
  ['answer', 'Answer'],
  ['claims', 'Claims'],
  ['comparison', 'Comparison'],
  ['guide', 'Guide'],
  ['charts', 'Charts'],
  ['together', 'Together'],
  ['life', 'Life'],
  ['hooks', 'Hooks'],
  ['tools', 'Tools'],
  ['verdicts', 'Verdicts'],
  ['programs', 'Programs'],
  ['course', 'Course'],
  ['controls', 'Controls'],
  ['doubts', 'Doubts'],
  ['environment', 'Environment'],
  ['method', 'Method'],
  ['missing', 'Not measured'],
  ['rows', 'All rows'],
] as const;

/** Sections that only stand where something of them was measured. */
function isEmpty(id: string, hooks: readonly Table[], tools: readonly Table[]): boolean {
  return (id === 'hooks' && hooks.length === 0) || (id === 'tools' && tools.length === 0);
}

function Page({ run, processes, course, charts, records }: PageContent) {
  const hooks = hookTables(run);
  const tools = toolTables(run);
  const css = readFileSync(new URL('./page.css', import.meta.url), 'utf8');
  return (
    <Shell
      subject={subjectOf(run.id)}
      css={css}
      script={pageScript()}
      records={records}
      sections={SECTIONS.filter(([id]) => !isEmpty(id, hooks, tools))}
      head={<Head run={run} />}
    >
      <Answers answers={answers(run)} advice={advice(run)} />
      <Claims claims={claimLines(run)} counts={claimCounts(run)} />
      <ComparisonTable comparison={comparison(run)} />
      <Guide run={run} />
      <Experiments charts={charts.experiments} />
      <OneChart id="together" title="Time, memory and cleanup together" chart={charts.together} />
      <Life tables={lifeTables(run)} />
      <Hooks tables={hooks} />
      <Tools tables={tools} />
      <Verdicts tables={verdictTables(run)} />
      <Programs run={run} />
      <OneChart id="course" title="The course of the run" chart={charts.course}>
        <CourseTable course={course} run={run} />
      </OneChart>
      <Controls run={run} charts={charts.controls} />
      <Doubts doubts={run.doubts} />
      <Environment run={run} />
      <Method run={run} processes={processes} missing={missing(run)} />
      <AllRows />
      <ChartVoice />
    </Shell>
  );
}

function Head({ run }: { run: Run }) {
  return (
    <>
      <p class="eyebrow">
        coextra <span class="where">run {factsLine(run)}</span>
      </p>
      <h1>Where do you hang data on objects you do not own?</h1>
      <p class="lead">
        A JIT, a debugger or a coverage tool wants to keep data about every code object of an interpreter that
        is not its own. In June 2016 the Python developers asked where such data should live: in a field on
        each code object, or outside, in a hash table or behind a weak reference; the alternatives were
        neither built nor measured. This run measured them on Python programs, against controls whose answers
        are known.
      </p>
      <Warnings run={run} />
    </>
  );
}

/** What was not measured is named at the end, and leaves no gap. */
function Experiments({ charts }: { charts: readonly DrawnChart[] }) {
  const drawn = charts.filter(({ height }) => height !== null);
  const left = charts.filter(({ height }) => height === null);
  return (
    <section id="charts" aria-labelledby="charts-title">
      <h2 id="charts-title">The charts</h2>
      {drawn.map((chart) => (
        <Chart chart={chart} key={chart.name} />
      ))}
      {left.length > 0 && (
        <div class="missing left">
          <p>Not measured in this run:</p>
          <ul>
            {left.map(({ name, asks }) => (
              <li key={name}>{asks}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface OneChartProps {
  readonly id: string;
  readonly title: string;
  readonly chart: DrawnChart;
  readonly children?: ComponentChildren;
}

/** A section of a single chart, and what belongs to it. */
function OneChart({ id, title, chart, children }: OneChartProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <Chart chart={chart} />
      {children}
    </section>
  );
}

function Warnings({ run }: { run: Run }) {
  const found = warnings(run);
  if (found.length === 0) return null;
  return (
    <aside class="warnings" aria-label="Before you read on">
      <ul>
        {found.map((says) => (
          <li key={says}>
            <Prose text={says} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function factsLine(run: Run): string {
  const { id, environment, startedAt } = run;
  return [
    id,
    startedAt.slice(0, 10),
    durationOf(run),
    `Node ${environment.node}`,
    `${environment.platform} ${environment.arch}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
