/** The stand-in for the pyperf runner: benchmark files run as they are, each benchmark once. */

import { expect, test } from 'vitest';
import { Interpreter } from '../../../interpreter/index.ts';

const BENCHMARK = `
import asyncio
import pyperf


def work(n, k=2):
    print("work", n, k)


def timed(loops, n):
    start = pyperf.perf_counter()
    print("timed", loops, n)
    return pyperf.perf_counter() - start


async def later():
    await asyncio.sleep(0)
    print("later")


def add_cmdline_args(cmd, args):
    cmd.append(args.size)


if __name__ == "__main__":
    runner = pyperf.Runner(add_cmdline_args=add_cmdline_args, processes=3)
    runner.metadata["description"] = "A test"
    group = runner.argparser.add_argument_group("more")
    group.add_argument("--size", type=int, default=7, metavar="N")
    runner.argparser.set_defaults(mode="fast")
    args = runner.parse_args()
    runner.bench_func("plain", work, args.size, k=3)
    runner.bench_time_func("timed", timed, args.size, inner_loops=10)
    runner.bench_async_func("async", later)
    runner.timeit("call", lambda: print("called"))
    print(args.mode, args.size)
`;

function run(...argv: string[]): string {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const vm = new Interpreter({ write, argv: ['bm_test.py', ...argv] });
  vm.runModule(vm.compile(BENCHMARK, 'bm_test.py'), '__main__');
  return output;
}

const printed = (size: number) =>
  [
    `work ${size} 3`,
    'plain: ran once',
    `timed 1 ${size}`,
    'timed: ran once',
    'later',
    'async: ran once',
    'called',
    'call: ran once',
    `fast ${size}`,
    '',
  ].join('\n');

test('a benchmark file runs with its defaults', () => {
  expect(run()).toBe(printed(7));
});

test('options of the file are read, those of the real runner passed over', () => {
  expect(run('--fast', '--size', '3', '-o', '--size=4')).toBe(printed(4));
});
