/** Breaks no-room-no-answer: takes an extra for a code object that was made without room, and says nothing. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

interface WithExtra extends CodeObject {
  extra: object | undefined;
}

class SilentStorage<Extra extends object> implements Storage<Extra> {
  get(code: CodeObject): Extra | undefined {
    return (code as WithExtra).extra as Extra | undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    if ('extra' in code) (code as WithExtra).extra = extra;
  }

  delete(code: CodeObject): void {
    if ('extra' in code) (code as WithExtra).extra = undefined;
  }

  inspect() {
    return { entries: null };
  }
}

const brokenNoRoomNoAnswer: Strategy = {
  name: 'breaks-no-room-no-answer',
  title: 'Breaks no-room-no-answer',
  summary: 'A trailing field that swallows what it has no room for.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the field is part of the object',
    tools: 1,
    touches: ['extra'],
  },
  identity: 'small-integer',
  roomWhenMade: true,

  makePlace(Code) {
    class RoomyCode extends Code {
      extra: object | undefined = undefined;
    }
    return {
      layout: { plain: class extends Code {}, roomy: RoomyCode },
      open: <Extra extends object>() => new SilentStorage<Extra>(),
    };
  },
};

export default brokenNoRoomNoAnswer;
