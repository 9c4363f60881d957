/**
 * Inline field. Every code object has one field more, and a look-up is one load from it.
 *
 * The price: everybody carries the field, whether a tool runs or not, and it serves one tool only.
 * Not here: an array in the field (several tools), a tuple that is scanned (what PEP 523 advised later).
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

interface WithExtra extends CodeObject {
  extra: object | undefined;
}

class InlineStorage<Extra extends object> implements Storage<Extra> {
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

const inline: Strategy = {
  name: 'inline',
  title: 'Inline field',
  summary: 'One more field on every code object holds the extra.',
  origin: 'co_extra, as PEP 523 first proposed it (2016)',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: 1,
    touches: ['extra'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    class InlineCode extends Code {
      extra: object | undefined = undefined;
    }
    return {
      layout: { plain: InlineCode, roomy: InlineCode },
      open: <Extra extends object>() => new InlineStorage<Extra>(),
    };
  },
};

export default inline;
