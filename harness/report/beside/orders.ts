/**
 * Where runs order two strategies the other way round. A run has an order of two where their intervals do not overlap, their
 * figures lie farther apart than its noise floor, and no control beside them failed; where it has none, it contradicts nobody.
 */

import type { Row, Run } from '../../records/schema.ts';
import { settingOf } from '../../records/settings.ts';
import { figureText } from '../figure.ts';
import { hasInterval, isInvalid, type Spread } from '../rows.ts';
import type { BesideColumn, BesideLine, Part } from './comparison.ts';
import type { Labelled } from './runs.ts';

/** What one run says of two strategies. */
export interface Order {
  readonly label: string;
  readonly less: Spread;
  readonly more: Spread;
}

export interface Reversal {
  readonly column: BesideColumn;
  /** At least two, of which two are opposed. */
  readonly orders: readonly Order[];
}

export interface Orders {
  /** Two strategies in one column that two runs or more have an order of. */
  readonly compared: number;
  readonly reversals: readonly Reversal[];
}

export function ordersOf(runs: readonly Labelled[], parts: readonly Part[]): Orders {
  let compared = 0;
  const reversals: Reversal[] = [];
  const vouched = runs.map(({ run }) => vouchedIn(run));
  for (const { columns, strategies } of parts) {
    for (const [index, column] of columns.entries()) {
      for (const [one, other] of pairsOf(strategies)) {
        const orders = runs.flatMap(({ label }, run) => {
          const [first, second] = [one, other].map(({ cells }) => vouched[run]!(cells[index]![run]!.row));
          const order = orderOf(first, second, column.noise[run]!);
          return order === null ? [] : [{ label, ...order }];
        });
        if (orders.length < 2) continue;
        compared++;
        if (new Set(orders.map(({ less }) => less.strategy)).size > 1) reversals.push({ column, orders });
      }
    }
  }
  return { compared, reversals };
}

type MaybeRow = Row | undefined;

/** Two processes span the median in one case of two, which decides nothing; three do in three of four. */
const LEAST_LEVEL = 0.7;

/** A row, unless a control beside it failed: then some comparison of its strategy in its setting is judged invalid. */
function vouchedIn(run: Run): (row: MaybeRow) => MaybeRow {
  const invalid = new Set(run.rows.filter(isInvalid).map(placeOf));
  return (row) => (row === undefined || invalid.has(placeOf(row)) ? undefined : row);
}

function placeOf(row: Row): string {
  const { experiment, workload, strategy, reference } = row;
  return JSON.stringify([experiment, workload, strategy, reference, settingOf(row)]);
}

function pairsOf(lines: readonly BesideLine[]): [BesideLine, BesideLine][] {
  return lines.flatMap((one, index) =>
    lines.slice(index + 1).map((other): [BesideLine, BesideLine] => [one, other]),
  );
}

function orderOf(one: MaybeRow, other: MaybeRow, noise: number | null): Omit<Order, 'label'> | null {
  if (!hasInterval(one) || !hasInterval(other)) return null;
  if (one.level < LEAST_LEVEL || other.level < LEAST_LEVEL) return null;
  const [less, more] = one.estimate < other.estimate ? [one, other] : [other, one];
  const isApart = less.high < more.low && more.estimate - less.estimate > (noise ?? 0);
  return isApart ? { less, more } : null;
}

/** "A has `inline` (1.2 [1.1, 1.3]) below `weakmap` (3.4 [3.1, 3.8] ns)". */
function orderText({ label, less, more }: Order): string {
  const figure = (row: Spread) => {
    const { estimate, interval, unit } = figureText(row)!;
    return `${estimate} ${interval} ${unit}`;
  };
  return `${label} has \`${less.strategy}\` (${figure(less)}) below \`${more.strategy}\` (${figure(more)})`;
}

export function reversalText({ column, orders }: Reversal): string {
  return `${column.group}, ${column.heading}: ${orders.map(orderText).join('; ')}.`;
}

export function ordersInShort({ compared, reversals }: Orders): string {
  if (compared === 0) return 'No two strategies are told apart by two of the runs in one column.';
  const found = reversals.length === 0 ? 'none' : String(reversals.length);
  return (
    `Two strategies in one column are told apart by two runs or more in ${compared} cases. ` +
    `In ${found} of them the runs have them in opposite order.`
  );
}
