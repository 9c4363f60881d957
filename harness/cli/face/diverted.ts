/**
 * Standard output for one document alone: until `restore` is called, whatever is printed goes to standard error. A strategy's file
 * may print when it is loaded.
 */

export function diverted(): { restore(): void } {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  return {
    restore() {
      process.stdout.write = write;
    },
  };
}
