import type { Migration } from 'kysely/migration';
import { residents } from './0001-residents.ts';
import { properties } from './0002-properties.ts';
import { signingKeys } from './0003-signing-keys.ts';
import { certificates } from './0004-certificates.ts';
import { providentFund } from './0005-provident-fund.ts';
import { kiosks } from './0006-kiosks.ts';
import { requestNonces } from './0007-request-nonces.ts';
import { kioskHealth } from './0008-kiosk-health.ts';
import { administration } from './0009-administration.ts';
import { submissionResults } from './0010-submission-results.ts';
import { applications } from './0011-applications.ts';
import { materialChunks } from './0012-material-chunks.ts';
import { feedDocuments } from './0013-feed-documents.ts';
import { applicationContents } from './0014-application-contents.ts';
import { insurances } from './0015-insurances.ts';
import { civilRegisters } from './0016-civil-registers.ts';
import { certificateLibrary } from './0017-certificate-library.ts';
import { serviceItems } from './0018-service-items.ts';
import { applicationCourse } from './0019-application-course.ts';
import { kiosksOfStation } from './0020-kiosks-of-station.ts';
import { applicationOpenings } from './0021-application-openings.ts';
import { openAlerts } from './0022-open-alerts.ts';
import { retentionIndexes } from './0023-retention-indexes.ts';
import { feedMarks } from './0025-feed-marks.ts';
import { revocationPlaces } from './0026-revocation-places.ts';
import { acceptedForms } from './0027-accepted-forms.ts';
import { identityCodes } from './0029-identity-codes.ts';
import { certificateSignatures } from './0030-certificate-signatures.ts';
import { kioskCommands } from './0032-kiosk-commands.ts';
import { kioskStates } from './0033-kiosk-states.ts';
import { applicationsByState } from './0034-applications-by-state.ts';
import { formDefinitions } from './0035-form-definitions.ts';
import { applicationFindings } from './0036-application-findings.ts';
import { packageParts } from './0037-package-parts.ts';
import { issuedProofs } from './0038-issued-proofs.ts';
import { preparedDocuments } from './0039-prepared-documents.ts';
import { applicationCorrections } from './0040-application-corrections.ts';
import { feedback } from './0041-feedback.ts';
import { agency } from './0042-agency.ts';
import { policyGrants } from './0043-policy-grants.ts';
import { kioskDocuments } from './0045-kiosk-documents.ts';
import { certificateApprovals } from './0046-certificate-approvals.ts';
import { faceReferences } from './0047-face-references.ts';
import { appointments } from './0048-appointments.ts';
import { credit } from './0049-credit.ts';
import { applicationPromises } from './0054-application-promises.ts';
import { encryptedFaceReferences } from './0052-encrypted-face-references.ts';
import { agencyServices } from './0056-agency-services.ts';
import { enterprises } from './0059-enterprises.ts';
import { correctionsAgain } from './0060-corrections-again.ts';
import { replyOpenings } from './0062-reply-openings.ts';

/** Every migration by its name, which is also its order. Append only: stores in use have applied them. */
export const migrations: Record<string, Migration> = {
  '0001-residents': residents,
  '0002-properties': properties,
  '0003-signing-keys': signingKeys,
  '0004-certificates': certificates,
  '0005-provident-fund': providentFund,
  '0006-kiosks': kiosks,
  '0007-request-nonces': requestNonces,
  '0008-kiosk-health': kioskHealth,
  '0009-administration': administration,
  '0010-submission-results': submissionResults,
  '0011-applications': applications,
  '0012-material-chunks': materialChunks,
  '0013-feed-documents': feedDocuments,
  '0014-application-contents': applicationContents,
  '0015-insurances': insurances,
  '0016-civil-registers': civilRegisters,
  '0017-certificate-library': certificateLibrary,
  '0018-service-items': serviceItems,
  '0019-application-course': applicationCourse,
  '0020-kiosks-of-station': kiosksOfStation,
  '0021-application-openings': applicationOpenings,
  '0022-open-alerts': openAlerts,
  '0023-retention-indexes': retentionIndexes,
  '0025-feed-marks': feedMarks,
  '0026-revocation-places': revocationPlaces,
  '0027-accepted-forms': acceptedForms,
  '0029-identity-codes': identityCodes,
  '0030-certificate-signatures': certificateSignatures,
  '0032-kiosk-commands': kioskCommands,
  '0033-kiosk-states': kioskStates,
  '0034-applications-by-state': applicationsByState,
  '0035-form-definitions': formDefinitions,
  '0036-application-findings': applicationFindings,
  '0037-package-parts': packageParts,
  '0038-issued-proofs': issuedProofs,
  '0039-prepared-documents': preparedDocuments,
  '0040-application-corrections': applicationCorrections,
  '0041-feedback': feedback,
  '0042-agency': agency,
  '0043-policy-grants': policyGrants,
  '0045-kiosk-documents': kioskDocuments,
  '0046-certificate-approvals': certificateApprovals,
  '0047-face-references': faceReferences,
  '0048-appointments': appointments,
  '0049-credit': credit,
  '0052-encrypted-face-references': encryptedFaceReferences,
  '0054-application-promises': applicationPromises,
  '0056-agency-services': agencyServices,
  '0059-enterprises': enterprises,
  '0060-corrections-again': correctionsAgain,
  '0062-reply-openings': replyOpenings,
};
