/**
 * Functions, lambdas and classes: a body becomes a code object of its own, a constant of the code around it, and
 * MAKE_FUNCTION makes a function of it where the definition stands. Defaults, decorators and bases are evaluated
 * there, and annotations too (annotations.ts).
 */

import { CO_COROUTINE, CO_VARARGS, CO_VARKEYWORDS, type CodeObject } from '../code.ts';
import { Op } from '../opcodes.ts';
import { PyTuple, type Value } from '../values.ts';
import { beginAnnotations, pushAnnotations } from './annotations.ts';
import { assemble } from './assemble.ts';
import { Builder, type Signature } from './builder.ts';
import { callTop } from './calls.ts';
import { constantOf } from './constants.ts';
import { UnsupportedSyntax } from './errors.ts';
import { expression } from './expressions.ts';
import { mangle } from './mangle.ts';
import { storeName } from './names.ts';
import type { Expression, Node, NodeOf, Statement } from './parse.ts';
import { statements } from './statements.ts';

type Definition = NodeOf<'FunctionDef' | 'AsyncFunctionDef'>;

/** Bits of MAKE_FUNCTION. */
const HAS_DEFAULTS = 1;
const HAS_KEYWORD_DEFAULTS = 2;
const HAS_ANNOTATIONS = 4;
const HAS_CLOSURE = 8;

/** `def` and `async def`: defines a function and binds its name. */
export function functionDefinition(b: Builder, node: Definition): void {
  decorated(b, node.decorator_list, () => {
    let flags = pushDefaults(b, node.args);
    if (pushAnnotations(b, node.args, node.returns)) flags |= HAS_ANNOTATIONS;
    const code = codeOf(b, node, firstLineOf(node), (inner) => {
      const isCoroutine = node.nodeType === 'AsyncFunctionDef';
      inner.signature = signatureOf(node.args, isCoroutine ? CO_COROUTINE : 0);
      // The first constant is the docstring, or None.
      inner.constIndex(docstringOf(node.body));
      if (isCoroutine || inner.scope.isGenerator) beginGenerator(inner);
      statements(inner, withoutDocstring(node.body));
      returnNone(inner);
    });
    makeFunction(b, code, flags);
  });
  storeName(b, node.name);
}

/** Pushes the function that a lambda makes. */
export function lambda(b: Builder, node: NodeOf<'Lambda'>): void {
  const flags = pushDefaults(b, node.args);
  const code = codeOf(b, node, node.lineno, (inner) => {
    inner.signature = signatureOf(node.args, 0);
    inner.constIndex(null);
    if (inner.scope.isGenerator) beginGenerator(inner);
    expression(inner, node.body);
    inner.emit(Op.RETURN_VALUE);
  });
  makeFunction(b, code, flags);
}

/** `class`: calls the builder of classes with the body as a function, the name, and the bases. */
export function classDefinition(b: Builder, node: NodeOf<'ClassDef'>): void {
  decorated(b, node.decorator_list, () => {
    b.emit(Op.LOAD_BUILD_CLASS);
    const code = codeOf(b, node, firstLineOf(node), (inner) => classBody(inner, node));
    makeFunction(b, code, 0);
    b.emitConst(node.name);
    callTop(b, 2, node.bases, node.keywords);
  });
  storeName(b, node.name);
}

/** Binds __module__, __qualname__ and __doc__, runs the body, and returns the `__class__` cell if methods use it. */
function classBody(b: Builder, node: NodeOf<'ClassDef'>): void {
  b.emitName(Op.LOAD_NAME, '__name__');
  b.emitName(Op.STORE_NAME, '__module__');
  b.emitConst(b.qualname);
  b.emitName(Op.STORE_NAME, '__qualname__');
  beginAnnotations(b, node.body);
  docstringStore(b, node.body);
  statements(b, withoutDocstring(node.body));
  if (b.scope.needsClassCell) {
    if (b.scope.frees.includes('__class__')) {
      const reason = '__class__ of the class around, in a class whose own methods use __class__ or super()';
      throw new UnsupportedSyntax(b.file.filename, node, `${reason}, is outside the subset`);
    }
    b.emitSlot(Op.LOAD_CLOSURE, '__class__');
    b.emit(Op.COPY, 1);
    b.emitName(Op.STORE_NAME, '__classcell__');
  } else {
    b.emitConst(null);
  }
  b.emit(Op.RETURN_VALUE);
}

/** Binds __doc__ in a class or module body that has a docstring. */
export function docstringStore(b: Builder, body: readonly Statement[]): void {
  const docstring = docstringOf(body);
  if (docstring === null) return;
  b.where = body[0]!;
  b.emitConst(docstring);
  b.emitName(Op.STORE_NAME, '__doc__');
}

