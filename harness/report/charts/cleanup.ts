/**
 * What is still held after the code objects were dropped, collection by collection. One low strip for each strategy:
 * most lines lie exactly on 0 % or 100 % and would hide one another in a common panel.
 */

import type { MetricName } from '../../records/metrics.ts';
import type { Run } from '../../records/schema.ts';
import { counted } from '../figure.ts';
import { hasInterval, isMeasured, type Measured, rowLike, rowsLike } from '../rows.ts';
import { leakingControls, nameShown, namesInFamilies } from './families.ts';
import { errorBars, type Fitted, frame, nameColumn, saying } from './frame.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { paints } from './theme.ts';

/** Where there are many, each is lower. */
const STRIP_PX = { few: 54, many: 38 };
const MANY = 9;

/** All of a population die, and collections are forced. */
const setting = { experiment: 'cleanup', death: undefined, collections: undefined } as const;

export const cleanup: Question = {
  name: 'cleanup',
  asks: 'What is left after the code objects died?',
  aid:
    'Each strip runs from 0 to 100 %. Solid: extras still held; dashed: code objects still held. A solid line that ' +
    'stays up is a leak; a dashed one that stays up too means that the storage keeps the code objects alive. ' +
    'From the grey control at the foot a known share is leaked on purpose.',
  configure(run, look) {
    const strips = stripsOf(run);
    if (strips.length === 0) return null;
    return draw(run, strips, look);
  },
  height(run) {
    const { length } = stripsOf(run);
    return 96 + length * (length < MANY ? STRIP_PX.few : STRIP_PX.many);
  },
  gist(run) {
    const each = namesInFamilies(run).flatMap((strategy) => {
      const row = rowLike(run, { ...setting, strategy, metric: 'rounds-until-gone' });
      if (row === undefined) return [];
      return [
        row.estimate === null
          ? `${strategy} never`
          : `${strategy} after ${counted(row.estimate, 'collection')}`,
      ];
    });
    return `When no extra was left: ${each.join('; ')}.`;
  },
};

interface Strip {
  readonly arm: string;
  readonly extras: readonly Measured[];
  readonly codes: readonly Measured[];
}

function stripsOf(run: Run): Strip[] {
  return [...namesInFamilies(run), ...leakingControls(run)].flatMap((arm) => {
    const over = (metric: MetricName) =>
      rowsLike(run, { ...setting, strategy: arm, metric })
        .filter(isMeasured)
        .sort((a, b) => a.rounds! - b.rounds!);
    const extras = over('left-fraction');
    return extras.length === 0 ? [] : [{ arm, extras, codes: over('code-left-fraction') }];
  });
}

function draw(run: Run, strips: readonly Strip[], look: Look): Configuration {
  const { theme } = look;
  const paint = paints(run, theme);
  const rounds = [...new Set(strips.flatMap(({ extras }) => extras.map((row) => row.rounds!)))].sort(
    (a, b) => a - b,
  );
  const names = strips.map(({ arm }) => nameShown(run, arm, look));
  const line = (label: string, panel: string, rows: readonly Measured[], colour: string) => ({
    label,
    yAxisID: panel,
    data: rows.map((row) => point(row, label)),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    radius: 3,
    clip: false as const,
    ...errorBars(colour),
  });
  const options = frame(
    cleanup,
    'solid: extras still held, dashed: code objects still held; each strip from 0 to 100 %',
    look,
  );
  return {
    type: 'lineWithErrorBars',
    data: {
      datasets: strips.flatMap(({ arm, extras, codes }, index) => {
        const panel = `panel${index}`;
        const { colour, fill, mark } = paint(arm);
        return [
          { ...line(`${arm}: extras`, panel, extras, colour), backgroundColor: fill, ...mark },
          { ...line(`${arm}: code objects`, panel, codes, theme.control), borderDash: [4, 4], radius: 2 },
        ];
      }),
    },
    options: {
      ...options,
      scales: {
        x: {
          type: 'linear',
          min: rounds[0],
          max: rounds.at(-1),
          title: { display: true, text: 'forced collections', color: theme.muted, font: { size: 12 } },
          border: { display: false },
          grid: { color: theme.grid, drawTicks: false },
          ticks: { color: theme.muted, autoSkip: true, maxRotation: 0 },
          afterBuildTicks(axis: { ticks: { value: number }[] }) {
            axis.ticks = rounds.map((value) => ({ value }));
          },
        },
        ...Object.fromEntries(
          names.map((name, index) => [`panel${index}`, stripAxis(name, index, names, look)]),
        ),
      },
    },
  } as Configuration;
}

function point(row: Measured, label: string): Point {
  const setting = `after ${counted(row.rounds!, 'collection')}`;
  const at = { x: row.rounds!, y: row.estimate * 100, ...saying(row, setting, label) };
  const hasWidth = hasInterval(row) && row.low < row.high;
  return hasWidth ? { ...at, yMin: row.low * 100, yMax: row.high * 100 } : at;
}

/** The axis of a strip carries its name in the middle, where a tick of 50 % would be. */
function stripAxis(name: string, index: number, names: readonly string[], look: Look) {
  const { theme } = look;
  const MIDDLE = 50;
  return {
    type: 'linear',
    axis: 'y',
    position: 'left',
    stack: 'strips',
    weight: names.length - index,
    min: -28,
    max: 128,
    border: { display: false },
    grid: {
      color: ({ tick }: { tick: { value: number } }) => (tick.value === MIDDLE ? 'transparent' : theme.grid),
      drawTicks: false,
    },
    ticks: {
      color: theme.text,
      padding: 8,
      font: { size: look.narrow ? 11 : 12 },
      autoSkip: false,
      callback: (value: number) => (value === MIDDLE ? name : ''),
    },
    afterBuildTicks(axis: { ticks: { value: number }[] }) {
      axis.ticks = [0, MIDDLE, 100].map((value) => ({ value }));
    },
    afterFit(scale: Fitted) {
      scale.width = nameColumn(names, look, scale);
    },
  };
}
