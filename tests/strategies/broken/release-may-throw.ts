/** Breaks release-may-throw: a release function that throws at a death silences the others. */

import { releasing } from '../releasing.ts';

export default { ...releasing({ thrown: 'ends the death' }), name: 'breaks-release-may-throw' };
