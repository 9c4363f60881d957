/** A tuple scan is good for the usual single tool; an index is better for several. */

import { counted } from '../harness/figures/written.ts';
import { EQUIVALENT } from '../harness/samples/thresholds.ts';
import { type ClaimRule, told, undecided } from './claim.ts';

export const tupleVsIndex: ClaimRule = {
  id: 'tuple-vs-index',
  claim: 'A tuple that is scanned is good for the usual single tool; an index is better for several.',
  rule:
    'One tool, and then several, look up an extra of their own on every code object, by intervals. Confirmed: for one tool the tuple takes no more than 2 ns longer than the array with an index (2 % of the ' +
    'shortest call of a real program), and for the most tools measured it takes longer by more than 1 ns. Refuted: for the most tools it does not. It depends: for the most tools it takes longer, and by more than 2 ns ' +
    'for one tool already.',
  judge(evidence) {
    const { noStorage: reference, tuple: tupleArm, indexedArray } = evidence.roles;
    const lookUps = (strategy: string) =>
      evidence.all({ experiment: 'several-tools', metric: 'added-ns', reference, strategy });
    const pairs = lookUps(tupleArm)
      .sort((a, b) => a.tools! - b.tools!)
      .flatMap((tuple) => {
        const index = lookUps(indexedArray).find(({ tools }) => tools === tuple.tools);
        return index === undefined ? [] : [{ tuple, index }];
      })
      .filter(({ tuple, index }) => evidence.isSound(tuple) && evidence.isSound(index));
    const rows = pairs.flatMap(({ tuple, index }) => [tuple, index]);
    const [one] = pairs;
    const several = pairs.at(-1);
    if (one === undefined || several === undefined || one.tuple.tools !== 1 || several.tuple.tools === 1)
      return undecided(
        'One tool and several were not measured with both, or controls beside them failed.',
        rows,
      );
    const because = `${[one, several]
      .map(
        ({ tuple, index }) =>
          `${counted(tuple.tools!, 'tool')}: ${told(tuple)} in the tuple, ${told(index)} by index`,
      )
      .join('; ')}.`;
    const forSeveral = evidence.between(several.tuple, several.index, EQUIVALENT.lookUpNs);
    if (forSeveral === 'open') return undecided(because, rows);
    if (forSeveral !== 'more') return { verdict: 'refuted', because, rows };
    const most = one.tuple.high! - one.index.low!;
    if (most <= EQUIVALENT.replayNs) return { verdict: 'confirmed', because, rows };
    return evidence.between(one.tuple, one.index, EQUIVALENT.replayNs) === 'more'
      ? { verdict: 'it depends', because: `It is dearer for one tool already. ${because}`, rows }
      : undecided(because, rows);
  },
};
