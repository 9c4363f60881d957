/**
 * How steady the machine was while a run was made: the pace of every timed process in the order of the run, and below it what
 * became of the pace inside each process. Attempts that failed stand on the zero line.
 */

import { EXPERIMENTS } from '../../records/settings.ts';
import {
  type Course,
  halves,
  hasFailed,
  interpolatedQuantile,
  lastMinute,
  type Quartiles,
  type Step,
  stretchOf,
} from '../course.ts';
import { counted } from '../figure.ts';
import { errorBars, frame, measuredAxis } from './frame.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import type { Theme } from './theme.ts';

const PACE_PX = 250;
const DRIFT_PX = 190;
const LEGEND_PX = 96;

const AID =
  'Every mark is a process: what its reference arm (the work without a storage) took, to the same in the median process of the same cell. ' +
  '1 is as usual, 2 twice as slow; zero is on the axis, so that what looks flat is flat. The thick line holds the median and the ' +
  'quartiles of each tenth of the run. Below: the last quarter of the blocks of a process to its first. Arms are compared ' +
  'inside a process only, block beside block: a machine that is slower for a while widens no difference. Crosses on the ' +
  'zero line are attempts that failed.';

/** The course is no part of the run's own record, so that the question is made with it. */
export function courseQuestion(course: Course): Question {
  const question: Question = {
    name: 'course',
    asks: 'How steady was the machine while this was measured?',
    aid: AID,
    configure: (_, look) => configure(course, question, look),
    height: () => PACE_PX + (drifts(course).length > 0 ? DRIFT_PX : 0) + LEGEND_PX,
    gist: () => gistOf(course),
  };
  return question;
}

function configure(course: Course, question: Question, look: Look): Configuration | null {
  const timed = course.filter(hasPace);
  const failed = course.filter(hasFailed);
  if (timed.length === 0 && failed.length === 0) return null;
  const { theme } = look;
  const kinds = EXPERIMENTS.filter((each) => timed.some(({ experiment }) => experiment === each));
  const panels = drifts(course).length > 0 ? (['pace', 'drift'] as const) : (['pace'] as const);
  const datasets = panels.flatMap((panel) => [
    tenthsSet(timed, panel, course, theme),
    ...kinds.map((kind) => {
      const mine = timed.filter(({ experiment }) => experiment === kind);
      return { label: kind, yAxisID: panel, data: pointsOf(mine, panel), ...markOf(kind, look), ...PLAIN };
    }),
  ]);
  const options = frame(question, 'to the median process of the same cell; 1 is as usual', look);
  const axis = (panel: Panel, title: string, weight: number, share: number) => ({
    ...paceAxis(title, [1, ...timed.map((step) => step[panel] ?? 1)], look),
    axis: 'y',
    position: 'left',
    stack: 'panels',
    weight,
    stackWeight: share,
    afterFit(scale: { width: number }) {
      scale.width = look.narrow ? 46 : 58;
    },
  });
  return {
    type: 'scatterWithErrorBars',
    data: { datasets: [...datasets, ...failures(failed, theme)] },
    options: {
      ...options,
      plugins: { ...options.plugins, legend: legendOf(look) },
      scales: {
        x: {
          ...measuredAxis('minutes since the start', [lastMinute(course)], look),
          grid: { color: theme.grid, drawTicks: false },
        },
        pace: axis('pace', 'pace', 2, PACE_PX),
        ...(panels.length === 2 ? { drift: axis('drift', 'last blocks to first', 1, DRIFT_PX) } : {}),
      },
    },
  } as Configuration;
}

type Panel = 'pace' | 'drift';
type TimedStep = Step & { readonly pace: number };

function hasPace(step: Step): step is TimedStep {
  return step.pace !== null;
}

function drifts(course: Course): number[] {
  return course.flatMap(({ drift }) => drift ?? []);
}

function pointsOf(steps: Course, panel: Panel): Point[] {
  return steps.flatMap((step) => {
    const y = step[panel];
    return y === null ? [] : [{ x: step.minute, y, ...sayingOf(step, SAYS[panel](y)) }];
  });
}

const SAYS: Readonly<Record<Panel, (ratio: number) => string>> = {
  pace: (ratio) => `${digits(ratio)} of the usual time`,
  drift: (ratio) => `last blocks ${digits(ratio)} of the first`,
};

function sayingOf({ experiment, workload, number, minute, seconds }: Step, figure: string) {
  const setting = `process ${number} after ${minute.toFixed(1)} minutes, ${seconds.toFixed(1)} s`;
  return { name: `${experiment}, ${workload}`, setting, figure };
}

const PLAIN = { clip: false as const, borderWidth: 1.25 };
const SHAPES = ['circle', 'rect', 'triangle', 'rectRot'] as const;

