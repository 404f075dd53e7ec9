import { createHash } from 'node:crypto';
import { feedDocumentSchema, type FeedPage, feedPageSchema } from '../../../platform/contract/feed.ts';
import { signDocument } from '../../../platform/contract/signed-document.ts';
import { answer, at, textOf } from './altered-answers.ts';
import type { BrokenRequest, BrokenWorld, Misconduct } from './broken-platform.ts';

/** Makes other pages of those that the good platform gives. */
export const withPages = (
  change: (page: FeedPage, request: BrokenRequest, world: BrokenWorld) => FeedPage | Promise<FeedPage>,
): Misconduct =>
  at('GET', /^\/v1\/feed/, async (given, request, world) =>
    given.status === 200
      ? answer(200, await change(feedPageSchema.parse(JSON.parse(textOf(given))), request, world))
      : given,
  );

/** Publishes one document more at the end of the feed, properly signed. */
export const publishes = (changes: {
  readonly audience?: string;
  readonly collection?: 'settings' | 'guide' | 'policies';
  readonly content?: unknown;
}): Misconduct =>
  withPages(async (page, _request, { answerKey }) =>
    page.more
      ? page
      : {
          ...page,
          documents: [
            ...page.documents,
            await signDocument(
              {
                collection: 'guide',
                id: 'of-the-broken-platform',
                version: 1,
                issuedAt: Date.now(),
                audience: 'all',
                removed: false,
                content: {},
                ...changes,
              },
              answerKey,
            ),
          ],
        },
  );

export const forgesDocuments = withPages((page) => ({
  ...page,
  documents: page.documents.map((jws) => {
    const [header, payload = '', signature] = jws.split('.');
    const forged = Buffer.from(payload, 'base64url').toString('utf8').replace('"version":', '"version":9');
    return `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`;
  }),
}));

/** The page after the first is another each time. */
export const losesDocumentsNowAndThen = (): Misconduct => {
  let count = 0;
  return withPages((page) => {
    count += 1;
    return count % 2 === 0 ? { ...page, documents: [] } : page;
  });
};

/** The newest documents are not in the last large page. */
export const cutsLargePages = withPages((page, { path }) =>
  path.includes('limit=500') ? { ...page, documents: page.documents.slice(1) } : page,
);

/** Breaks nothing: what it signs says the same each time, under another signature. */
export const signsEachTimeAnew = withPages(async (page, _request, { answerKey }) => ({
  ...page,
  documents: await Promise.all(
    page.documents.map((jws) =>
      signDocument(
        feedDocumentSchema.parse(
          JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')),
        ),
        answerKey,
      ),
    ),
  ),
}));

export const movesAtTheEnd = withPages((page, { path }) =>
  page.documents.length === 0 && !page.more
    ? { ...page, next: `${createHash('sha256').update(path).digest('hex').slice(0, 20)}` }
    : page,
);

export const publishesVersionsAgain = withPages((page, { path }) =>
  path.includes('limit=100') ? { ...page, documents: [...page.documents, ...page.documents] } : page,
);

export const namesAnOldKeySet = withPages((page) => ({ ...page, keySetIssuedAt: page.keySetIssuedAt - 1 }));
