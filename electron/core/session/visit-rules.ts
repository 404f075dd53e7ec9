import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { AssuranceLevel } from '../../../platform/contract/certificate/claims.ts';
import type { FaceObstacle } from '../../contract/identity-words.ts';
import type { ScannedCode } from '../verification/verification-types.ts';
import { agencyObstacleToAny, serviceObstacle } from './agency-types.ts';
import {
  type FaceOutcome,
  faceAttempts,
  type StaffCardOutcome,
  type VouchOutcome,
} from './assurance-types.ts';
import { printsLeft } from './certificate-view.ts';
import { present, type VisitContext, type VisitEvent } from './visit-context.ts';
import type { VisitServices } from './visit-services.ts';
import type { IdentifyOutcome, VisitRating } from './visit-types.ts';

/** What a visit may do next, and what its events tell: read by guards and actions (`visit-setup.ts`). */

/** The pieces of business that a rating is of: the application that was filed, or else each certificate. */
export const ratedBusiness = (context: VisitContext): readonly Omit<VisitRating, 'level'>[] => {
  const visitId = present(context.visitId, 'visit id');
  if (context.receipt) {
    const { key, receiptNumber, parts } = context.receipt;
    const itemCode = present(context.application, 'application').code;
    return [{ visitId, businessId: key, subject: receiptNumber, groupId: parts?.[0].key ?? key, itemCode }];
  }
  return context.certificates.map(({ requestId, certificateNumber, itemCode }) => ({
    visitId,
    businessId: requestId,
    subject: certificateNumber,
    groupId: null,
    itemCode,
  }));
};

/** A card and its chip (the levels: platform/contract/certificate/claims.ts). */
export const cardLevel = 2;

export const isAssured = (
  { person }: VisitContext,
  item: { readonly assuranceLevel: AssuranceLevel },
): boolean => present(person, 'person').assuranceLevel >= item.assuranceLevel;

/** What the visit goes for that is no item. */
const serviceOfAim = { mine: 'documents', appointment: 'appointments' } as const;

/** What stands against doing what was chosen for somebody else. What is ordered from 我的证照 is no item of its own. */
export const agencyObstacleOf = ({ person, application, package: together, orders, aim }: VisitContext) => {
  if (aim === 'mine' || aim === 'appointment') {
    return serviceObstacle(present(person, 'person'), serviceOfAim[aim]);
  }
  const chosen = together?.parts ?? orders;
  const items = application === null || together !== null ? chosen.map(({ item }) => item) : [application];
  return agencyObstacleToAny(present(person, 'person'), items);
};

/** Whether the quota of the day leaves room for each of these certificates. */
export const mayPrint = (
  { person }: VisitContext,
  items: readonly CatalogueItem[],
  services: VisitServices,
): boolean => items.every((item) => printsLeft(item, present(person, 'person'), services) > 0);

/** What came of looking at a face, of a staff card, or of vouching, from the event that tells it. */
export const raisingOutcomeOf = (event: VisitEvent): FaceOutcome | StaffCardOutcome | VouchOutcome | null => {
  if (event.type === 'faceDone') return event.outcome;
  const { output } = event as { readonly output?: StaffCardOutcome | VouchOutcome };
  return output ?? null;
};

/** What an identification came to, from the event that ended the actor which did it. */
export const identifyOutcomeOf = (event: VisitEvent): IdentifyOutcome | null => {
  const { output } = event as { readonly output?: IdentifyOutcome };
  return output ?? null;
};

/** What the scanner said of a code, whether it read it or not. */
export const scannedOf = (event: VisitEvent): ScannedCode | null => {
  switch (event.type) {
    case 'codeRead':
      return { text: event.text };
    case 'codeFailed':
      return { failure: event.failure };
    default:
      return null;
  }
};

/** What tells one scan from the next. */
export const markOf = (scanned: ScannedCode | null): string | null =>
  scanned === null
    ? null
    : 'text' in scanned
      ? `text ${scanned.text}`
      : `failure ${scanned.failure.staffCode}`;

export const mayTryFace = ({ faceTries }: VisitContext, services: VisitServices): boolean =>
  faceTries < faceAttempts && services.faceObstacle() === null;

/** There is something to compare a face with: the photo of the card, or, agreed upon, the platform's register. */
export const isComparable = ({ photo, comparisonAgreedAt }: VisitContext, services: VisitServices): boolean =>
  photo !== null || (comparisonAgreedAt !== null && services.platformCompares());

export const noteObstacle = (context: VisitContext, obstacle: FaceObstacle): Partial<VisitContext> => {
  switch (obstacle) {
    case 'no-photo':
      context.photo?.fill(0);
      return { faceRefusal: obstacle, photo: null };
    // Another look would end the same way.
    case 'no-reference':
    case 'too-many-tries':
      return { faceRefusal: obstacle, faceTries: faceAttempts };
    default:
      return { faceRefusal: obstacle };
  }
};
