/** Methods and attributes of exceptions and tracebacks. */

import { builtinClass, type PyClass } from '../objects/class.ts';
import { EXCEPTIONS, PyExceptionObject, TRACEBACK, type Traceback, typeError } from '../objects/exception.ts';
import { ownAttribute, setOwnAttribute } from '../objects/instance.ts';
import { PyList } from '../objects/list.ts';
import { liveDict } from '../objects/namespace-dict.ts';
import { typeOf } from '../objects/scalars.ts';
import { listOf } from '../operations/iteration.ts';
import { builtinRepr, exceptionText } from '../operations/repr.ts';
import { PyTuple, type Value } from '../values.ts';
import { attribute, constructorOf, method, methodList } from './define.ts';

/** What a traceback still knows of its frame. */
class FrameOfTraceback {
  declare readonly cls: PyClass;
  readonly traceback: Traceback;
  constructor(traceback: Traceback) {
    this.traceback = traceback;
  }
}
const FRAME = builtinClass('frame');
Object.defineProperty(FrameOfTraceback.prototype, 'cls', { value: FRAME });
attribute(FRAME, 'f_code', (frame: FrameOfTraceback) => frame.traceback.code);
attribute(FRAME, 'f_lineno', (frame: FrameOfTraceback) => frame.traceback.line);
attribute(FRAME, 'f_globals', (frame: FrameOfTraceback) => liveDict(frame.traceback.globals));

const { BaseException } = EXCEPTIONS;

constructorOf(BaseException, (_vm, args) => {
  const cls = args[0] as PyClass;
  return new PyExceptionObject(cls.rootShape, args.slice(1));
});
methodList(BaseException, '__init__', (_vm, args) => {
  const self = args[0] as PyExceptionObject;
  self.args = new PyTuple(args.slice(1));
  return null;
});
method(BaseException, '__repr__', 0, 0, (vm, self: PyExceptionObject) => builtinRepr(vm, self));
method(BaseException, '__str__', 0, 0, (vm, self: PyExceptionObject) => exceptionText(vm, self));
method(BaseException, 'with_traceback', 1, 1, (_vm, self: PyExceptionObject, traceback: Traceback | null) => {
  self.traceback = traceback;
  return self;
});
method(BaseException, 'add_note', 1, 1, (_vm, self: PyExceptionObject, note: Value) => {
  if (typeof note !== 'string') throw typeError(`note must be a str, not '${typeOf(note).name}'`);
  const notes = ownAttribute(self, '__notes__');
  if (notes instanceof PyList) notes.items.push(note);
  else setOwnAttribute(self, '__notes__', new PyList([note]));
  return null;
});
attribute(
  BaseException,
  'args',
  (self: PyExceptionObject) => self.args,
  (self: PyExceptionObject, value, vm) => {
    self.args = new PyTuple(listOf(vm, value));
  },
);
attribute(
  BaseException,
  '__cause__',
  (self: PyExceptionObject) => self.cause,
  (self: PyExceptionObject, value) => {
    self.cause = exceptionOrNone(value, 'cause');
    self.suppressContext = true;
  },
);
attribute(
  BaseException,
  '__context__',
  (self: PyExceptionObject) => self.context,
  (self: PyExceptionObject, value) => {
    self.context = exceptionOrNone(value, 'context');
  },
);
attribute(
  BaseException,
  '__suppress_context__',
  (self: PyExceptionObject) => self.suppressContext,
  (self: PyExceptionObject, value) => {
    self.suppressContext = value === true;
  },
);
attribute(
  BaseException,
  '__traceback__',
  (self: PyExceptionObject) => self.traceback,
  (self: PyExceptionObject, value) => {
    self.traceback = value as Traceback | null;
  },
);

function exceptionOrNone(value: Value, what: string): PyExceptionObject | null {
  if (value === null || value instanceof PyExceptionObject) return value;
  throw typeError(`exception ${what} must be None or derive from BaseException, not ${typeOf(value).name}`);
}

attribute(EXCEPTIONS.StopIteration, 'value', (self: PyExceptionObject) => self.args.items[0] ?? null);
attribute(EXCEPTIONS.SystemExit, 'code', (self: PyExceptionObject) => {
  const { items } = self.args;
  return items.length === 0 ? null : items.length === 1 ? items[0]! : self.args;
});
for (const [at, name] of ['errno', 'strerror', 'filename'].entries()) {
  attribute(EXCEPTIONS.OSError, name, (self: PyExceptionObject) => {
    const { items } = self.args;
    return items.length < 2 ? null : (items[at] ?? null);
  });
}
for (const cls of [EXCEPTIONS.NameError, EXCEPTIONS.AttributeError]) {
  attribute(cls, 'name', (self: PyExceptionObject) => {
    return self.missing?.name ?? null;
  });
}
attribute(EXCEPTIONS.AttributeError, 'obj', (self: PyExceptionObject) => self.missing?.object ?? null);
attribute(EXCEPTIONS.ImportError, 'name', (self: PyExceptionObject) => {
  return /'(.*)'/.exec(String(self.args.items[0]))?.[1] ?? null;
});
attribute(TRACEBACK, 'tb_lineno', (traceback: Traceback) => traceback.line);
attribute(TRACEBACK, 'tb_lasti', (traceback: Traceback) => traceback.at);
attribute(TRACEBACK, 'tb_frame', (traceback: Traceback) => new FrameOfTraceback(traceback));
attribute(TRACEBACK, 'tb_next', (traceback: Traceback) => traceback.next);
