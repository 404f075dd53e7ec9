/** What a log may hold of a failure. */
export interface FailureFields {
  readonly error: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  /** Places in the code, innermost first. */
  readonly at?: readonly string[];
  readonly cause?: FailureFields;
}

const placesAtMost = 12;

/** `at name (file:///path:line:column)`, with or without a name. */
const place = /^ {4}at (async )?[\w#$.<>[\] ]*\(?(file:\/\/\/|\/|node:)[^()]*:\d+:\d+\)?$/;

/** A stack begins with the message, however many lines that has; what follows it are places. */
const placesOf = ({ stack, message }: { readonly stack?: unknown; readonly message?: unknown }): string[] => {
  if (typeof stack !== 'string') {
    return [];
  }
  const start =
    typeof message === 'string' && stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => place.test(line))
    .map((line) => line.trim())
    .slice(0, placesAtMost);
};

/** Names of tables and constraints and codes are ours; anything longer or else is not. */
const nameAmong = (error: object, field: string): Record<string, string> => {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' && /^\w{1,63}$/.test(value) ? { [field]: value } : {};
};

/**
 * What is logged of a failure: its kind, its code, what it broke, and where. Never its message, detail or context, nor a
 * stack as it is, which begins with the message: a database repeats values in them.
 */
export const failureFields = (error: unknown): FailureFields => {
  if (typeof error !== 'object' || error === null) {
    return { error: typeof error };
  }
  const { name, cause } = error as { name?: unknown; cause?: unknown };
  const places = placesOf(error);
  return {
    error: typeof name === 'string' ? name : 'object',
    ...nameAmong(error, 'code'),
    ...nameAmong(error, 'constraint'),
    ...nameAmong(error, 'table'),
    ...nameAmong(error, 'column'),
    ...(places.length > 0 && { at: places }),
    ...(cause !== undefined && { cause: failureFields(cause) }),
  };
};
