/** Breaks counts-are-kept: a count begins anew when an extra is attached. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

interface WithCount extends CodeObject {
  extra: object | undefined;
  entered: number;
}

class ForgetfulCountStorage<Extra extends object> implements Storage<Extra> {
  get(code: CodeObject): Extra | undefined {
    return (code as WithCount).extra as Extra | undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    (code as WithCount).extra = extra;
    (code as WithCount).entered = 0;
  }

  delete(code: CodeObject): void {
    (code as WithCount).extra = undefined;
  }

  count(code: CodeObject): number {
    (code as WithCount).entered += 1;
    return (code as WithCount).entered;
  }

  inspect() {
    return { entries: null };
  }
}

const brokenCountsAreKept: Strategy = {
  name: 'breaks-counts-are-kept',
  title: 'Breaks counts-are-kept',
  summary: 'A field, and a count beside it that forgets.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: 1,
    touches: ['extra', 'entered'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    class CountedCode extends Code {
      extra: object | undefined = undefined;
      entered = 0;
    }
    return {
      layout: { plain: CountedCode, roomy: CountedCode },
      open: <Extra extends object>() => new ForgetfulCountStorage<Extra>(),
    };
  },
};

export default brokenCountsAreKept;
