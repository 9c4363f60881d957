/**
 * Which strategies can serve in the reader's situation at all, and at what restrictions: from what the records show of deaths, and from
 * what the plan recorded of promises. What the plan of an older run did not record is not guessed.
 */

import type { PlannedArm, Run } from '../../records/schema.ts';
import { lastRound } from '../comparison.ts';
import { counted } from '../figure.ts';
import { worstAnswers } from '../life.ts';
import { ALL_DIED, isMeasured, type Measured, rowLike, rowsLike, settings } from '../rows.ts';
import { rowText } from './amount.ts';
import { isSlower, type Source } from './costs.ts';
import type { Situation } from './situation.ts';
import { changedFields, usesList } from './touch.ts';

export interface Fitness {
  /** Why it cannot serve; empty: it can. */
  readonly against: readonly string[];
  /** What has to be lived with. */
  readonly restrictions: readonly string[];
  readonly sources: readonly Source[];
}

/** From so many of all extras on, what is left of the dead is all. */
export const ALL_LEFT = 0.99;

/** Up to so many are none: where numbers are handed out again, newborns take the places of a few. */
export const NONE_LEFT = 0.01;

export function fitnessOf(run: Run, arm: PlannedArm, given: Situation): Fitness {
  const all = [
    bySharing(arm),
    byTools(arm, given),
    byTouch(arm, given),
    byDeath(run, arm, given),
    byOrigin(arm),
    besideOthers(run, arm, given),
  ];
  return {
    against: all.flatMap(({ against = [] }) => against),
    restrictions: all.flatMap(({ restrictions = [] }) => restrictions),
    sources: all.flatMap(({ sources = [] }) => sources),
  };
}

function bySharing({ lossy }: PlannedArm): Partial<Fitness> {
  return lossy === true ? { against: ["may answer with another code object's data, by design"] } : {};
}

/** The look-up that is the more frequent one here, with as few weak references of others on each code object as were measured. */
function besideOthers(run: Run, { name }: PlannedArm, { attachFraction }: Situation): Partial<Fitness> {
  const hitRatio = attachFraction >= 0.5 ? 1 : 0;
  const asked = {
    experiment: 'look-up',
    metric: 'added-ns',
    reference: 'none',
    strategy: name,
    hitRatio,
  } as const;
  const rows = rowsLike(run, asked).filter(isMeasured);
  const [fewest] = settings(
    rows.filter(({ others = 0 }) => others > 0),
    'others',
  );
  const crowded = rows.find(({ others }) => others === fewest && fewest !== undefined);
  const alone = rows.find(
    (row) => row.others === 0 && row.perTurn === crowded?.perTurn && row.population === crowded?.population,
  );
  if (crowded === undefined || alone === undefined || !isSlower(crowded, alone)) return {};
  const what = hitRatio === 1 ? 'hit' : 'miss';
  const among = `beside ${counted(fewest!, 'other weak reference')} on each code object`;
  return {
    restrictions: [`slows where others keep weak references too: ${rowText(crowded)} for a ${what} ${among}`],
    sources: [{ row: crowded, says: `look-up, ${what}, ${among}` }],
  };
}

function byOrigin({ beyond }: PlannedArm): Partial<Fitness> {
  return beyond === 'candidate'
    ? { restrictions: ['is a candidate: neither the thread nor CPython has it'] }
    : {};
}

function byTools({ tools: served }: PlannedArm, { tools }: Situation): Partial<Fitness> {
  if (served === 0) return {};
  const says = `serves ${counted(served, 'tool')} at once`;
  return served < tools ? { against: [`${says}, not ${tools}`] } : { restrictions: [says] };
}

function byTouch(arm: PlannedArm, { mayChange }: Situation): Partial<Fitness> {
  const own = changedFields(arm);
  if (own === undefined) {
    return mayChange
      ? {}
      : { against: ['what of the code object it touches is not recorded in this run: it may change it'] };
  }
  if (own.length > 0) {
    const says = `changes the code object: \`${own.join('`, `')}\``;
    return mayChange ? { restrictions: [says] } : { against: [says] };
  }
  return usesList(arm)
    ? { restrictions: ['puts a weak reference on the list that each code object has'] }
    : {};
}

