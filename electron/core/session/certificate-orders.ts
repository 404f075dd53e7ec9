import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import { failed, present, type Retry, type VisitContext } from './visit-context.ts';
import type {
  CertificateOrder,
  Failure,
  MissingCertificate,
  PreparedCertificate,
  PrepareOutcome,
} from './visit-types.ts';

/** Orders of certificates; what for is not known yet. */
export const newOrders = (items: readonly CatalogueItem[], resultOf?: string): readonly CertificateOrder[] =>
  items.map((item) => ({ item, purposeCode: null, ...(resultOf === undefined ? {} : { resultOf }) }));

/** The certificates that are still to be printed, each with the application whose result it is. */
export const toPrint = ({ certificates, printed, orders }: VisitContext): readonly PreparedCertificate[] =>
  certificates
    .filter(({ certificateNumber }) => !printed.includes(certificateNumber))
    .map((certificate) => {
      const resultOf = orders.find(({ item }) => item.code === certificate.itemCode)?.resultOf;
      return resultOf === undefined ? certificate : { ...certificate, resultOf };
    });

/** The order that is being prepared, or is next; undefined when all have come to something. */
export const openOrder = ({ orders, certificates, missing }: VisitContext): CertificateOrder | undefined =>
  orders.find(
    ({ item }) =>
      !certificates.some(({ itemCode }) => itemCode === item.code) &&
      !missing.some((other) => other.item.code === item.code),
  );

/** Sets the purpose of one order, or of all where no item is named; an order that does not know the purpose keeps its own. */
export const withPurpose = (
  orders: readonly CertificateOrder[],
  { purposeCode, itemCode }: { readonly purposeCode: string; readonly itemCode?: string },
): readonly CertificateOrder[] =>
  orders.map((order) => {
    const meant = itemCode === undefined || order.item.code === itemCode;
    const known = order.item.purposes.some(({ code }) => code === purposeCode);
    return meant && known ? { ...order, purposeCode } : order;
  });

/** Whether asking for the next certificate would fail in the same way. */
const concernsAll = ({ problem }: Failure): boolean =>
  problem === 'platform-unreachable' ||
  problem === 'kiosk-not-recognised' ||
  problem === 'could-not-record' ||
  problem === 'identity-not-assured';

/** Adds what came of the open order. What would stop the others, too, is not tried with each of them. */
export const withOutcome = (
  context: VisitContext,
  outcome: PrepareOutcome,
): Pick<VisitContext, 'certificates' | 'missing'> => {
  const { certificates, missing, orders } = context;
  if (outcome.ok) return { certificates: [...certificates, outcome.certificate], missing };
  const { ok: _ok, ...failure } = outcome;
  const { item } = present(openOrder(context) ?? null, 'order');
  const withThis = [...missing, { item, failure }];
  if (!concernsAll(failure)) return { certificates, missing: withThis };
  const { certificateNumber: _number, mayHaveBeenIssued: _issued, ...shared } = failure;
  const others = orders.filter(
    (order) =>
      !withThis.some((other) => other.item.code === order.item.code) &&
      !certificates.some(({ itemCode }) => itemCode === order.item.code),
  );
  return {
    certificates,
    missing: [...withThis, ...others.map((order) => ({ item: order.item, failure: shared }))],
  };
};

/** What may be tried again when no certificate came: whatever would only fail in the same way is not offered. */
const retryAfter = ({ item, failure }: MissingCertificate, { person }: VisitContext): Retry | null => {
  // Another try would issue another one.
  if (failure.certificateNumber !== undefined || failure.mayHaveBeenIssued) return null;
  switch (failure.problem) {
    case 'kiosk-not-recognised':
    case 'quota-reached':
    case 'certificate-too-long':
    case 'approval-pending':
    case 'approval-refused':
    case 'agency-not-admitted':
    case 'not-by-card-alone':
    case 'agent-is-principal':
    case 'not-authorised':
    case 'authorisation-expired':
    case 'authorisation-out-of-scope':
    case 'principal-deceased':
    case 'principal-under-guardianship':
      return null;
    case 'identity-not-assured':
      // Where the platform asks for more than its catalogue has said, only another identification can give it.
      return present(person, 'person').assuranceLevel < item.assuranceLevel ? 'assure' : 'identify';
    default:
      return 'prepare';
  }
};

/** The problem to show when not one certificate came: the first one's. */
export const nothingCame = (context: VisitContext): Pick<VisitContext, 'failure'> => {
  const first = present(context.missing[0] ?? null, 'missing certificate');
  return failed(first.failure, retryAfter(first, context));
};
