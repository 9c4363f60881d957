/** The lines that CPython's sys.settrace is told of, to compare with: one start of CPython for many programs. */

import { spawnSync } from 'node:child_process';

const TRACER = `
import contextlib, io, json, sys
def events_of(source):
    code, events = compile(source, 'test.py', 'exec'), []
    def trace(frame, event, argument):
        if frame.f_code.co_filename != 'test.py': return None
        if event == 'line': events.append('%s:%d' % (frame.f_code.co_qualname, frame.f_lineno))
        return trace
    with contextlib.redirect_stdout(io.StringIO()):
        sys.settrace(trace)
        exec(code, {'__name__': '__main__'})
        sys.settrace(None)
    return events
json.dump([events_of(source) for source in json.load(sys.stdin)], sys.stdout)
`;

/** For each source, "qualified name:line" of each line that started, in order. */
export function eventsOfCPython(sources: readonly string[]): string[][] {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', TRACER], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`CPython failed:\n${stderr}`);
  return JSON.parse(stdout) as string[][];
}
