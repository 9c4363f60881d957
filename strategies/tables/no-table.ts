/** No table: it keeps nothing and answers nobody. What controls that store nothing have in common. */

import type { Storage } from '../contract.ts';

export class NoTable<Extra extends object> implements Storage<Extra> {
  get(): Extra | undefined {
    return undefined;
  }

  set(): void {}

  delete(): void {}

  inspect() {
    return { entries: 0 };
  }
}
