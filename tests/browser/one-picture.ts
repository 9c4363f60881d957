/** Pictures of charts for pages that are looked at without scripts: one real picture under every name. */

import { writeBesidePage } from '../../harness/records/report-folder.ts';
import { addedPerCall } from '../../harness/report/charts/added-per-call.ts';
import { type Draw, picture } from '../../harness/report/charts/render.ts';
import { light } from '../../harness/report/charts/theme.ts';
import { madeRun } from '../report/made-run.ts';

export function onePicture(): Draw {
  const drawn = picture(addedPerCall, madeRun(), light)!;
  return async (folder, { name }) => {
    for (const end of ['', '-dark']) writeBesidePage(folder, `charts/${name}${end}.png`, drawn);
  };
}
