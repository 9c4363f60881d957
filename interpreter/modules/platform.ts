/** The module `platform`: names for the lines that benchmarks print about where they run. */

import { Module } from '../objects/module.ts';
import { PyTuple } from '../values.ts';
import { define } from './define.ts';

export function makePlatform(): Module {
  const module = new Module('platform');
  const facts: Record<string, string> = {
    python_implementation: 'CPython',
    python_version: '3.11.0',
    system: 'coextra',
    machine: '',
    node: '',
    processor: '',
    release: '',
    version: '',
    platform: 'coextra',
    python_compiler: '',
  };
  for (const [name, value] of Object.entries(facts)) define(module, name, 0, 2, () => value);
  define(module, 'python_version_tuple', 0, 0, () => new PyTuple(['3', '11', '0']));
  define(module, 'architecture', 0, 0, () => new PyTuple(['64bit', '']));
  return module;
}
