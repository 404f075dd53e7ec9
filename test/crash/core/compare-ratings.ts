import { ratingSubmissionSchema } from '../../../platform/contract/submissions.ts';
import type { Report } from './finding.ts';
import type { KioskRows } from './kiosk-rows.ts';
import type { PlatformRows } from './platform-rows.ts';
import type { Promises } from './promises.ts';

/** Every promised rating is at the platform once, or a dead letter that the platform refused. */
export const compareRatings = ({
  promises,
  kiosk,
  platform,
  report,
}: {
  readonly promises: Promises;
  readonly kiosk: KioskRows;
  readonly platform: PlatformRows;
  readonly report: Report;
}): Readonly<Record<string, number>> => {
  const results = new Map(platform.results.map((row) => [row.key, row]));
  const arrived = new Map(platform.ratings.map((row) => [row.key, row]));
  const messages = kiosk.messages.filter(({ kind }) => kind === 'rating');
  const subjects = new Map<string, (typeof messages)[number]>();
  let heldBack = 0;
  for (const message of messages) {
    const { subject, level, key } = ratingSubmissionSchema.parse(JSON.parse(message.body));
    if (subject === null) continue;
    if (subjects.has(subject)) report('twice', `rating of ${subject} at the kiosk`);
    subjects.set(subject, message);
    const result = results.get(key);
    const row = arrived.get(key);
    if (message.state === 'pending' && promises.refused.has(message.groupId)) {
      heldBack += 1;
      if (result !== undefined || row !== undefined) report('differs', `rating of ${subject} overtook`);
    } else if (message.state === 'acknowledged') {
      if (result?.outcome !== 'received') report('differs', `rating ${key} is no result of the platform`);
      if (row?.subject !== subject || row.level !== level) report('lost', `rating of ${subject}`);
    } else if (message.state !== 'refused' || result?.outcome !== 'refused' || row !== undefined) {
      report('differs', `rating of ${subject}: ${message.state} here, ${result?.outcome} there`);
    }
  }
  for (const { subject, number } of promises.rated) {
    if (!subjects.has(subject)) report('lost', `rating of ${subject} in visit ${number}`);
  }
  for (const { key } of platform.ratings) {
    if (!messages.some((message) => message.key === key)) report('differs', `rating ${key} not of the kiosk`);
  }
  const rated = platform.ratings.map(({ subject }) => subject);
  for (const subject of rated.filter((value, index) => rated.indexOf(value) !== index)) {
    report('twice', `rating of ${subject}`);
  }
  if (kiosk.ratings.length !== messages.length) {
    report('differs', `${kiosk.ratings.length} ratings and ${messages.length} messages of ratings`);
  }
  return {
    'ratings promised': promises.rated.length,
    'ratings at the platform': platform.ratings.length,
    'ratings held back by a refused application': heldBack,
    'ratings refused, kept as dead letters': messages.filter(({ state }) => state === 'refused').length,
  };
};
