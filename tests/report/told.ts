/** What a sentence tells, however it is worded: its names, which stand in backticks, and its numbers, in their order. */

export function told(text: string): string[] {
  const found = text.matchAll(/`([^`]+)`|(?<![\w-])(−?\d[\d\u00a0]*(?:\.\d+)?)/g);
  return [...found].map(([, name, number]) => name ?? number!.replaceAll('\u00a0', ''));
}

/** Its names alone. */
export function names(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

/** The sentences of a text: a point within a number or a name ends none. */
export function sentences(text: string): string[] {
  return text.split(/(?<=[.?!]) (?=[A-Z`])/);
}
