/**
 * Trailing field. A code object made with the flag CO_EXTRA has one field more, its very last; all others end
 * before it. A look-up tests the flag first and touches the field only where there is one.
 *
 * The price: the flag test, two layouts that the engine has to tell apart, and the decision at birth: an object
 * that was made without room never gets any.
 */

import { CO_EXTRA, type CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

interface WithExtra extends CodeObject {
  extra: object | undefined;
}

class TrailingStorage<Extra extends object> implements Storage<Extra> {
  get(code: CodeObject): Extra | undefined {
    if ((code.flags & CO_EXTRA) === 0) return undefined;
    return (code as WithExtra).extra as Extra | undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    if ((code.flags & CO_EXTRA) === 0) {
      throw new RangeError(
        `Code object "${code.qualname}" was made without CO_EXTRA, so it has no room for an extra. ` +
          'Ask for room when it is made.',
      );
    }
    (code as WithExtra).extra = extra;
  }

  delete(code: CodeObject): void {
    if ((code.flags & CO_EXTRA) !== 0) (code as WithExtra).extra = undefined;
  }

  inspect() {
    return { entries: null };
  }
}

const trailing: Strategy = {
  name: 'trailing',
  title: 'Trailing field',
  summary: 'A last field that exists only on code objects made with a flag; the flag is looked at first.',
  origin: 'Guido van Rossum on python-dev, June 2016, after an old X11 trick',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: 1,
    touches: ['flags', 'extra'],
  },
  identity: 'small-integer',
  roomWhenMade: true,

  makePlace(Code) {
    class PlainCode extends Code {}
    class RoomyCode extends Code {
      extra: object | undefined = undefined;
    }
    return {
      layout: { plain: PlainCode, roomy: RoomyCode },
      open: <Extra extends object>() => new TrailingStorage<Extra>(),
    };
  },
};

export default trailing;
