import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withChart } from '../../../scripts/session-chart/session-doc.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/session.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| state'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/session.md', () => {
  it('shows the chart as it is (node scripts/session-chart/draw.ts draws it anew)', () => {
    expect(withChart(page)).toBe(page);
  });

  it('has no state that waits for a person without a time-out and a way out', () => {
    const waiting = rows.filter(([, , limit]) => limit?.includes('idle, then a warning'));
    expect(waiting.length).toBeGreaterThan(10);
    for (const [, state, , , out] of waiting) expect([state, out]).toEqual([state, 'goodbye']);
  });

  it('has no state without an end, but those whose work ends by itself, and a card that somebody has to lift', () => {
    const endless = rows.filter(([, , limit]) => limit === 'ends with its work').map(([, state]) => state);
    expect(endless).toEqual([
      'maintenance',
      'printingNotice',
      'opening',
      'identified',
      'printingAppointment',
      'assuring',
      'prepared',
      'printing',
      'fillingIn',
      'openingForm',
      'filing',
      'printingReceipt',
      'filingReply',
      'cardLeft.reminded',
    ]);
  });
});
