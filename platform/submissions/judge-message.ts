import type {
  ApplicationSubmission,
  CorrectionSubmission,
  FeedbackSubmission,
  RefusalReason,
  Submission,
  SupplementSubmission,
} from '../contract/submissions.ts';
import type { AcceptedLevels } from './accepted-forms.ts';
import { messageDigest, type ReadMessage } from './read-message.ts';

/** The kiosk that hands something in. */
export interface SubmittingKiosk {
  readonly kioskId: string;
  readonly stationCode: string;
}

/** A message with the platform's word on it, as far as that can be said without looking at the store. */
export interface JudgedMessage {
  readonly kiosk: SubmittingKiosk;
  readonly key: string;
  /** SHA-256 of the message, hexadecimal. */
  readonly digest: string;
  /** Undefined when it was malformed. */
  readonly submission: Submission | undefined;
  readonly refusal: RefusalReason | undefined;
}

/** What messages are held against. */
export interface Rules {
  readonly forms: AcceptedLevels;
  readonly isSealingKey: (keyId: string) => boolean;
}

/** Whether a number was given out at this station (contract/receipt-number.ts): no kiosk takes another's. */
const isOfStation = (number: string, kind: 'SL' | 'TS', stationCode: string): boolean =>
  number.slice(0, -'-00000000-0000000000'.length) === `${kind}-${stationCode.toUpperCase()}`;

const refusalOf = (
  { item, formVersion, assuranceLevel, receiptNumber }: ApplicationSubmission,
  { sealingKeyId, stationCode }: { readonly sealingKeyId: string; readonly stationCode: string },
  { forms, isSealingKey }: Rules,
): RefusalReason | undefined => {
  if (!isOfStation(receiptNumber, 'SL', stationCode)) {
    return 'malformed-message';
  }
  const versions = forms.get(item);
  if (versions === undefined) {
    return 'unknown-item';
  }
  const neededLevel = versions.get(formVersion);
  if (neededLevel === undefined) {
    return 'form-version-unsupported';
  }
  if (assuranceLevel < neededLevel) {
    return 'assurance-level-too-low';
  }
  return isSealingKey(sealingKeyId) ? undefined : 'unknown-sealing-key';
};

/** An application may have been filed anywhere; feedback was given at this station. */
const replyRefusalOf = (
  submission: CorrectionSubmission | SupplementSubmission | FeedbackSubmission,
  { sealingKeyId, stationCode }: { readonly sealingKeyId: string; readonly stationCode: string },
  { isSealingKey }: Pick<Rules, 'isSealingKey'>,
): RefusalReason | undefined => {
  if (submission.kind === 'feedback' && !isOfStation(submission.feedbackNumber, 'TS', stationCode)) {
    return 'malformed-message';
  }
  return isSealingKey(sealingKeyId) ? undefined : 'unknown-sealing-key';
};

/** Holds a message that has a key against the rules. */
export const judgeMessage = (
  message: Exclude<ReadMessage, { form: 'nameless' }>,
  kiosk: SubmittingKiosk,
  rules: Rules,
): JudgedMessage => {
  switch (message.form) {
    case 'malformed':
      return {
        kiosk,
        key: message.key,
        digest: messageDigest(undefined),
        submission: undefined,
        refusal: 'malformed-message',
      };
    case 'open':
    case 'kiosk-document':
      return {
        kiosk,
        key: message.key,
        digest: messageDigest(message.submission),
        submission: message.submission,
        refusal: undefined,
      };
    case 'reply':
      return {
        kiosk,
        key: message.key,
        digest: messageDigest(message.submission),
        submission: message.submission,
        refusal: replyRefusalOf(
          message.submission,
          { sealingKeyId: message.sealingKeyId, stationCode: kiosk.stationCode },
          rules,
        ),
      };
    case 'application':
      return {
        kiosk,
        key: message.key,
        digest: messageDigest(message.submission),
        submission: message.submission,
        refusal: refusalOf(
          message.submission,
          { sealingKeyId: message.sealingKeyId, stationCode: kiosk.stationCode },
          rules,
        ),
      };
  }
};
