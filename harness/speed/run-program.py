"""Times one program of ours on CPython: python3 run-program.py FILE.py. Prints the median processor time of one run() in ms.

Its twin is median-time.ts; keep them alike.
"""

import runpy
import sys
import time

WARMUP_S = 0.4
SAMPLES = 60
# A sample is as many calls as take this long.
SAMPLE_S = 0.01

run = runpy.run_path(sys.argv[1], run_name="program")["run"]
calls = 0
start = time.process_time()
while time.process_time() < start + WARMUP_S:
    run()
    calls += 1
per_sample = max(1, round(calls * SAMPLE_S / (time.process_time() - start)))
samples = []
for _ in range(SAMPLES):
    start = time.process_time()
    for _ in range(per_sample):
        run()
    samples.append((time.process_time() - start) / per_sample)
samples.sort()
print(samples[SAMPLES // 2] * 1000)
