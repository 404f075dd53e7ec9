import type { ApplicationItem, CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { ItemFace, ItemView } from '../../contract/items.ts';
import type { ResidentView, VisitView } from '../../contract/visit-view.ts';
import { maskIdNumber, maskName } from '../identity/mask.ts';
import { isReady } from '../my-documents/document-source.ts';
import { openOrder } from './certificate-orders.ts';
import { present, type VisitContext } from './visit-context.ts';
import type { DeviceProblem, IdentifiedPerson } from './visit-types.ts';

/** What the views of certificates need to know beside the visit itself. */
export interface CertificateSurroundings {
  readonly printerProblem: DeviceProblem | null;
  /** How many of each kind somebody has printed here today, by pseudonym. Asked only where it is shown: it looks into the database. */
  readonly printsToday: (pseudonym: string) => ReadonlyMap<string, number>;
}

export const itemFace = (item: CatalogueItem | ApplicationItem): ItemFace => ({
  code: item.code,
  everydayName: item.everydayName,
  officialName: item.officialName,
  description: item.description,
  department: item.department.name,
  icon: item.icon,
});

/** How many of a certificate somebody may still print here today. */
export const printsLeft = (
  item: CatalogueItem,
  { pseudonym }: Pick<IdentifiedPerson, 'pseudonym'>,
  { printsToday }: Pick<CertificateSurroundings, 'printsToday'>,
): number => Math.max(0, item.printsADay - (printsToday(pseudonym).get(item.code) ?? 0));

/** An item as the resident sees it. */
export const itemView = (
  item: CatalogueItem,
  person: IdentifiedPerson,
  around: CertificateSurroundings,
): ItemView => ({
  ...itemFace(item),
  dataUsed: item.dataUsed,
  purposes: item.purposes,
  printsADay: item.printsADay,
  printsLeft: printsLeft(item, person, around),
  ...(item.approval === undefined ? {} : { approvalDays: item.approval.workingDays }),
});

/** A person as a public screen may show it. */
export const residentView = (person: Pick<IdentifiedPerson, 'name' | 'idNumber'>): ResidentView => ({
  maskedName: maskName(person.name),
  maskedIdNumber: maskIdNumber(person.idNumber),
});

/** Numbers of the certificates that have not surely come out. */
export const unprinted = ({ certificates, printed }: VisitContext): string[] =>
  certificates
    .map(({ certificateNumber }) => certificateNumber)
    .filter((number) => !printed.includes(number));

const orderedItem = ({ orders }: VisitContext, code: string): ItemFace =>
  itemFace(present(orders.find(({ item }) => item.code === code)?.item ?? null, 'ordered item'));

/** Pages of all certificates, or of those that are still to be printed. */
export const pagesOf = ({ certificates, printed }: VisitContext, all: boolean): number =>
  certificates
    .filter(({ certificateNumber }) => all || !printed.includes(certificateNumber))
    .reduce((sum, { pages }) => sum + pages, 0);

/** How far an ordered certificate is. */
const preparationOf = (code: string, context: VisitContext): 'ready' | 'missing' | 'current' | 'ahead' => {
  if (context.certificates.some(({ itemCode }) => itemCode === code)) return 'ready';
  if (context.missing.some(({ item }) => item.code === code)) return 'missing';
  return openOrder(context)?.item.code === code ? 'current' : 'ahead';
};

/** What is asked of which department, and what for. */
export const consentView = (context: VisitContext, around: CertificateSurroundings): VisitView => {
  const person = present(context.person, 'person');
  return {
    screen: 'consent',
    resident: residentView(person),
    orders: context.orders.map(({ item, purposeCode }) => ({
      item: itemView(item, person, around),
      purposeCode,
    })),
  };
};

/** How far each certificate is. */
export const preparingView = (context: VisitContext): VisitView => ({
  screen: 'preparing',
  certificates: context.orders.map(({ item }) => ({
    item: itemFace(item),
    state: preparationOf(item.code, context),
  })),
  step: context.prepareStep,
});

/** What will be printed, and what did not come. */
export const previewView = (context: VisitContext, around: CertificateSurroundings): VisitView => ({
  screen: 'preview',
  resident: residentView(present(context.person, 'person')),
  certificates: context.certificates.map(({ itemCode, certificateNumber, pages }) => ({
    item: orderedItem(context, itemCode),
    certificateNumber,
    pages,
  })),
  signedBefore: context.orders.some(({ source }) => isReady(source)),
  missing: context.missing.map(({ item, failure }) => ({
    item: itemFace(item),
    problem: failure.problem,
    certificateNumber: failure.certificateNumber ?? null,
  })),
  printerProblem: around.printerProblem,
});
