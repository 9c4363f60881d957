/** How far apart two copies of the same code run: the noise that every other figure must beat. */

import type { Run } from '../../records/schema.ts';
import { comparesTwins, isAt, timedPlaces } from '../arms.ts';
import { figureLine } from '../figure.ts';
import { isMeasured } from '../rows.ts';
import { dots, dotsHeight, type Strip, shownNoise } from './dots.ts';
import type { Question } from './question.ts';

export const twins: Question = {
  name: 'twins',
  asks: 'How far apart do two copies of the same code run?',
  aid:
    'Each twin against its original: the true answer is the zero line. The grey band, the farthest end of either ' +
    'interval taken to both sides, is the noise floor of the program.',
  configure(run, look) {
    const strips = stripsOf(run);
    if (strips.length === 0) return null;
    const style = {
      subtitle: '% more time than the original, which has the same code; grey: the noise floor',
      axis: '% more time',
    };
    return dots(run, strips, twins, style, look);
  },
  height: (run) => dotsHeight(stripsOf(run)),
  gist(run) {
    const each = stripsOf(run).flatMap(({ heading, rows }) =>
      rows.map((row) => `${row.strategy} on ${heading} ${figureLine(row)}`),
    );
    return `Twins against their originals, where the true difference is 0: ${each.join('; ')}.`;
  },
};

function stripsOf(run: Run): Strip[] {
  return timedPlaces(run).flatMap((place) => {
    const rows = run.rows
      .filter((row) => row.metric === 'ratio' && comparesTwins(row) && isAt(place, row))
      .filter(isMeasured);
    return rows.length === 0 ? [] : [{ heading: place.heading, rows, noise: shownNoise(run, rows[0]!) }];
  });
}
