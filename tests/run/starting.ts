/** A line of a program that starts a process which would run for an hour, with the pipes of its parent. */
export function startProcess(options: string): string {
  return `(await import('node:child_process')).spawn('sleep', ['3600'], { ${options}stdio: 'inherit' });`;
}
