/**
 * The modules `os` and `os.path`: paths as text. There is no file system behind them: nothing exists, and the
 * environment is empty.
 */

import type { Interpreter } from '../interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { EXCEPTIONS, pyError, typeError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { PyTuple, type Value } from '../values.ts';
import { define, defineList } from './define.ts';

function pathOf(value: Value): string {
  if (typeof value !== 'string') {
    throw typeError(`expected str, bytes or os.PathLike object, not ${typeOf(value).name}`);
  }
  return value;
}

function join(parts: readonly string[]): string {
  return parts.reduce((path, part) => {
    if (part.startsWith('/')) return part;
    return path === '' || path.endsWith('/') ? path + part : `${path}/${part}`;
  });
}

function split(path: string): [head: string, tail: string] {
  const at = path.lastIndexOf('/') + 1;
  const head = path.slice(0, at);
  return [/^\/*$/.test(head) ? head : head.replace(/\/+$/, ''), path.slice(at)];
}

function splitExtension(path: string): [root: string, extension: string] {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  return dot > name && /[^.]/.test(path.slice(name, dot))
    ? [path.slice(0, dot), path.slice(dot)]
    : [path, ''];
}

function normal(path: string): string {
  const isAbsolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || (!isAbsolute && parts.length === 0) || parts.at(-1) === '..') parts.push(part);
    else parts.pop();
  }
  return (isAbsolute ? '/' : '') + parts.join('/') || '.';
}

const absolute = (path: string) => normal(path.startsWith('/') ? path : `/${path}`);

function makePath(): Module {
  const module = new Module('os.path');
  const { namespace } = module;
  const ofPath = (name: string, run: (path: string) => Value) =>
    define(module, name, 1, 1, (_vm, path: Value) => run(pathOf(path)));
  defineList(module, 'join', (_vm, args) => {
    if (args.length === 0) throw typeError("join() missing 1 required positional argument: 'a'");
    return join(args.map(pathOf));
  });
  ofPath('basename', (path) => split(path)[1]);
  ofPath('dirname', (path) => split(path)[0]);
  ofPath('split', (path) => new PyTuple(split(path)));
  ofPath('splitext', (path) => new PyTuple(splitExtension(path)));
  ofPath('normpath', normal);
  ofPath('isabs', (path) => path.startsWith('/'));
  for (const name of ['abspath', 'realpath']) ofPath(name, absolute);
  for (const name of ['expanduser', 'expandvars', 'normcase']) ofPath(name, (path) => path);
  for (const name of ['exists', 'isfile', 'isdir', 'islink', 'lexists']) ofPath(name, () => false);
  ofPath('getsize', (path) => {
    throw pyError('FileNotFoundError', 2, 'No such file or directory', path);
  });
  namespace.set('sep', '/');
  namespace.set('curdir', '.');
  namespace.set('pardir', '..');
  namespace.set('extsep', '.');
  return module;
}

export function makeOs(vm: Interpreter): Module {
  const module = new Module('os');
  const { namespace } = module;
  const path = makePath();
  vm.modules.set('os.path', path);
  namespace.set('path', path);
  namespace.set('environ', new PyDict());
  namespace.set('name', 'posix');
  namespace.set('sep', '/');
  namespace.set('linesep', '\n');
  namespace.set('pathsep', ':');
  namespace.set('curdir', '.');
  namespace.set('devnull', '/dev/null');
  namespace.set('error', EXCEPTIONS.OSError);
  define(module, 'getcwd', 0, 0, () => '/');
  define(module, 'getpid', 0, 0, () => 1);
  define(module, 'cpu_count', 0, 0, () => 1);
  define(module, 'getenv', 1, 2, (_vm, _name: Value, fallback: Value = null) => fallback);
  define(module, 'fspath', 1, 1, (_vm, value: Value) => pathOf(value));
  define(module, 'listdir', 0, 1, () => new PyList([]));
  define(module, 'urandom', 1, 1, () => {
    throw pyError('NotImplementedError', 'os.urandom() is outside the supported subset of Python');
  });
  return module;
}
