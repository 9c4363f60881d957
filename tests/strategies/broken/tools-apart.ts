/** Breaks tools-apart: promises two tools and gives both the same field. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

interface WithExtra extends CodeObject {
  extra: object | undefined;
}

class OneFieldStorage<Extra extends object> implements Storage<Extra> {
  get(code: CodeObject): Extra | undefined {
    return (code as WithExtra).extra as Extra | undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    (code as WithExtra).extra = extra;
  }

  delete(code: CodeObject): void {
    (code as WithExtra).extra = undefined;
  }

  inspect() {
    return { entries: null };
  }
}

const brokenToolsApart: Strategy = {
  name: 'breaks-tools-apart',
  title: 'Breaks tools-apart',
  summary: 'One field for two tools.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: 2,
    touches: ['extra'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    class FieldCode extends Code {
      extra: object | undefined = undefined;
    }
    return {
      layout: { plain: FieldCode, roomy: FieldCode },
      open: <Extra extends object>() => new OneFieldStorage<Extra>(),
    };
  },
};

export default brokenToolsApart;
