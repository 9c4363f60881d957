/** Strategies with their forms behind them, and how a form is named where there is little room. */

import type { Run } from '../../records/schema.ts';
import { namesWithForms } from '../arms.ts';
import type { Look } from './question.ts';

export function namesInFamilies(run: Run): string[] {
  const names = namesWithForms(run);
  const familyOf = (name: string) => names.indexOf(parentOf(run, name) ?? name);
  return names.toSorted((a, b) => familyOf(a) - familyOf(b) || names.indexOf(a) - names.indexOf(b));
}

/** The arms from which somebody else holds extras on purpose: what is seen of them is known. */
export function leakingControls({ plan }: Run): string[] {
  return plan.arms.filter(({ injectedLeak }) => injectedLeak !== undefined).map(({ name }) => name);
}

/** In a narrow picture a form below its strategy is named by what it adds: "… finalized". */
export function nameShown(run: Run, name: string, { narrow }: Look): string {
  const parent = parentOf(run, name);
  return narrow && parent !== undefined ? name.replace(`${parent}-`, '… ') : name;
}

/** Undefined for a strategy that is no form, or whose parent did not take part. */
function parentOf({ plan }: Run, name: string): string | undefined {
  const parent = plan.arms.find((arm) => arm.name === name)?.formOf;
  return plan.arms.some((arm) => arm.name === parent) ? parent : undefined;
}
