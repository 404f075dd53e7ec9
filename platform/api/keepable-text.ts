/** Way to a value from the body's root. */
type Path = readonly (string | number)[];

/** PostgreSQL keeps no U+0000 in text, and no half of a surrogate pair ("String Constants", "JSON Types"). */
const isKeepable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Where in a parsed body the first text stands that no table can keep; undefined when all can be kept. */
export const findUnkeepableText = (value: unknown, path: Path = []): Path | undefined => {
  if (typeof value === 'string') {
    return isKeepable(value) ? undefined : path;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [name, part] of Object.entries(value)) {
    const found = isKeepable(name) ? findUnkeepableText(part, [...path, name]) : path;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
};
