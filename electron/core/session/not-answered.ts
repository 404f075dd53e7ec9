import type { ProblemReason } from '../../../platform/contract/api.ts';
import type { PlatformOutcome } from '../../sync/platform-client.ts';
import type { Failure } from './visit-types.ts';

type ProblemsOfRefusals = Readonly<Partial<Record<ProblemReason, Failure['problem']>>>;

/** What a refusal means to who asks for something of their own; any other is `platform-refused`. */
const ofOnesOwn: ProblemsOfRefusals = {
  'unknown-person': 'person-unknown',
  'person-data-differs': 'person-data-differs',
  'assurance-level-too-low': 'identity-not-assured',
  'statement-too-long': 'certificate-too-long',
  'approval-pending': 'approval-pending',
  'approval-refused': 'approval-refused',
  'not-held': 'document-not-ready',
  'not-ready': 'document-not-ready',
  'kiosk-revoked': 'kiosk-not-recognised',
  'unknown-kiosk': 'kiosk-not-recognised',
  'agency-not-admitted': 'agency-not-admitted',
  'agent-is-principal': 'agent-is-principal',
  'not-authorised': 'not-authorised',
  'authorisation-expired': 'authorisation-expired',
  'authorisation-out-of-scope': 'authorisation-out-of-scope',
  'principal-deceased': 'principal-deceased',
  'principal-under-guardianship': 'principal-under-guardianship',
};

/**
 * What the platform's refusal, or its silence, means to the resident.
 *
 * @param problems what refusals mean to who asks here
 */
export const notAnswered = (
  outcome: Exclude<PlatformOutcome<unknown>, { ok: true }>,
  problems: ProblemsOfRefusals = ofOnesOwn,
): { readonly ok: false } & Failure => {
  const failure = (problem: Failure['problem'], staffCode: string) =>
    ({ ok: false, problem, staffCode }) as const;
  switch (outcome.reason) {
    case 'unreachable':
      return failure('platform-unreachable', `platform-unreachable ${outcome.detail}`);
    // Whoever answered was not the platform: it has not been reached.
    case 'not-genuine':
      return failure('platform-unreachable', `platform-answer-not-genuine ${outcome.detail}`);
    case 'refused':
      return failure(problems[outcome.problem] ?? 'platform-refused', `platform-refused ${outcome.problem}`);
    case 'malformed-reply':
      return failure('platform-refused', `platform-reply-malformed ${outcome.detail}`);
  }
};
