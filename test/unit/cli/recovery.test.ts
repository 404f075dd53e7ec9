import { describe, expect, it } from 'vitest';
import { readOnlyRefusals } from '../../../db/read-only-connection.ts';
import { readRecoveryAction } from '../../../electron/cli/commands/recovery.ts';
import { recoveryReport } from '../../../electron/cli/commands/recovery-report.ts';
import { parseOptions } from '../../../electron/cli/options.ts';
import { recoveryWords } from '../../../electron/cli/words/recovery-words.ts';

describe('what is asked of the recoveries', () => {
  it.each([
    [[], {}, { action: 'show' }],
    [['show'], {}, { action: 'show' }],
    [['seen', '3'], { by: 'QX-1024' }, { action: 'seen', id: 3, by: 'QX-1024' }],
  ] as const)('%j with %j is understood', (words, options, what) => {
    expect(readRecoveryAction(words, options)).toEqual({ ok: true, what });
  });

  it.each([
    [['seen'], { by: 'li' }, 'ID is missing'],
    [['seen', '3'], {}, '--by is missing'],
    [['seen', '0'], { by: 'li' }, 'no number of a recovery'],
    [['seen', '3; drop'], { by: 'li' }, 'no number of a recovery'],
    [['show', '3'], {}, 'one argument too many'],
    [['show'], { by: 'li' }, '--by has no meaning'],
    [['forget'], {}, 'there are show, seen'],
  ] as const)('%j with %j is refused with a sentence', (words, options, problem) => {
    expect(readRecoveryAction(words, options)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(problem),
    });
  });

  it.each(['李四', 'li si', '', '-x', 'a'.repeat(41)])('who has read it is not "%s"', (by) => {
    expect(parseOptions(['seen', '3', `--by=${by}`], ['by'])).toMatchObject({ ok: false });
  });
});

describe('the report of a command on recoveries', () => {
  it.each([
    [{ outcome: 'seen', id: 3 }, 0],
    [{ outcome: 'listed', recoveries: [] }, 0],
    [{ outcome: 'kiosk-running', detail: 'x' }, 5],
    [{ outcome: 'disk-full', detail: 'x' }, 6],
    ...readOnlyRefusals.map((outcome) => [{ outcome, detail: 'x' }, 6] as const),
    [{ outcome: 'not-unseen' }, 7],
  ] as const)('%j ends with code %i, and with ok only for 0', (result, exitCode) => {
    const report = recoveryReport(result);
    expect(report.exitCode).toBe(exitCode);
    expect(report.document).toMatchObject({
      command: 'recovery',
      ok: exitCode === 0,
      outcome: result.outcome,
    });
    expect(report.text.length).toBeGreaterThan(0);
  });

  it('is in both languages', () => {
    for (const { en, 'zh-CN': chinese } of Object.values(recoveryWords)) {
      expect(en).toMatch(/^[\x20-\x7e]+$/);
      expect(chinese).toMatch(/\p{sc=Han}/u);
    }
  });
});
