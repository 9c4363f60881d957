/**
 * Tools as modules: what a Python program does to have one. Importing the module of a tool installs it, as a side effect, in the
 * interpreter that imports it; and a module with a setter takes a hook written in Python, as `sys.settrace` takes a trace
 * function. Imports belong to an interpreter, and so do hooks of this grain (python-dev, June 2016).
 */

import {
  callValue,
  define,
  type Frame,
  type FrameHook,
  type Interpreter,
  Module,
  type ModuleMaker,
  type Value,
} from '../interpreter/core.ts';

/** A module that installs a tool when it is imported. `off()` takes the hook away again, `on()` puts it back. */
export function toolModule(name: string, install: (interpreter: Interpreter) => void): ModuleMaker {
  return (interpreter) => {
    const module = new Module(name);
    install(interpreter);
    const { hook } = interpreter;
    const setTo = (as: string, to: FrameHook | null) =>
      define(module, as, 0, 0, (vm: Interpreter) => {
        vm.setHook(to);
        return null;
      });
    setTo('on', hook);
    setTo('off', null);
    return module;
  };
}

/**
 * The module `framehook`: `set(f)` installs `f`, which is called with the name and the first line of each code object that is
 * entered; `set(None)` takes it away. While `f` runs it is not called itself, as it is with `sys.settrace`.
 */
export const makeFrameHook: ModuleMaker = (interpreter) => {
  const module = new Module('framehook');
  let current: FrameHook | null = null;
  const calling =
    (f: Value): FrameHook =>
    (frame: Frame, self: Interpreter) => {
      self.setHook(null);
      try {
        callValue(self, f, [frame.code.qualname, frame.code.firstLine], null);
      } finally {
        // Which may be another one by now, or none: `f` can set it too.
        self.setHook(current);
      }
      return self.evalFrame(frame);
    };
  define(module, 'set', 1, 1, (_: Interpreter, f: Value) => {
    current = f === null ? null : calling(f);
    interpreter.setHook(current);
    return null;
  });
  return module;
};
