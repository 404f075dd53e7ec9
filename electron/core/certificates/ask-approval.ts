import type { ApprovalNotice } from '../../contract/approval-notice.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';

/**
 * Asks the platform how a request stands that a clerk looks at; null where it does not say: then the resident is told as much
 * without number and day.
 */
export const askApproval = async (
  client: Pick<PlatformClient, 'certificateApprovals'>,
  {
    person,
    item,
    purposeCode,
  }: {
    readonly person: IdentifiedPerson;
    readonly item: CatalogueItem;
    readonly purposeCode: string;
  },
): Promise<ApprovalNotice | null> => {
  const { name, sex, idNumber, assuranceLevel } = person;
  const told = await client.certificateApprovals({ holder: { name, sex, idNumber }, assuranceLevel });
  if (!told.ok) return null;
  const [newest] = told.value.approvals.filter(
    ({ kind, purpose, state }) =>
      kind === item.code && purpose === purposeCode && (state === 'pending' || state === 'refused'),
  );
  switch (newest?.state) {
    case 'pending': {
      const { requestNumber, dueOn, isEstimate } = newest;
      return { requestNumber, day: dueOn, isEstimate, reason: null };
    }
    case 'refused': {
      const { requestNumber, againFrom, reason } = newest;
      return { requestNumber, day: againFrom, isEstimate: false, reason };
    }
    default:
      return null;
  }
};
