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
 * | `no-hook-twin` | `no-hook` once more, among the special builds       | 1, to `no-hook`                       |
 *
 * And the special builds of the core: the hook elsewhere, or a field that nobody uses. What they count, they have in hand, as `none`
 * has; where each code object has a count of its own, `inline` is what they stand beside.
 */

import { afterReuse, type StrategyDescription } from '../../strategies/contract.ts';
import { UNUSED_FIELD } from '../experiments/planning.ts';
import type { PlannedArm } from '../records/schema.ts';

/** The injected slowdown: a share that a trustworthy run has to find. */
export const INJECTED_SHARE = 0.05;

/** The injected leak, likewise. */
export const LEAKED_SHARE = 0.01;

/** A strategy and the file whose default export it is. */
export interface StrategySource {
  readonly strategy: StrategyDescription;
  readonly file: string;
}

/** Strategies that the controls are made of: they run whatever was chosen. */
export const CONTROL_STRATEGIES = ['none', 'inline'] as const;

/** The arm that leaks on purpose. */
export const LEAKING = 'inline-leaking';

export function planArms(strategies: readonly StrategyDescription[]): PlannedArm[] {
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
    ...buildArms(
      none,
      strategies.find(({ name }) => name === UNUSED_FIELD),
    ),
  ];
}

type Build = NonNullable<PlannedArm['build']>;

function buildArms(none: StrategyDescription, unused: StrategyDescription | undefined): PlannedArm[] {
  const role = 'control';
  const build = (name: string, grain: Build['grain'], way: Build['way'], title: string, summary: string) => {
    const hook = way === 'hook' || way === 'own-hooks';
    return arm(none, name, { role, title, summary, build: { grain, way }, hook });
  };
  return [
    arm(none, 'no-hook-twin', {
      role,
      hook: false,
      title: 'No hook, twin',
      summary: 'No hook once more: its known answer is 1.',
    }),
    ...(unused === undefined
      ? []
      : [
          arm(unused, 'unused-field-no-hook', {
            hook: false,
            title: 'Unused field, no hook',
            summary: 'A field that nobody uses, in an interpreter that nobody hooks.',
          }),
        ]),
    build(
      'global-hook',
      'process',
      'hook',
      'One hook for the process',
      'One hook for all interpreters; the last who sets it has it.',
    ),
    build(
      'hook-on-code',
      'code',
      'hook',
      'A hook on each code object',
      'Each code object has a field for a hook, here the same one.',
    ),
    build(
      'own-hooks',
      'code',
      'own-hooks',
      'A hook of its own on each',
      'Each code object has a hook of its own, which holds its count: nothing is looked up.',
    ),
    build(
      'idle-hooks',
      'code',
      'idle',
      'Hooks on code objects, none set',
      'Each code object could have a hook; none has one.',
    ),
    build(
      'decorator',
      'interpreter',
      'decorator',
      'Decorated functions',
      'No hook: a callable in the place of each function counts, and calls it.',
    ),
  ];
}

function arm(strategy: StrategyDescription, name: string, peculiar: Partial<PlannedArm>): PlannedArm {
  return {
    name,
    strategy: strategy.name,
    title: strategy.title,
    summary: strategy.summary,
    origin: strategy.origin,
    role: strategy.role,
    fate: strategy.promises.fate,
    touches: [...strategy.promises.touches],
    tools: Number.isFinite(strategy.promises.tools) ? strategy.promises.tools : 0,
    hook: true,
    injectedShare: 0,
    ...(strategy.formOf === undefined ? {} : { formOf: strategy.formOf }),
    ...(strategy.promises.lossy === true ? { lossy: true } : {}),
    ...(strategy.beyond === undefined ? {} : { beyond: strategy.beyond }),
    ...(afterReuse(strategy) === 'nothing' ? {} : { afterReuse: afterReuse(strategy) }),
    ...peculiar,
  };
}
