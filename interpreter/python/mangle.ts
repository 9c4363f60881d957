/**
 * Private names: inside `class Spam`, `__eggs` means `_Spam__eggs`. Names that end in two underscores or contain
 * a dot stay as they are, and so does everything in a class named by underscores alone.
 */
export function mangle(name: string, className: string | null): string {
  if (className === null || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const bare = className.replace(/^_+/, '');
  return bare === '' ? name : `_${bare}${name}`;
}
