import type { KeySet } from '../contract/api.ts';
import { type FeedDocument, type FeedPage, feedPageSchema } from '../contract/feed.ts';
import { verifyDocument } from '../contract/signed-document.ts';
import type { AskSigned } from './ask.ts';
import { demand, demandAnswer } from './breach.ts';

/** More pages than any platform publishes: a feed that goes on is going in circles. */
const maximumPages = 2_000;

export const feedPath = (after: string, limit: number): string =>
  `v1/feed?after=${encodeURIComponent(after)}&limit=${limit}`;

/** Pages from a position on until `more` is false. */
export const readPages = async (
  ask: AskSigned,
  { after = '', limit }: { readonly after?: string; readonly limit: number },
): Promise<FeedPage[]> => {
  const pages: FeedPage[] = [];
  let position = after;
  for (;;) {
    const page = demandAnswer(await ask({ method: 'GET', path: feedPath(position, limit) }), feedPageSchema);
    pages.push(page);
    if (!page.more) {
      return pages;
    }
    demand(page.next !== position, 'says that there is more, but does not move on');
    demand(pages.length < maximumPages, `does not end within ${maximumPages} pages`);
    position = page.next;
  }
};

/** Opens published documents with the answer keys of the key set. */
export const openDocuments = async (
  jwsList: readonly string[],
  keySet: KeySet,
): Promise<readonly FeedDocument[]> => {
  const documents: FeedDocument[] = [];
  for (const [place, jws] of jwsList.entries()) {
    const verified = await verifyDocument(jws, (keyId) =>
      keySet.answerKeys.find((key) => key.keyId === keyId),
    );
    demand(verified.outcome === 'genuine', `document ${place + 1} of the feed is ${verified.outcome}`);
    documents.push(verified.document);
  }
  return documents;
};

/** Everything published, in its order. */
export const readFeed = async (ask: AskSigned, keySet: KeySet): Promise<readonly FeedDocument[]> => {
  const pages = await readPages(ask, { limit: 100 });
  return openDocuments(
    pages.flatMap((page) => page.documents),
    keySet,
  );
};