/** The docstring of a body: a plain string literal that stands first. */
export function docstringOf(body: readonly Statement[]): string | null {
  const [first] = body;
  if (first?.nodeType !== 'Expr' || first.value.nodeType !== 'Constant') return null;
  // A string that folding has made ('a' + 'b') has no quotes, and is no docstring.
  const { value, quote_style } = first.value;
  return typeof value === 'string' && quote_style !== undefined ? value : null;
}

/** A body without its docstring. */
export function withoutDocstring(body: readonly Statement[]): readonly Statement[] {
  return docstringOf(body) === null ? body : body.slice(1);
}

/** The first instructions of a generator: hand out the generator, then drop what was sent in to start it. */
export function beginGenerator(b: Builder): void {
  b.emit(Op.RETURN_GENERATOR);
  b.emit(Op.POP_TOP);
}

/** What a body returns that ends without return. */
export function returnNone(b: Builder): void {
  if (!b.blocks.at(-1)!.fallsThrough) return;
  b.emitConst(null);
  b.emit(Op.RETURN_VALUE);
}

function signatureOf(args: NodeOf<'Arguments'>, flags: number): Signature {
  const { posonlyargs, kwonlyargs, vararg, kwarg } = args;
  return {
    argCount: posonlyargs.length + args.args.length,
    posOnlyArgCount: posonlyargs.length,
    kwOnlyArgCount: kwonlyargs.length,
    flags: flags | (vararg ? CO_VARARGS : 0) | (kwarg ? CO_VARKEYWORDS : 0),
  };
}

/** The code object of the block that a node opens: compiled once, however often the node is emitted. */
export function codeOf(
  b: Builder,
  node: Node,
  firstLine: number,
  body: (inner: Builder) => void,
): CodeObject {
  let code = b.file.codes.get(node);
  if (!code) {
    const scope = b.scopeOf(node);
    const inner = new Builder(b.file, scope, qualnameOf(b, scope.name), firstLine, b);
    body(inner);
    code = assemble(inner);
    b.file.codes.set(node, code);
  }
  return code;
}

function qualnameOf(b: Builder, name: string): string {
  if (b.parent === null) return name;
  const isDefinition = !name.startsWith('<');
  if (isDefinition && b.scope.reachOf(mangle(name, b.scope.className)) === 'global') return name;
  const isFunction = b.scope.kind === 'function' && !b.scope.isComprehension;
  return isFunction ? `${b.qualname}.<locals>.${name}` : `${b.qualname}.${name}`;
}

/** Pushes the function that has `code`; `flags` says what of it lies on the stack already. */
export function makeFunction(b: Builder, code: CodeObject, flags: number): void {
  const frees = code.slotNames.slice(code.slotNames.length - code.freeCount);
  for (const name of frees) b.emitSlot(Op.LOAD_CLOSURE, name);
  if (frees.length > 0) b.emit(Op.BUILD_TUPLE, frees.length);
  b.emitConst(code);
  b.emit(Op.MAKE_FUNCTION, flags | (frees.length > 0 ? HAS_CLOSURE : 0));
}

/** Pushes the defaults of the parameters that have one, and says which kinds as bits of MAKE_FUNCTION. */
function pushDefaults(b: Builder, args: NodeOf<'Arguments'>): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    flags |= HAS_DEFAULTS;
    pushTuple(b, args.defaults);
  }
  const named = args.kwonlyargs.map(({ arg }, i) => ({ arg, value: args.kw_defaults[i] ?? null }));
  const withDefault = named.filter((parameter) => parameter.value !== null);
  if (withDefault.length > 0) {
    flags |= HAS_KEYWORD_DEFAULTS;
    for (const { arg, value } of withDefault) {
      b.emitConst(mangle(arg, b.scope.className));
      expression(b, value!);
    }
    b.emit(Op.BUILD_MAP, withDefault.length);
  }
  return flags;
}

function pushTuple(b: Builder, elements: readonly Expression[]): void {
  const values = elements.map(constantOf);
  if (!values.includes(undefined)) {
    b.emitConst(new PyTuple(values as Value[]));
    return;
  }
  for (const element of elements) expression(b, element);
  b.emit(Op.BUILD_TUPLE, elements.length);
}

/** Decorators first, then what they decorate, then their calls from the innermost out. */
function decorated(b: Builder, decorators: readonly Expression[], push: () => void): void {
  const { where } = b;
  for (const decorator of decorators) expression(b, decorator);
  push();
  for (const decorator of [...decorators].reverse()) {
    b.where = decorator;
    b.emit(Op.CALL, 1);
  }
  b.where = where;
}

/** A definition begins with its first decorator. */
function firstLineOf(node: Definition | NodeOf<'ClassDef'>): number {
  return node.decorator_list[0]?.lineno ?? node.lineno;
}
