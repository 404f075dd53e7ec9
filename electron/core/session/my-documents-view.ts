import type { HeldCertificate } from '../../../platform/contract/library.ts';
import { type CertificateKind, certificateKinds } from '../../contract/material.ts';
import type { HeldFace } from '../../contract/my-documents.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { maskIdNumber, maskName } from '../identity/mask.ts';
import type { MyDocuments } from '../my-documents/my-documents-types.ts';
import {
  type CertificateSurroundings,
  itemFace,
  itemView,
  printsLeft,
  residentView,
} from './certificate-view.ts';
import { present, type VisitContext } from './visit-context.ts';
import type { CertificateOrder, IdentifiedPerson } from './visit-types.ts';
import type { CatalogueItem, LocalizedText } from '../../../platform/contract/catalogue.ts';

/** What the views of 我的证照 need to know beside the visit itself. */
export interface MyDocumentsSurroundings extends CertificateSurroundings {
  /** Items by which copies are printed and proofs are named. */
  readonly myDocumentItems: readonly CatalogueItem[];
  readonly items: readonly CatalogueItem[];
  readonly applications: readonly Pick<CatalogueItem, 'code' | 'officialName'>[];
  readonly stationCode: string;
}

/** Code of the item by which a certificate of the library is copied. */
const copyItem = 'held-certificate';

const certificatesOf = ({ library }: MyDocuments): readonly HeldCertificate[] =>
  library.state === 'listed' ? library.said : [];

const heldKey = (index: number): string => `held-${index}`;
const readyKey = (index: number): string => `ready-${index}`;

/** The certificate that was meant; undefined for a key that was not offered. */
export const heldByKey = (mine: MyDocuments | null, key: string): HeldCertificate | undefined =>
  mine === null ? undefined : certificatesOf(mine).find((_held, index) => heldKey(index) === key);

/** The order of what was meant, if it may be printed here; undefined where it may not. */
export const orderByKey = (
  { mine, opened, person }: VisitContext,
  key: string,
  around: MyDocumentsSurroundings,
): CertificateOrder | undefined => {
  if (mine === null || person === null) return undefined;
  const order = orderOf(mine, opened, key, around.myDocumentItems);
  return order && printsLeft(order.item, person, around) > 0 ? order : undefined;
};

const orderOf = (
  mine: MyDocuments,
  opened: HeldCertificate | null,
  key: string,
  items: readonly CatalogueItem[],
): CertificateOrder | undefined => {
  const ready = mine.ready.find((_ready, index) => readyKey(index) === key);
  if (ready !== undefined) {
    const { item, source, elsewhere } = ready;
    // What it is for was said when it was applied for; any of the item's purposes stands for that here.
    const purposeCode = item.purposes[0]?.code ?? null;
    return elsewhere === null ? { item, purposeCode, source } : undefined;
  }
  const held = heldByKey(mine, key);
  const item = items.find(({ code }) => code === copyItem);
  if (held === undefined || item === undefined || held.state !== 'valid' || held !== opened) return undefined;
  const { kind, number } = held;
  return { item, purposeCode: null, source: { kind: 'held', held: { kind, number } } };
};

const heldFace = (held: HeldCertificate, index: number, shown: boolean): HeldFace => ({
  key: heldKey(index),
  kind: held.kind,
  number: shown ? held.number : maskIdNumber(held.number),
  state: held.state,
  validUntil: held.validUntil,
});

const wordOf = (library: MyDocuments['library'] | null): 'listed' | 'unreachable' | 'refused' =>
  library?.state ?? 'unreachable';

/** The list: what lies ready, and what the library has. */
export const myDocumentsView = (context: VisitContext, around: MyDocumentsSurroundings): VisitView => {
  const person = present(context.person, 'person');
  const mine = present(context.mine, 'documents');
  return {
    screen: 'myDocuments',
    resident: residentView(person),
    library: wordOf(mine.library),
    ready: mine.ready.map(({ item, source, department, purpose, elsewhere, until }, index) => ({
      key: readyKey(index),
      item: itemFace(item),
      department,
      purpose,
      from: source.kind === 'proof' ? 'proof' : 'delivered',
      elsewhere,
      until,
      printsLeft: printsLeft(item, person, around),
    })),
    certificates: certificatesOf(mine).map((held, index) => heldFace(held, index, false)),
    printerProblem: around.printerProblem,
  };
};

const holderName = ({ name }: IdentifiedPerson, shown: boolean): string => (shown ? name : maskName(name));

/** One certificate. */
export const myCertificateView = (context: VisitContext, around: MyDocumentsSurroundings): VisitView => {
  const person = present(context.person, 'person');
  const held = present(context.opened, 'certificate');
  const { valuesShown: shown } = context;
  const index = certificatesOf(present(context.mine, 'documents')).indexOf(held);
  const item = around.myDocumentItems.find(({ code }) => code === copyItem);
  return {
    screen: 'myCertificate',
    certificate: {
      ...heldFace(held, index, shown),
      holder: holderName(person, shown),
      issuer: held.issuer,
      validFrom: held.validFrom,
      facts: Object.entries(held.facts).map(([name, value]) => ({
        name,
        value: shown ? value : maskName(value),
      })),
    },
    shown,
    item: item !== undefined && held.state === 'valid' ? itemView(item, person, around) : null,
    printerProblem: around.printerProblem,
  };
};

const isHeldKind = (kind: string): kind is CertificateKind =>
  certificateKinds.some((known) => known === kind);

/** Who read the resident's data. */
export const accessTrailView = (context: VisitContext, around: MyDocumentsSurroundings): VisitView => {
  const trail = present(context.accessTrail, 'access trail');
  const nameOf = (code: string): readonly (CertificateKind | LocalizedText)[] => {
    if (isHeldKind(code)) return [code];
    const known = [...around.myDocumentItems, ...around.items, ...around.applications];
    const item = known.find((one) => one.code === code);
    return item === undefined ? [] : [item.officialName];
  };
  const said = trail.state === 'listed' ? trail.said : { entries: [], more: false };
  return {
    screen: 'accessTrail',
    trail: trail.state,
    more: said.more,
    entries: said.entries.map(({ at, by, agent, purpose, item, kinds }) => ({
      at,
      by: by.kind === 'kiosk' ? { ...by, here: by.stationCode === around.stationCode } : by,
      agent,
      purpose,
      item,
      read: kinds.flatMap(nameOf),
    })),
  };
};
