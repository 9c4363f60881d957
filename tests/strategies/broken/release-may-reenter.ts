/** Breaks release-may-reenter: what a release function sets on its dying code object is dropped without a release. */

import { releasing } from '../releasing.ts';

export default { ...releasing({ oneRound: true }), name: 'breaks-release-may-reenter' };
