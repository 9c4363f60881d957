/** The check that twice the work takes twice the time: work that was optimised away does not. */

import { alternate } from '../process/rounds.ts';
import type { Random } from '../random.ts';
import { medianOf } from '../statistics/median.ts';

/** Time of `work(2)` to that of `work(1)`, in the arm `arm`. */
export async function doubledWorkRatio(
  arm: string,
  work: (times: number) => void,
  rounds: number,
  random: Random,
): Promise<number> {
  const block = (name: string, times: number) => ({ name, arm, touch() {}, block: () => work(times) });
  const values = await alternate([block('once', 1), block('twice', 2)], rounds, random);
  return medianOf(values.get('twice')!) / medianOf(values.get('once')!);
}
