/** The module `time`: the one place of the interpreter that looks at a clock. */

import { native } from '../builtins/define.ts';
import { Module } from '../objects/module.ts';
import { PyFloat } from '../values.ts';

const nowMs = () => globalThis.performance.now();

export function makeTime(): Module {
  const module = new Module('time');
  for (const name of ['perf_counter', 'monotonic', 'process_time']) {
    module.namespace.set(
      name,
      native(name, 0, 0, () => new PyFloat(nowMs() / 1e3)),
    );
    module.namespace.set(
      `${name}_ns`,
      native(`${name}_ns`, 0, 0, () => Math.round(nowMs() * 1e6)),
    );
  }
  module.namespace.set(
    'time',
    native('time', 0, 0, () => new PyFloat(Date.now() / 1e3)),
  );
  module.namespace.set(
    'time_ns',
    native('time_ns', 0, 0, () => BigInt(Date.now()) * 1_000_000n),
  );
  module.namespace.set(
    'sleep',
    native('sleep', 1, 1, () => null),
  );
  return module;
}
