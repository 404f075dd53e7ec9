import { z } from 'zod';

/** What a line of the guest's console begins with that is a result. */
export const resultMark = '@hid ';

const announcement = z.object({ expected: z.array(z.string()) });
const checkResult = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
export type CheckResult = z.infer<typeof checkResult>;

/** What a line says after its mark; null for one that broke off. The kernel may have written before the mark. */
const contentOf = (line: string): unknown => {
  const start = line.indexOf(resultMark);
  if (start < 0) return null;
  try {
    return JSON.parse(line.slice(start + resultMark.length));
  } catch {
    return null;
  }
};

/** What a console says of the checks: each one that was announced, and those without a result as failed. */
export const readResults = (consoleText: string): CheckResult[] => {
  const contents = consoleText.split(/\r?\n/).map(contentOf);
  const results = contents.flatMap((content) => checkResult.safeParse(content).data ?? []);
  const expected = contents.flatMap((content) => announcement.safeParse(content).data?.expected ?? []);
  return expected.map(
    (name) => results.find((result) => result.name === name) ?? { name, ok: false, detail: 'no result' },
  );
};
