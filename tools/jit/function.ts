/**
 * The function around the instructions: they are written one after the other, within the loops and blocks that their jumps
 * need; before them the frame is put on top and its arguments are fetched, behind them stands what happens when one throws.
 * Only variables that the instructions name are declared.
 */

import { CO_VARARGS, CO_VARKEYWORDS, type CodeObject } from '../../interpreter/core.ts';
import { type Flow, isCall, isLeft, type Scope } from './flow.ts';
import { CALLS } from './instructions/calls.ts';
import { CONTAINERS } from './instructions/containers.ts';
import { CONTROL } from './instructions/control.ts';
import { MEMBERS } from './instructions/members.ts';
import { OPERATORS } from './instructions/operators.ts';
import { TRUTH } from './instructions/truth.ts';
import { VARIABLES } from './instructions/variables.ts';
import { type Emitters, Writer } from './writer.ts';

const EMITTERS: Emitters = {
  ...VARIABLES,
  ...MEMBERS,
  ...OPERATORS,
  ...TRUTH,
  ...CONTROL,
  ...CALLS,
  ...CONTAINERS,
};

/** In braces. */
export function functionBody(code: CodeObject, flow: Flow): string {
  const w = new Writer(code, flow);
  writeAll(w);
  const lines = w.lines.join('\n');
  const uses = (name: string) => new RegExp(`\\b(?:${name})\\b`).test(lines);
  const before = entering(w, uses).join('\n');
  const caught = catching(code, uses).join('\n');
  return `{\n${before}\ntry {\n${lines}\n} catch (error) {\n${caught}\n}\n}\n`;
}

function writeAll(w: Writer): void {
  const { instructions } = w.code;
  const { heights, leaders, scopes } = w.flow;
  const waiting = [...scopes];
  const open: Scope[] = [];
  for (let at = 0; at <= instructions.length; at = w.at + 1) {
    const height = heights[at] ?? -1;
    const meeting = leaders.has(at) && height >= 0;
    w.begin(at);
    if (meeting && w.live) w.emit(w.moves());
    while (open.at(-1)?.end === at) close(w, open.pop()!);
    while (waiting[0]?.start === at) {
      const scope = waiting.shift()!;
      w.emit(scope.kind === 'loop' ? `L${scope.target}: for (;;) {` : `B${scope.target}: {`);
      open.push(scope);
    }
    if (meeting) w.meet(height);
    if (height >= 0 && w.live) instruction(w, instructions[at]!);
  }
}

function close(w: Writer, scope: Scope): void {
  if (scope.kind === 'loop' && w.live) w.emit(`break L${scope.target};`);
  w.emit('}');
}

function instruction(w: Writer, word: number): void {
  const op = word & 255;
  if (isLeft(op)) {
    w.giveUp();
    return;
  }
  if (isCall(op)) w.emit(w.writeBack());
  const emitter = EMITTERS[op];
  if (emitter === undefined) {
    throw new Error(`Internal error: opcode ${op} at ${w.at} of "${w.code.qualname}" is not compiled.`);
  }
  emitter(w, word >>> 8);
}

type Uses = (name: string) => boolean;

function entering({ code, temporaries }: Writer, uses: Uses): string[] {
  const { slotNames, argCount, kwOnlyArgCount, flags, stackSize } = code;
  const stars = Number((flags & CO_VARARGS) !== 0) + Number((flags & CO_VARKEYWORDS) !== 0);
  const parameters = argCount + kwOnlyArgCount + stars;
  const variables = [
    ...slotNames.map((_, i) => (i < parameters ? `s${i} = stack[base + ${i}]` : `s${i}`)),
    ...joins(stackSize).filter(uses),
    ...temporaries,
    'pc = 0',
    ...['x', 'c'].filter(uses),
  ];
  const warms = uses('caches|(operate|item|attribute|method|storeAttributeOf)\\(');
  return [
    'const { stack } = vm;',
    'const base = frame.base | 0;',
    ...(uses('consts') ? ['const { consts } = frame.code;'] : []),
    ...(uses('globals') ? ['const { globals } = frame;'] : []),
    ...(warms ? ['const caches = frame.code.caches ?? warm(frame.code);'] : []),
    `let ${variables.join(', ')};`,
    'const back = vm.frame;',
    'vm.waiting = 0;',
    'frame.back = back;',
    'if (++vm.depth > vm.recursionLimit) throw vm.tooDeep();',
    'vm.frame = frame;',
  ];
}

/** When there are handlers, the loop goes on in one of them with slots and entries of the stack as they are. */
function catching({ slotNames, handlers }: CodeObject, uses: Uses): string[] {
  const last = 'return raise(vm, frame, error);';
  if (handlers.length === 0) return ['frame.pc = pc;', last];
  let height = 0;
  for (let row = 3; row < handlers.length; row += 5) height = Math.max(height, handlers[row]!);
  return [
    'frame.pc = pc;',
    ...slotNames.map((_, i) => `stack[base + ${i}] = s${i};`),
    ...joins(height).flatMap((name, i) =>
      uses(name) ? [`stack[base + ${slotNames.length + i}] = ${name};`] : [],
    ),
    last,
  ];
}

/** Names of the variables that entries of the stack have where ways meet. */
function joins(height: number): string[] {
  return Array.from({ length: height }, (_, i) => `c${i}`);
}
