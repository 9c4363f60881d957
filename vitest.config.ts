import { defineConfig } from 'vitest/config';

/** Tests that force collections: in a process that other files have filled, each collection would take ten times as long. */
const COLLECTING = ['arms', 'experiments', 'process', 'strategies'].map(
  (room) => `tests/${room}/**/*.test.ts`,
);

const common = {
  pool: 'forks' as const,
  // Forks take the flag, threads do not.
  execArgv: ['--expose-gc'],
  // Catches what hangs, nothing else: no test's result may depend on how fast the machine is.
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

export default defineConfig({
  test: {
    // A worker for each core: no test asks the clock.
    maxWorkers: '100%',
    projects: [
      { test: { ...common, name: 'collecting', include: COLLECTING, isolate: true } },
      {
        test: {
          ...common,
          name: 'others',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: COLLECTING,
          isolate: false,
        },
      },
    ],
  },
});
