import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RatingLevel } from '../../../../db/stores/ratings.ts';
import { ratingSubmissionSchema } from '../../../../platform/contract/submissions.ts';
import { idOf } from '../../../helpers/database.ts';
import { createJournalWorld, type JournalWorld, platformNow, visitId } from '../../../helpers/journal.ts';
import { certificate, receipt } from '../../../helpers/visit.ts';

let world: JournalWorld;
beforeEach(() => {
  world = createJournalWorld();
});
afterEach(() => world.database.dispose());

const rate = (level: RatingLevel, changes: Partial<Parameters<JournalWorld['journal']['rated']>[0]> = {}) =>
  world.journal.rated({
    visitId,
    businessId: certificate.requestId,
    subject: certificate.certificateNumber,
    groupId: null,
    itemCode: 'housing-status',
    level,
    ...changes,
  });

const message = (key: string) => world.database.read(({ outbox }) => outbox.find(key));
const submission = (key: string) => ratingSubmissionSchema.parse(JSON.parse(message(key)?.body ?? ''));

describe('a rating', () => {
  it.each([
    [5, 'very-satisfied'],
    [4, 'satisfied'],
    [3, 'fairly-satisfied'],
    [2, 'dissatisfied'],
    [1, 'very-dissatisfied'],
  ] as const)('of %i goes to the platform as %s, by the platform’s time', (level, word) => {
    expect(rate(level)).toMatchObject({ ok: true });
    expect(submission(idOf(9001))).toEqual({
      kind: 'rating',
      key: idOf(9001),
      subject: certificate.certificateNumber,
      level: word,
      ratedAt: platformNow,
    });
    expect(message(idOf(9001))).toMatchObject({ kind: 'rating', groupId: idOf(9001), priority: 1 });
    expect(world.audit().at(-1)).toBe('visit.rated');
  });

  it('of an application follows it in its group', () => {
    rate(5, { businessId: receipt.key, subject: receipt.receiptNumber, groupId: receipt.key });
    expect(message(idOf(9001))?.groupId).toBe(receipt.key);
    expect(submission(idOf(9001)).subject).toBe(receipt.receiptNumber);
  });

  it('that comes a second time changes nothing and sends nothing', () => {
    rate(5);
    expect(rate(1)).toMatchObject({ ok: false, reason: 'already-rated' });
    expect(world.database.read(({ outbox }) => outbox.counts().pending)).toBe(1);
    expect(submission(idOf(9001)).level).toBe('very-satisfied');
    expect(world.audit().filter((action) => action === 'visit.rated')).toHaveLength(1);
  });
});
