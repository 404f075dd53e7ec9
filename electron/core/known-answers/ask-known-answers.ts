import type { KnownAnswer } from '../../../platform/contract/known-answers.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf } from '../session/agency-types.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';

/** A form for whose fields something may be known. */
export interface KnownForm {
  /** Code of the item. */
  readonly item: string;
  readonly formVersion: number;
}

export interface KnownAnswersRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  /** One, or those of a package. */
  readonly forms: readonly KnownForm[];
}

/** What is known for a form, under the names of its own fields. */
export interface ToldOfForm {
  readonly item: string;
  readonly answers: readonly KnownAnswer[];
}

/** What came of asking; `not-told`: the platform was not reached or did not say, and the resident fills in. */
export type KnownAnswersOutcome =
  | { readonly outcome: 'told'; readonly told: readonly ToldOfForm[] }
  | { readonly outcome: 'not-told' }
  | ({ readonly outcome: 'failed' } & Failure);

export interface AskKnownAnswers {
  /** Whether the platform could be asked at this moment. */
  isPossible(): boolean;
  /** Asks what is known of a person for forms, who has agreed; that it was asked is written down first. */
  ask(request: KnownAnswersRequest): Promise<KnownAnswersOutcome>;
}

/** What is known is asked of the platform alone: nothing of it is kept here beyond the visit. */
export const createAskKnownAnswers = (options: {
  readonly client: Pick<PlatformClient, 'knownAnswers'>;
  readonly journal: Pick<VisitJournal, 'knownAnswersAsked'>;
  readonly line: { state(): 'online' | 'offline' | 'unknown'; observed(reachable: boolean): void };
  readonly platformTime: { now(): number };
  readonly log: Log;
}): AskKnownAnswers => {
  const { client, journal, line, platformTime, log } = options;
  return {
    isPossible: () => line.state() === 'online',
    ask: async ({ visitId, person, forms }) => {
      const { name, sex, idNumber, assuranceLevel } = person;
      const consentedAt = Math.round(platformTime.now());
      const told: ToldOfForm[] = [];
      for (const { item, formVersion } of forms) {
        const recorded = journal.knownAnswersAsked(visitId, accountOf(person), item);
        if (!recorded.ok) {
          return { outcome: 'failed', problem: 'could-not-record', staffCode: recorded.reason };
        }
        const holder = { name, sex, idNumber };
        const reply = await client.knownAnswers({ holder, assuranceLevel, consentedAt, item, formVersion });
        line.observed(reply.ok || reply.reason === 'refused');
        if (reply.ok) {
          told.push({ item, answers: reply.value.answers });
          continue;
        }
        log.warn('known-answers-not-told', { item, reason: reply.reason });
        if (reply.reason !== 'refused') break;
      }
      return told.length > 0 ? { outcome: 'told', told } : { outcome: 'not-told' };
    },
  };
};
