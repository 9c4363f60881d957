/**
 * The clock of the runners. run-program.py does the same on CPython; keep them alike. It counts processor time, of all
 * threads: waiting for a processor that somebody else uses is not counted, collecting garbage aside is.
 */

const WARMUP_MS = 1000;
const SAMPLES = 60;
/** A sample is as many calls as take this long. */
const SAMPLE_MS = 10;

/** Median time of one call in ms, after warming up. */
export function medianTimeOf(call: () => void): number {
  let calls = 0;
  const start = now();
  for (; now() < start + WARMUP_MS; calls++) call();
  const perSample = Math.max(1, Math.round((calls * SAMPLE_MS) / (now() - start)));
  const samples = Array.from({ length: SAMPLES }, () => {
    const begin = now();
    for (let i = 0; i < perSample; i++) call();
    return (now() - begin) / perSample;
  });
  samples.sort((a, b) => a - b);
  return samples[SAMPLES / 2]!;
}

/** Processor time of this process in ms. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
