/**
 * The module `asyncio`, small: an event loop that runs coroutines in the order in which CPython's does, with sleep(),
 * gather(), tasks, futures, Event, Lock, Semaphore and Queue. Time does not pass: when nothing is ready, the clock of the
 * loop jumps to the next timer. wait_for() waits without a timeout; input, output and threads are absent.
 */

import { integer, method, methodList, nativeList, parse } from '../builtins/define.ts';
import { toFloat } from '../builtins/numbers.ts';
import { CO_COROUTINE } from '../code.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass } from '../objects/class.ts';
import { EXCEPTIONS, PyExceptionObject, pyError, typeError, valueError } from '../objects/exception.ts';
import { PyFunction } from '../objects/function.ts';
import { PyCoroutine } from '../objects/generator.ts';
import { StepIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { callValue } from '../operations/call.ts';
import { generatorThrow, resume } from '../operations/generators.ts';
import { PyFloat, type Value } from '../values.ts';
import { belongsTo, defineClasses, initializedClass } from './define.ts';

const FUTURE = builtinClass('Future', undefined, 'asyncio');
const TASK = builtinClass('Task', FUTURE, 'asyncio');
const LOOP = builtinClass('EventLoop', undefined, 'asyncio');
const CANCELLED = builtinClass('CancelledError', EXCEPTIONS.BaseException, 'asyncio');
const INVALID_STATE = builtinClass('InvalidStateError', EXCEPTIONS.Exception, 'asyncio');

const cancelled = () => new PyExceptionObject(CANCELLED.rootShape, []);

interface Timer {
  readonly when: number;
  readonly run: () => void;
}

class Loop {
  readonly ready: (() => void)[] = [];
  readonly timers: Timer[] = [];
  now = 0;
  current: Task | null = null;

  later(delay: number, run: () => void): void {
    const when = this.now + delay;
    const at = this.timers.findIndex((timer) => timer.when > when);
    this.timers.splice(at < 0 ? this.timers.length : at, 0, { when, run });
  }

  /** Runs what is ready, round by round, until the future is done. */
  runUntil(future: Future): void {
    while (!future.done) {
      if (this.ready.length === 0) {
        const timer = this.timers.shift();
        if (timer === undefined) throw pyError('RuntimeError', 'Event loop stopped before Future completed.');
        this.now = timer.when;
        this.ready.push(timer.run);
        while (this.timers[0]?.when === this.now) this.ready.push(this.timers.shift()!.run);
      }
      for (const run of this.ready.splice(0)) run();
    }
  }
}
belongsTo(Loop, LOOP);

class Future {
  readonly loop: Loop;
  done = false;
  value: Value = null;
  error: PyExceptionObject | null = null;
  callbacks: (() => void)[] = [];
  constructor(loop: Loop) {
    this.loop = loop;
  }
  settle(value: Value, error: PyExceptionObject | null): void {
    this.done = true;
    this.value = value;
    this.error = error;
    this.loop.ready.push(...this.callbacks);
    this.callbacks = [];
  }
  whenDone(run: () => void): void {
    if (this.done) this.loop.ready.push(run);
    else this.callbacks.push(run);
  }
  cancel(): boolean {
    if (this.done) return false;
    this.settle(null, cancelled());
    return true;
  }
  result(): Value {
    if (!this.done) throw new PyExceptionObject(INVALID_STATE.rootShape, ['Result is not ready.']);
    if (this.error !== null) throw this.error;
    return this.value;
  }
}
belongsTo(Future, FUTURE);

class Task extends Future {
  readonly vm: Interpreter;
  readonly coroutine: PyCoroutine;
  name = '';
  #waitsFor: Future | null = null;
  #thrown: PyExceptionObject | null = null;
  constructor(vm: Interpreter, loop: Loop, coroutine: PyCoroutine) {
    super(loop);
    this.vm = vm;
    this.coroutine = coroutine;
    loop.ready.push(() => this.#step());
  }

  override cancel(): boolean {
    if (this.done) return false;
    if (this.#waitsFor === null || !this.#waitsFor.cancel()) this.#thrown = cancelled();
    return true;
  }

  #step(): void {
    if (this.done) return;
    const { vm, loop } = this;
    const error = this.#thrown;
    this.#thrown = null;
    this.#waitsFor = null;
    const outer = loop.current;
    loop.current = this;
    let yielded: Value | undefined;
    try {
      yielded = error === null ? resume(vm, this.coroutine, null) : generatorThrow(vm, this.coroutine, error);
    } catch (raised) {
      const exception = vm.asException(raised);
      if (exception === null) throw raised;
      if (error !== null && exception.cls === EXCEPTIONS.StopIteration)
        this.settle(exception.args.items[0] ?? null, null);
      else this.settle(null, exception);
      return;
    } finally {
      loop.current = outer;
    }
    if (yielded === undefined) {
      this.settle(vm.takeReturned(), null);
    } else if (yielded instanceof Future) {
      this.#waitsFor = yielded;
      yielded.whenDone(() => this.#step());
    } else {
      loop.ready.push(() => this.#step());
    }
  }
}
belongsTo(Task, TASK);

/** What `await` iterates over: the future itself until it is done, then its result. */
method(FUTURE, '__await__', 0, 0, (_vm, self: Future) => {
  let asked = false;
  return new StepIterator((vm) => {
    if (!self.done && !asked) {
      asked = true;
      return self;
    }
    const value = self.result();
    vm.returned = value;
    return undefined;
  });
});
method(FUTURE, 'done', 0, 0, (_vm, self: Future) => self.done);
method(FUTURE, 'cancelled', 0, 0, (_vm, self: Future) => self.error?.cls === CANCELLED);
method(FUTURE, 'result', 0, 0, (_vm, self: Future) => self.result());
method(FUTURE, 'exception', 0, 0, (_vm, self: Future) => self.error);
methodList(FUTURE, 'cancel', (_vm, args) => (args[0] as Future).cancel());
method(FUTURE, 'set_result', 1, 1, (_vm, self: Future, value: Value) => {
  if (self.done) throw new PyExceptionObject(INVALID_STATE.rootShape, ['invalid state']);
  self.settle(value, null);
  return null;
});
method(FUTURE, 'set_exception', 1, 1, (_vm, self: Future, error: PyExceptionObject) => {
  self.settle(null, error);
  return null;
});
method(FUTURE, 'add_done_callback', 1, 1, (vm, self: Future, callback: Value) => {
  self.whenDone(() => callValue(vm, callback, [self], null));
  return null;
});
method(TASK, 'get_name', 0, 0, (_vm, self: Task) => self.name);
method(TASK, 'get_coro', 0, 0, (_vm, self: Task) => self.coroutine);

/** The module, and the one loop of its interpreter. */
class AsyncioModule extends Module {
  readonly loop: Loop = new Loop();
}

function loopOf(vm: Interpreter): Loop {
  return (vm.importModule('asyncio', null, 0) as AsyncioModule).loop;
}

function futureOf(vm: Interpreter, value: Value): Future {
  if (value instanceof Future) return value;
  const loop = loopOf(vm);
  if (value instanceof PyCoroutine) return new Task(vm, loop, value);
  throw typeError('An asyncio.Future, a coroutine or an awaitable is required');
}

/** Runs a coroutine to its end on the loop of the interpreter; what it returned. */
export function runToEnd(vm: Interpreter, coroutine: Value): Value {
  if (!(coroutine instanceof PyCoroutine)) {
    throw valueError(`a coroutine was expected, got ${vm.str(coroutine)}`);
  }
  const loop = loopOf(vm);
  if (loop.current !== null)
    throw pyError('RuntimeError', 'asyncio.run() cannot be called from a running event loop');
  const task = new Task(vm, loop, coroutine);
  loop.runUntil(task);
  return task.result();
}

/** A future of the results of others, in their order. */
function gather(vm: Interpreter, awaitables: readonly Value[], keepErrors: boolean): Future {
  const loop = loopOf(vm);
  const all = new Future(loop);
  const parts = awaitables.map((one) => futureOf(vm, one));
  let left = parts.length;
  if (left === 0) all.settle(new PyList([]), null);
  for (const part of parts) {
    part.whenDone(() => {
      left--;
      if (all.done) return;
      if (part.error !== null && !keepErrors) all.settle(null, part.error);
      else if (left === 0) all.settle(new PyList(parts.map(({ error, value }) => error ?? value)), null);
    });
  }
  return all;
}

/** Yields once to the loop: what sleep(0) awaits. */
const PAUSE = builtinClass('pause', undefined, 'asyncio');
class Pause {
  readonly result: Value;
  constructor(result: Value) {
    this.result = result;
  }
}
belongsTo(Pause, PAUSE);
method(PAUSE, '__await__', 0, 0, (_vm, self: Pause) => {
  let asked = false;
  return new StepIterator((vm) => {
    if (!asked) {
      asked = true;
      return null;
    }
    vm.returned = self.result;
    return undefined;
  });
});

function sleep(vm: Interpreter, delay: Value, result: Value): Value {
  const seconds = toFloat(vm, delay);
  if (seconds <= 0) return new Pause(result);
  const loop = loopOf(vm);
  const future = new Future(loop);
  loop.later(seconds, () => {
    if (!future.done) future.settle(result, null);
  });
  return future;
}

// --- What tasks wait at

class Waiting {
  readonly waiters: Future[] = [];
  wait(vm: Interpreter): Future {
    const future = new Future(loopOf(vm));
    this.waiters.push(future);
    return future;
  }
  wakeOne(value: Value): boolean {
    for (let next = this.waiters.shift(); next !== undefined; next = this.waiters.shift()) {
      if (next.done) continue;
      next.settle(value, null);
      return true;
    }
    return false;
  }
}

const EVENT = builtinClass('Event', undefined, 'asyncio');
class Event extends Waiting {
  set = false;
}
initializedClass(EVENT, Event, () => {});
method(EVENT, 'is_set', 0, 0, (_vm, self: Event) => self.set);
method(EVENT, 'set', 0, 0, (_vm, self: Event) => {
  self.set = true;
  while (self.wakeOne(true));
  return null;
});
method(EVENT, 'clear', 0, 0, (_vm, self: Event) => {
  self.set = false;
  return null;
});
method(EVENT, 'wait', 0, 0, (vm, self: Event) => (self.set ? new Settled(true) : self.wait(vm)));

/** An awaitable that does not yield to the loop. */
class Settled {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}
const SETTLED = builtinClass('settled', undefined, 'asyncio');
belongsTo(Settled, SETTLED);
method(SETTLED, '__await__', 0, 0, (_vm, self: Settled) => {
  return new StepIterator((vm) => {
    vm.returned = self.value;
    return undefined;
  });
});

const SEMAPHORE = builtinClass('Semaphore', undefined, 'asyncio');
const LOCK = builtinClass('Lock', undefined, 'asyncio');
class Semaphore extends Waiting {
  left = 1;
}
class Lock extends Semaphore {}
initializedClass(SEMAPHORE, Semaphore, (vm, self: Semaphore, args, keywords) => {
  self.left = integer(vm, args[0] ?? keywords?.get('value') ?? 1);
});
initializedClass(LOCK, Lock, () => {});
for (const cls of [SEMAPHORE, LOCK]) {
  const acquire = (vm: Interpreter, self: Semaphore, value: Value) => {
    if (self.left <= 0) return self.wait(vm);
    self.left--;
    return new Settled(value);
  };
  const release = (self: Semaphore) => {
    if (!self.wakeOne(true)) self.left++;
    return null;
  };
  method(cls, 'acquire', 0, 0, (vm, self: Semaphore) => acquire(vm, self, true));
  method(cls, 'release', 0, 0, (_vm, self: Semaphore) => release(self));
  method(cls, 'locked', 0, 0, (_vm, self: Semaphore) => self.left <= 0);
  method(cls, '__aenter__', 0, 0, (vm, self: Semaphore) => acquire(vm, self, null));
  method(cls, '__aexit__', 3, 3, (_vm, self: Semaphore) => {
    release(self);
    return new Settled(null);
  });
}

const QUEUE = builtinClass('Queue', undefined, 'asyncio');
const QUEUE_EMPTY = builtinClass('QueueEmpty', EXCEPTIONS.Exception, 'asyncio');
const QUEUE_FULL = builtinClass('QueueFull', EXCEPTIONS.Exception, 'asyncio');
class Queue extends Waiting {
  items: Value[] = [];
  limit = Infinity;
  unfinished = 0;
  readonly putters: { readonly item: Value; readonly done: Future }[] = [];
  readonly joiners: Waiting = new Waiting();
  put(item: Value): void {
    this.unfinished++;
    if (!this.wakeOne(item)) this.items.push(item);
  }
  get(): Value {
    const item = this.items.shift()!;
    const putter = this.putters.shift();
    if (putter !== undefined) {
      this.put(putter.item);
      putter.done.settle(null, null);
    }
    return item;
  }
}
initializedClass(QUEUE, Queue, (vm, self: Queue, args, keywords) => {
  const limit = integer(vm, args[0] ?? keywords?.get('maxsize') ?? 0);
  self.limit = limit > 0 ? limit : Infinity;
});
method(QUEUE, 'put', 1, 1, (vm, self: Queue, item: Value) => {
  if (self.items.length < self.limit) {
    self.put(item);
    return new Settled(null);
  }
  const done = new Future(loopOf(vm));
  self.putters.push({ item, done });
  return done;
});
method(QUEUE, 'put_nowait', 1, 1, (_vm, self: Queue, item: Value) => {
  if (self.items.length >= self.limit) throw new PyExceptionObject(QUEUE_FULL.rootShape, []);
  self.put(item);
  return null;
});
method(QUEUE, 'get', 0, 0, (vm, self: Queue) =>
  self.items.length > 0 ? new Settled(self.get()) : self.wait(vm),
);
method(QUEUE, 'get_nowait', 0, 0, (_vm, self: Queue) => {
  if (self.items.length === 0) throw new PyExceptionObject(QUEUE_EMPTY.rootShape, []);
  return self.get();
});
method(QUEUE, 'task_done', 0, 0, (_vm, self: Queue) => {
  if (self.unfinished === 0) throw valueError('task_done() called too many times');
  if (--self.unfinished === 0) while (self.joiners.wakeOne(null));
  return null;
});
method(QUEUE, 'join', 0, 0, (vm, self: Queue) =>
  self.unfinished === 0 ? new Settled(null) : self.joiners.wait(vm),
);
method(QUEUE, 'qsize', 0, 0, (_vm, self: Queue) => self.items.length);
method(QUEUE, 'empty', 0, 0, (_vm, self: Queue) => self.items.length === 0);
method(QUEUE, 'full', 0, 0, (_vm, self: Queue) => self.items.length >= self.limit);

method(LOOP, 'run_until_complete', 1, 1, (vm, loop: Loop, awaitable: Value) => {
  const future = futureOf(vm, awaitable);
  loop.runUntil(future);
  return future.result();
});
method(LOOP, 'create_task', 1, 1, (vm, _loop: Loop, coroutine: Value) => futureOf(vm, coroutine));
method(LOOP, 'create_future', 0, 0, (_vm, loop: Loop) => new Future(loop));
method(LOOP, 'close', 0, 0, () => null);
method(LOOP, 'is_running', 0, 0, (_vm, loop: Loop) => loop.current !== null);
methodList(LOOP, 'call_soon', (vm, args) => {
  const [loop, f, ...rest] = args as [Loop, Value, ...Value[]];
  loop.ready.push(() => callValue(vm, f, rest, null));
  return null;
});
method(LOOP, 'time', 0, 0, (_vm, loop: Loop) => new PyFloat(loop.now));

export function makeAsyncio(): Module {
  const module = new AsyncioModule('asyncio');
  const { namespace } = module;
  defineClasses(module, [
    FUTURE,
    TASK,
    EVENT,
    SEMAPHORE,
    LOCK,
    QUEUE,
    CANCELLED,
    INVALID_STATE,
    QUEUE_EMPTY,
    QUEUE_FULL,
  ]);
  namespace.set('TimeoutError', EXCEPTIONS.TimeoutError);
  const put = (name: string, run: Parameters<typeof nativeList>[1]) =>
    namespace.set(name, nativeList(name, run));
  put('run', (vm, args) => runToEnd(vm, args[0]!));
  put('sleep', (vm, args, keywords) => {
    const [delay, result = null] = parse('sleep', ['delay', 'result'], 1, args, keywords);
    return sleep(vm, delay!, result);
  });
  put('gather', (vm, args, keywords) => gather(vm, args, keywords?.get('return_exceptions') === true));
  put('create_task', (vm, args, keywords) => {
    if (!(args[0] instanceof PyCoroutine))
      throw typeError(`a coroutine was expected, got ${vm.repr(args[0] ?? null)}`);
    const task = futureOf(vm, args[0]) as Task;
    task.name = vm.str(keywords?.get('name') ?? 'Task');
    return task;
  });
  put('ensure_future', (vm, args) => futureOf(vm, args[0]!));
  put('wait_for', (vm, args) => futureOf(vm, args[0]!));
  put('shield', (vm, args) => futureOf(vm, args[0]!));
  put('current_task', (vm) => loopOf(vm).current);
  for (const name of ['get_event_loop', 'new_event_loop', 'get_running_loop']) put(name, (vm) => loopOf(vm));
  put('set_event_loop', () => null);
  put('iscoroutine', (_vm, args) => args[0] instanceof PyCoroutine);
  put('iscoroutinefunction', (_vm, args) => {
    return args[0] instanceof PyFunction && (args[0].code.flags & CO_COROUTINE) !== 0;
  });
  return module;
}
