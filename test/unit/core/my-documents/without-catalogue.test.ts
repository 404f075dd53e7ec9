import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFindMyDocuments } from '../../../../electron/core/my-documents/find-my-documents.ts';
import type { MyDocuments } from '../../../../electron/core/my-documents/my-documents-types.ts';
import type { OpenedDocument } from '../../../../electron/core/my-documents/open-delivered.ts';
import { createMyDocumentsRecords } from '../../../../electron/core/my-documents/record-my-documents.ts';
import type { CatalogueItem } from '../../../../platform/contract/catalogue.ts';
import type { IssuedProof } from '../../../../platform/contract/issued-proofs.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../../helpers/journal.ts';
import { familyItem } from '../../../helpers/my-document-items.ts';
import { lin } from '../../../helpers/visit.ts';

const title = { 'zh-CN': '亲属关系证明', en: 'Certificate of Family Relations' };
const department = { 'zh-CN': '潇湘市公安局', en: 'Xiaoxiang Public Security Bureau' };
const delivered = {
  documentId: 'PD-1',
  expiresAt: 2,
  signed: new Uint8Array([1]),
  claims: {
    certificateNumber: 'QS20261120-7K3M9QXAB2',
    kind: familyItem.code,
    purpose: '公证',
    department: { code: 'xx-gaj', name: department['zh-CN'] },
  },
} as OpenedDocument;
const proof: IssuedProof = {
  certificateNumber: 'QS20261120-7K3M9QXAB3',
  kind: familyItem.code,
  purpose: '继承',
  department,
  station: { code: 'QX-0007', name: '驿站' },
  approvedAt: 1,
  collectUntil: 2,
};

let world: JournalWorld;
beforeEach(() => {
  world = createJournalWorld();
});
afterEach(() => world.database.dispose());

/** What 林晓岚 finds at a kiosk that has these items, with a line or without one. */
const findings = async (
  items: readonly CatalogueItem[],
  { hasLine = true, hasTemplate = true }: { hasLine?: boolean; hasTemplate?: boolean } = {},
): Promise<MyDocuments> => {
  const said = <Value>(value: Value) =>
    (hasLine ? { ok: true, value } : { ok: false, reason: 'unreachable', detail: '' }) as never;
  const service = createFindMyDocuments({
    client: {
      queryLibrary: async () => said({ accessedAt: 1, certificates: [] }),
      listProofs: async () => said({ accessedAt: 1, proofs: [proof] }),
      readAccessTrail: async () => said({ accessedAt: 1, entries: [], more: false }),
    },
    openDelivered: async () => [delivered],
    records: createMyDocumentsRecords(world.database.current(), silentLog),
    catalogue: () => ({ items: [], applications: [], myDocuments: items }) as never,
    titleOf: async (kind) => (hasTemplate && kind === familyItem.code ? title : null),
    platformTime: { now: () => 1 },
    stationCode: 'QX-0007',
    onLine: () => undefined,
  });
  const found = await service.find({ visitId, person: lin });
  if (!found.ok) throw new Error(found.problem);
  return found.documents;
};

describe('what lies ready at a kiosk whose catalogue has not come', () => {
  it('is shown all the same, under the title of its paper, without a line', async () => {
    const { ready } = await findings([], { hasLine: false });
    expect(ready).toMatchObject([
      {
        certificateNumber: delivered.claims.certificateNumber,
        purpose: '公证',
        item: { code: familyItem.code, officialName: title, icon: 'document' },
        department: { 'zh-CN': '潇湘市公安局' },
      },
    ]);
  });

  it('is shown where the platform tells of it, too', async () => {
    const { ready } = await findings([]);
    expect(ready.map(({ purpose, item }) => [purpose, item.officialName.en])).toEqual([
      ['继承', title.en],
      ['公证', title.en],
    ]);
    expect(ready[0]).toMatchObject({ department, elsewhere: null });
  });

  it('is collected by who is identified as surely as a kiosk can, since nobody says how surely', async () => {
    const { ready } = await findings([]);
    expect(ready.map(({ item }) => item.assuranceLevel)).toEqual([3, 3]);
  });

  it('is a certificate without a name where there is no template for it either', async () => {
    const { ready } = await findings([], { hasLine: false, hasTemplate: false });
    expect(ready).toMatchObject([{ item: { officialName: { 'zh-CN': '证明' } }, purpose: '公证' }]);
  });

  it('is the item of the catalogue as soon as that has come', async () => {
    const { ready } = await findings([familyItem]);
    expect(ready.map(({ item }) => item)).toEqual([familyItem, familyItem]);
  });
});
