import type { TestKiosk } from '../../../helpers/kiosk.ts';
import type { Leak, LeakSearch } from '../../../integration/leak/search-files.ts';
import type { DevtoolsSession } from './devtools-session.ts';
import { livingObjects } from './living-objects.ts';

/** What a page keeps beside its programs' memory, as one text. Databases and caches are read whole. */
const kept = `(async () => {
  const answerOf = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const databases = [];
  for (const { name, version } of await indexedDB.databases()) {
    const database = await answerOf(indexedDB.open(name, version));
    const stores = {};
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      stores[store] = [await answerOf(rows.getAllKeys()), await answerOf(rows.getAll())];
    }
    database.close();
    databases.push([name, stores]);
  }
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      cached.push([name, request.url, await (await cache.match(request)).text()]);
    }
  }
  return JSON.stringify({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases,
    cached,
    cookie: document.cookie,
    address: location.href,
    history: history.state,
    title: document.title,
    name: window.name,
    requested: performance.getEntries().map(({ name }) => name),
    fields: [...document.querySelectorAll('*')].map(({ value }) => value).filter((value) => value !== undefined),
    selected: String(getSelection()),
  });
})()`;

/** Markup of every living tree of nodes: the document, and what was taken out of it and is still held. */
const trees = `function () {
  const roots = new Set();
  for (const node of this) if (!Object.hasOwn(node, 'constructor')) roots.add(node.getRootNode());
  return [...roots].map((root) => {
    const holder = document.createElement('div');
    holder.append(root.cloneNode(true).documentElement ?? root.cloneNode(true));
    return holder.innerHTML;
  });
}`;

/** Where a value occurs in what a page shows and stores: its nodes, its storages, its address, its cookies. */
export const searchPage = async (
  { app, page }: Pick<TestKiosk, 'app' | 'page'>,
  session: DevtoolsSession,
  search: LeakSearch,
): Promise<readonly Leak[]> => {
  const places: Record<string, string> = {
    document: await page.content(),
    storage: await page.evaluate<string>(kept),
    cookies: JSON.stringify(await app.evaluate(({ session }) => session.defaultSession.cookies.get({}))),
  };
  const { root } = await session.send<{ root: unknown }>('DOM.getDocument', { depth: -1, pierce: true });
  places['nodes of the document'] = JSON.stringify(root);
  await session.send('DOM.disable');
  const nodes = await livingObjects(session, 'Node.prototype');
  for (const [index, tree] of (await nodes.call<string[]>(trees)).entries()) places[`tree ${index}`] = tree;
  await nodes.release();
  return Object.entries(places).flatMap(([place, text]) => search.bytes(place, Buffer.from(text)));
};
