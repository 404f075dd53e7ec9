import type { Breach } from './breach.ts';
import * as feed from './feed-misconducts.ts';

/** Ways to publish what is none. */
export const feedBreaches: readonly Breach[] = [
  {
    what: 'publishes documents that were altered',
    misconduct: feed.forgesDocuments,
    found: ['The feed is read page by page until there is no more, and every document verifies'],
  },
  {
    what: 'leaves documents out of large pages',
    misconduct: feed.cutsLargePages,
    found: ['Small pages and large ones bring the same documents in the same order'],
  },
  {
    what: 'loses documents now and then',
    misconduct: feed.losesDocumentsNowAndThen(),
    found: ['The same reading position gives the same page again'],
  },
  {
    what: 'moves on at the end of the feed',
    misconduct: feed.movesAtTheEnd,
    found: ['At the end of the feed nothing comes, and the position stays'],
  },
  {
    what: 'publishes a version twice',
    misconduct: feed.publishesVersionsAgain,
    found: ['The version of a document only grows'],
  },
  {
    what: 'gives out what is for another kiosk',
    misconduct: feed.publishes({ audience: 'K-0000000000' }),
    found: ['Documents are for every kiosk or for this one'],
  },
  {
    what: 'publishes settings that are none',
    misconduct: feed.publishes({ collection: 'settings', content: { more: true } }),
    found: ['What documents hold fits their collection'],
  },
  {
    what: 'names an old key set',
    misconduct: feed.namesAnOldKeySet,
    found: ['A page names the newest key set'],
  },
];
