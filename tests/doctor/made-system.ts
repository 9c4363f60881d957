/** A system of files that were made up, for the readers. */

import type { System } from '../../harness/doctor/system.ts';

export function madeSystem(files: Record<string, string>): System {
  return {
    read: (path) => files[path] ?? null,
    list: (path) => {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0]!))];
    },
  };
}
