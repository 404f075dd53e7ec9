import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import { answerFits } from '../contract/application-form/form-answers.ts';
import { type PlatformSource, platformSourcesOf } from '../contract/application-form/field-sources.ts';
import type { FormField } from '../contract/catalogue.ts';
import type { KnownAnswer, KnownAnswersQuery, KnownAnswersReply } from '../contract/known-answers.ts';
import type { HeldCertificate } from '../contract/library.ts';
import { tidyText } from '../contract/plain-text.ts';
import { certificatesOf, recordAccess } from '../library/certificate-library.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { definitionOf } from '../submissions/form-definitions.ts';
import { type EarlierAnswer, earlierAnswersOf } from './earlier-answers.ts';

/** What telling known answers needs of the platform. */
export interface KnownAnswersContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

export type KnownAnswersOutcome =
  | { readonly outcome: 'answered'; readonly reply: KnownAnswersReply }
  /** `not-found`: the form has no field of which anything could be known. */
  | { readonly outcome: 'refused'; readonly reason: HolderRefusal | 'not-found' };

/** A form's field of which something may be known. */
type AskedField = Extract<FormField, { kind: 'text' | 'digits' }>;

const askedFieldsOf = (fields: readonly FormField[]): readonly AskedField[] =>
  fields.filter(
    (field): field is AskedField =>
      (field.kind === 'text' || field.kind === 'digits') && platformSourcesOf(field).length > 0,
  );

/** What there is of a person. */
interface Records {
  readonly certificates: readonly HeldCertificate[];
  readonly earlier: readonly EarlierAnswer[];
}

/** What a source says, the latest first. */
const saidBy = (
  source: PlatformSource,
  { certificates, earlier }: Records,
): readonly Pick<KnownAnswer, 'value' | 'source'>[] =>
  'certificate' in source
    ? certificates
        .filter(({ kind, state }) => kind === source.certificate && state === 'valid')
        .toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))
        .flatMap(({ kind, validFrom, facts }) => {
          const value = Object.hasOwn(facts, source.fact) ? facts[source.fact] : undefined;
          return value === undefined ? [] : [{ value, source: { certificate: kind, validFrom } }];
        })
    : earlier
        .filter(({ meaning }) => meaning === source.earlierFiling)
        .map(({ value, item, itemName, filedOn }) => ({
          value,
          source: { earlierFiling: item, itemName, filedOn },
        }));

const knownOf = (field: AskedField, records: Records): readonly KnownAnswer[] => {
  const [first] = platformSourcesOf(field)
    .flatMap((source) => saidBy(source, records))
    .map((said) => ({ ...said, value: tidyText(said.value) }))
    .filter(({ value }) => answerFits(field, value));
  return first === undefined ? [] : [{ field: field.name, ...first }];
};

const namesOf = (answers: readonly KnownAnswer[]): readonly string[] => [
  ...new Set(
    answers.map(({ source }) => ('certificate' in source ? source.certificate : source.earlierFiling)),
  ),
];

/**
 * Tells a kiosk what is known of the resident who stands there for the fields of one form. That it was looked up, and in what
 * something was found, is on the resident's trail, durably, before anything is told.
 *
 * @param kiosk who signed the query
 */
export const knownAnswers = (
  { database, clock }: KnownAnswersContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: KnownAnswersQuery,
): Promise<KnownAnswersOutcome> =>
  database.transaction().execute(async (transaction): Promise<KnownAnswersOutcome> => {
    const refusal = await holderRefusal(transaction, query);
    if (refusal !== undefined) return { outcome: 'refused', reason: refusal };
    const definition = await definitionOf(transaction, query.item, query.formVersion);
    const fields = askedFieldsOf(definition?.fields ?? []);
    if (fields.length === 0) return { outcome: 'refused', reason: 'not-found' };
    const answeredAt = clock.now();
    const { idNumber } = query.holder;
    const sources = fields.flatMap(platformSourcesOf);
    // Nothing is read that no field asks for.
    const records: Records = {
      certificates: sources.some((source) => 'certificate' in source)
        ? await certificatesOf(transaction, idNumber, dayInChina(answeredAt))
        : [],
      earlier: sources.some((source) => 'earlierFiling' in source)
        ? await earlierAnswersOf(transaction, idNumber)
        : [],
    };
    const answers = fields.flatMap((field) => knownOf(field, records));
    await recordAccess(transaction, {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      purpose: 'known-answers',
      item: query.item,
      consentedAt: query.consentedAt,
      accessedAt: answeredAt,
      kinds: namesOf(answers),
    });
    return { outcome: 'answered', reply: { answeredAt, answers } };
  });
