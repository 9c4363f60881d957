/**
 * The arms of a run: every chosen strategy, and the controls, which are always there.
 *
 * | control        | what                                                | known answer                          |
 * |----------------|-----------------------------------------------------|---------------------------------------|
 * | `no-hook`      | no hook at all                                      | what PEP 523's hook itself costs      |
 * | `none`         | a hook with the same work, nothing looked up        | the zero of every comparison          |
 * | `none-twin`    | the same once more                                  | 1, to `none`                          |
 * | `inline-twin`  | `inline` once more                                  | 1, to `inline`                        |
 * | `inline-slowed`| `inline`, 5 % of the work done twice                | 1.05, to `inline`                     |
 * | `inline-leaking`| `inline`, 1 % of the extras held by somebody else  | 1 % of the extras left after death    |
 */

import { afterReuse, type Strategy } from '../../strategies/contract.ts';
import type { ExperimentName, PlannedArm } from '../records/schema.ts';

/** The injected slowdown: a share that a trustworthy run has to find. */
export const INJECTED_SHARE = 0.05;

/** The injected leak, likewise. */
export const LEAKED_SHARE = 0.01;

/** A strategy and the file whose default export it is. */
export interface StrategySource {
  readonly strategy: Strategy;
  readonly file: string;
}

/** Strategies that the controls are made of: they run whatever was chosen. */
export const CONTROL_STRATEGIES = ['none', 'inline'] as const;

/** The arm that leaks on purpose. */
export const LEAKING = 'inline-leaking';

export function planArms(strategies: readonly Strategy[]): PlannedArm[] {
  const none = strategies.find(({ name }) => name === 'none');
  const inline = strategies.find(({ name }) => name === 'inline');
  if (none === undefined || inline === undefined) {
    throw new Error('Internal error: a run was planned without the strategies that its controls are made of');
  }
  return [
    arm(none, 'no-hook', {
      role: 'control',
      hook: false,
      title: 'No hook',
      summary: 'No hook is installed; calls stay in the evaluation loop.',
    }),
    arm(none, 'none', {}),
    arm(none, 'none-twin', {
      title: 'No storage, twin',
      summary: 'The control once more: its known answer is 1.',
    }),
    arm(inline, 'inline', {}),
    arm(inline, 'inline-twin', {
      role: 'control',
      title: 'Inline field, twin',
      summary: 'The inline field once more: its known answer, to the first, is 1.',
    }),
    arm(inline, 'inline-slowed', {
      role: 'control',
      title: 'Inline field, slowed',
      summary: `The inline field with ${INJECTED_SHARE * 100} % of the work done twice.`,
      injectedShare: INJECTED_SHARE,
    }),
    arm(inline, LEAKING, {
      role: 'control',
      title: 'Inline field, leaking',
      summary: `The inline field with ${LEAKED_SHARE * 100} % of the extras held by somebody else for ever.`,
      injectedLeak: LEAKED_SHARE,
    }),
    ...strategies.filter((each) => each !== none && each !== inline).map((each) => arm(each, each.name, {})),
  ];
}

function arm(strategy: Strategy, name: string, peculiar: Partial<PlannedArm>): PlannedArm {
  return {
    name,
    strategy: strategy.name,
    title: strategy.title,
    summary: strategy.summary,
    origin: strategy.origin,
    role: strategy.role,
    fate: strategy.promises.fate,
    tools: Number.isFinite(strategy.promises.tools) ? strategy.promises.tools : 0,
    hook: true,
    injectedShare: 0,
    ...(strategy.formOf === undefined ? {} : { formOf: strategy.formOf }),
    ...(afterReuse(strategy) === 'nothing' ? {} : { afterReuse: afterReuse(strategy) }),
    ...peculiar,
  };
}

/**
 * Has the arm an answer of its own in this experiment? Bytes and cleanup need no twins; a replay is all hook, and a look-up has
 * none; a leak is looked for where things die.
 */
export function takesPart(planned: PlannedArm, experiment: ExperimentName): boolean {
  if (planned.injectedLeak !== undefined) return experiment === 'cleanup';
  switch (experiment) {
    case 'call-cost':
      return true;
    case 'replay':
    case 'look-up':
      return planned.hook;
    case 'life':
    case 'collector':
      return planned.hook && planned.injectedShare === 0;
    case 'layouts':
      return planned.name === 'inline' || planned.name === 'trailing';
    case 'memory':
    case 'cleanup':
      return planned.hook && planned.name === planned.strategy;
  }
}
