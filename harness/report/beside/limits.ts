/** What limits a whole run, in a few words each: all its warnings stand in its own report. */

import type { Run } from '../../records/schema.ts';
import { counted } from '../figure.ts';

/** Each is said of the run: "was interrupted ...". */
export function limitsOf({ complete, controls, plan }: Run): string[] {
  const failed = controls.filter(({ passed }) => !passed).length;
  return [
    ...(complete
      ? []
      : ['was interrupted: figures stand on fewer processes than planned, and some are missing.']),
    ...(controls.length === 0 ? ['measured no control: nothing vouches for its figures.'] : []),
    ...(failed === 0
      ? []
      : [
          `failed ${failed} of ${counted(controls.length, 'control')}: where it did, its figures are not results.`,
        ]),
    ...(plan.quick ? ['was a quick run: it measured less, on fewer processes.'] : []),
  ];
}
