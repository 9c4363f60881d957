"""Times one program of ours on CPython: python3 run-program.py FILE.py. Prints the median time of one run() in ms."""

import runpy
import sys
import time

WARMUP_S = 0.4
SAMPLES = 60
RUNS_PER_SAMPLE = 20

run = runpy.run_path(sys.argv[1], run_name="program")["run"]
end = time.perf_counter() + WARMUP_S
while time.perf_counter() < end:
    run()
samples = []
for _ in range(SAMPLES):
    start = time.perf_counter()
    for _ in range(RUNS_PER_SAMPLE):
        run()
    samples.append((time.perf_counter() - start) / RUNS_PER_SAMPLE)
samples.sort()
print(samples[SAMPLES // 2] * 1000)
