import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import {
  type AcceptedForm,
  openFormBook,
  recordAcceptedForms,
} from '../../../platform/submissions/accepted-forms.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
});
afterAll(() => store.close());

/** Publishes one item's form and answers with the level that each version needs from then on. */
const publish = async (form: AcceptedForm): Promise<readonly (readonly [number, number])[]> => {
  await store.database
    .transaction()
    .execute((transaction) => recordAcceptedForms(transaction, new Map([['elderly-allowance', form]])));
  const levels = await openFormBook(store.database, { now: () => 0 }).current();
  return [...(levels.get('elderly-allowance') ?? [])].sort(([one], [other]) => one - other);
};

test('an application filled in without a line needs what its version of the form needed, not what the next one needs', async () => {
  expect(await publish({ version: 1, versions: new Set([1]), assuranceLevel: 1 })).toEqual([[1, 1]]);
  expect(await publish({ version: 2, versions: new Set([1, 2]), assuranceLevel: 2 })).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(await publish({ version: 3, versions: new Set([2, 3]), assuranceLevel: 3 })).toEqual([
    [2, 2],
    [3, 3],
  ]);
  // The version that is filled in now needs what is published now.
  expect(await publish({ version: 3, versions: new Set([2, 3]), assuranceLevel: 2 })).toEqual([
    [2, 2],
    [3, 2],
  ]);
});