function byDeath(run: Run, arm: PlannedArm, { die }: Situation): Partial<Fitness> {
  return die ? afterDeaths(run, arm) : withoutDeaths(run, arm);
}

function withoutDeaths(run: Run, { formOf, fate }: PlannedArm): Partial<Fitness> {
  const base = run.plan.arms.find(({ name }) => name === formOf);
  if (base !== undefined) {
    return { against: [`a form of \`${base.name}\` that cleans up after deaths; nothing dies here`] };
  }
  return fate === 'leaks' || fate === 'keeps-code-alive'
    ? { restrictions: ['would keep the extras of the dead, if any died'] }
    : {};
}

/** Fates that leave something for ever. */
const LASTING: readonly string[] = ['leaks', 'keeps-code-alive'];

function afterDeaths(run: Run, arm: PlannedArm): Partial<Fitness> {
  const { name, fate } = arm;
  const seen = seenOfDeath(run, name);
  const sources = [seen.left, seen.churn, seen.wrong].flatMap((each) => each ?? []);
  const against = [...wrongly(seen), ...kept(seen, fate)];
  if (seen.left === null && LASTING.includes(fate)) {
    against.push('promises to keep the extras of the dead; its deaths were not measured');
  }
  const restrictions = [
    ...(seen.left === null && !LASTING.includes(fate)
      ? ['is only promised to let go of the extras of the dead: its deaths were not measured']
      : []),
    ...(fate === 'dies-after-notice'
      ? ['needs an interpreter that announces deaths, as CPython does since 3.12']
      : []),
    ...(fate === 'dies-after-sweep' ? ['cleans up only as new extras are set'] : []),
    ...(fate === 'dies-after-callback' ? ['cleans up some turns after the death'] : []),
  ];
  return { against, restrictions, sources };
}

interface Seen {
  readonly left: Source | null;
  readonly churn: Source | null;
  readonly wrong: Source | null;
  readonly bytes: Measured | null;
}

function seenOfDeath(run: Run, strategy: string): Seen {
  const rounds = lastRound(run);
  const asked = { experiment: 'cleanup', strategy } as const;
  const fraction = { ...asked, metric: 'left-fraction' } as const;
  const left = rounds === undefined ? undefined : rowLike(run, { ...fraction, ...ALL_DIED, rounds });
  const churn = rowLike(run, { ...fraction, death: 'churn', collections: undefined });
  const bytes = rowLike(run, { ...asked, metric: 'bytes-left', ...ALL_DIED });
  const source = (row: typeof left, says: string): Source | null => (isMeasured(row) ? { row, says } : null);
  return {
    left: source(
      left,
      `cleanup, extras left when all have died, after ${counted(rounds ?? 0, 'collection')}`,
    ),
    churn: source(churn, 'cleanup, extras left of the dead, under churn'),
    wrong: source(worstAnswers(run, strategy), 'cleanup, newborns answered wrongly, under churn'),
    bytes: isMeasured(bytes) ? bytes : null,
  };
}

function wrongly({ wrong }: Seen): string[] {
  if (wrong === null || wrong.row.estimate <= 0) return [];
  return [
    `under churn, with an extra on each, answered ${rowText(wrong.row)} of newborns with the extra of a dead one`,
  ];
}

/**
 * What is swept as new extras are set stays where nothing is born after all have died; under churn it goes. A run without churn
 * has only the promise.
 */
function kept({ left, churn, bytes }: Seen, fate: string): string[] {
  if (left === null || left.row.estimate < ALL_LEFT) return [];
  const goes =
    churn === null ? fate === 'dies-after-sweep' : (churn.row.low ?? churn.row.estimate) <= NONE_LEFT;
  if (goes) return [];
  const each = bytes === null ? '' : `, ${rowText(bytes)} for each`;
  return [`kept ${rowText(left.row)} of the extras when all had died${each}`];
}