/** An experiment looks the same whichever others were run: no strategy's colour, and the second four hollow. */
function markOf(experiment: Step['experiment'], { theme, narrow }: Look) {
  const place = EXPERIMENTS.indexOf(experiment);
  const round = Math.floor(place / SHAPES.length);
  const colour = theme.spare[place % theme.spare.length]!;
  return {
    pointStyle: SHAPES[(place + round) % SHAPES.length]!,
    radius: narrow ? 2.5 : 3.5,
    borderColor: colour,
    backgroundColor: round % 2 === 0 ? colour : theme.background,
    ...errorBars(colour),
  };
}

const PARTS = 10;

function tenthsSet(timed: readonly TimedStep[], panel: Panel, course: Course, theme: Theme) {
  const length = lastMinute(course) / PARTS;
  const at = ({ minute }: Step) => (length === 0 ? 0 : Math.min(PARTS - 1, Math.floor(minute / length)));
  const data = Array.from({ length: PARTS }, (_, part) => {
    const values = timed.filter((step) => at(step) === part).flatMap((step) => step[panel] ?? []);
    return values.length === 0 ? null : tenth((part + 0.5) * length, values);
  }).filter((point) => point !== null);
  return {
    label: TENTHS,
    yAxisID: panel,
    data,
    showLine: true,
    pointStyle: 'line',
    radius: 5,
    borderColor: theme.text,
    backgroundColor: theme.text,
    borderWidth: 2,
    clip: false as const,
    ...errorBars(theme.text),
  };
}

const TENTHS = 'median and quartiles of a tenth of the run';

function tenth(x: number, values: readonly number[]): Point {
  const [yMin, y, yMax] = [0.25, 0.5, 0.75].map((share) => interpolatedQuantile(values, share));
  const figure = `${digits(y!)} [${digits(yMin!)}, ${digits(yMax!)}], ${counted(values.length, 'process')}`;
  return {
    x,
    y: y!,
    yMin: yMin!,
    yMax: yMax!,
    name: 'median and quartiles',
    setting: `around ${x.toFixed(1)} minutes`,
    figure,
  };
}

function failures(failed: Course, theme: Theme) {
  if (failed.length === 0) return [];
  return [
    {
      label: 'attempts that failed',
      yAxisID: 'pace',
      data: failed.map((step): Point => {
        const figure = `attempt ${step.attempt} ${step.outcome}`;
        return { x: step.minute, y: 0, ...sayingOf(step, figure) };
      }),
      pointStyle: 'crossRot',
      radius: 6,
      borderWidth: 2,
      borderColor: theme.text,
      backgroundColor: theme.text,
      clip: false as const,
      ...errorBars(theme.text),
    },
  ];
}

/** From zero, with a line at 1 as strong as that at zero. */
function paceAxis(title: string, values: readonly number[], look: Look) {
  const { theme } = look;
  const axis = measuredAxis(title, values, look);
  return {
    ...axis,
    grid: {
      color: ({ tick: { value } }: { tick: { value: number } }) =>
        value === 0 || value === 1 ? theme.muted : theme.grid,
      drawTicks: false,
    },
    ticks: { ...axis.ticks, maxTicksLimit: 6 },
    afterBuildTicks(built: { ticks: { value: number }[] }) {
      if (!built.ticks.some(({ value }) => value === 1)) built.ticks.push({ value: 1 });
    },
  };
}

function legendOf({ theme, narrow }: Look) {
  return {
    display: true,
    position: 'bottom',
    labels: {
      usePointStyle: true,
      color: theme.text,
      padding: narrow ? 8 : 12,
      boxHeight: 7,
      // Each once, though it is in both panels.
      filter: (
        item: { text: string; datasetIndex?: number },
        { datasets }: { datasets: { label?: string }[] },
      ) => datasets.findIndex(({ label }) => label === item.text) === item.datasetIndex,
    },
  };
}

function gistOf(course: Course): string {
  const all = stretchOf(course);
  if (all === null) return 'How the processes of this run went is not known.';
  const { processes, attempts, failed, longest, pace, drift } = all;
  const ended = failed === 0 ? 'none of which failed' : `${failed} of which failed`;
  const told = [
    `${counted(processes, 'process')} in ${counted(attempts, 'attempt')}, ${ended}`,
    `the longest took ${longest.seconds.toFixed(1)} s (${longest.experiment}, ${longest.workload})`,
  ];
  if (pace !== null) {
    const [first, second] = halves(course).map((half) => quartiles(stretchOf(half)?.pace ?? null));
    told.push(
      `pace of ${counted(pace.timed, 'timed process')}, lower quartile, median and upper quartile: ${first} in the first half of ` +
        `the time, ${second} in the second; least ${digits(pace.least)}, most ${digits(pace.most)}`,
    );
  }
  if (drift !== null) told.push(`last blocks of a process to its first: ${quartiles(drift)}`);
  return `${told.join('; ')}.`;
}

function quartiles(of: Quartiles | null): string {
  if (of === null) return 'nothing timed';
  return [of.lower, of.median, of.upper].map(digits).join(', ');
}

const digits = (value: number) => value.toFixed(3);
