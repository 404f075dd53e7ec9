import { dayInChina } from '../china-day.ts';
import type { FieldMeaning } from '../contract/application-form/field-sources.ts';
import type { FormField, LocalizedText } from '../contract/catalogue.ts';
import { sealedApplicationSchema } from '../contract/sealed-application.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { definitionOf } from '../submissions/form-definitions.ts';

/** What a person said in an earlier application. */
export interface EarlierAnswer {
  readonly meaning: FieldMeaning;
  readonly value: string;
  /** Item of the application. */
  readonly item: string;
  /** Null where the platform no longer has the item. */
  readonly itemName: LocalizedText | null;
  /** Day in China, YYYY-MM-DD. */
  readonly filedOn: string;
}

/** Of more applications than these the oldest are not looked into. */
const lookedIntoAtMost = 20;

/** What came to nothing tells nothing, nor does what could not be handed to a department. */
const telling = [
  'waiting',
  'accepted-for-review',
  'corrections-asked',
  'corrected',
  'accepted',
  'in-review',
  'decided',
  'delivered',
] as const;

/** Applications of the person that the platform has opened, the latest first. */
const openedOf = (transaction: PlatformTransaction, idNumber: string) =>
  transaction
    .selectFrom('application_contents')
    .innerJoin('applications', 'applications.receipt_number', 'application_contents.receipt_number')
    .select('application_contents.content')
    .where('application_contents.applicant_id_number', '=', idNumber)
    .where('applications.state', 'in', telling)
    .orderBy('applications.filed_at', 'desc')
    .orderBy('applications.receipt_number', 'desc')
    .limit(lookedIntoAtMost)
    .execute();

const itemName = async (transaction: PlatformTransaction, code: string): Promise<LocalizedText | null> => {
  const row = await transaction
    .selectFrom('service_items')
    .select('elements')
    .where('code', '=', code)
    .where('is_current', '=', true)
    .executeTakeFirst();
  return row?.elements.everydayName ?? null;
};

const meaningOf = (field: FormField): FieldMeaning | undefined =>
  field.kind === 'text' || field.kind === 'digits' ? field.means : undefined;

/**
 * What a person said in earlier applications, the latest first, by what the fields of their forms mean. An agent may have
 * given the agent's own account and telephone: what agents handed in is left aside.
 */
export const earlierAnswersOf = async (
  transaction: PlatformTransaction,
  idNumber: string,
): Promise<readonly EarlierAnswer[]> => {
  const found: EarlierAnswer[] = [];
  for (const { content } of await openedOf(transaction, idNumber)) {
    const opened = sealedApplicationSchema.safeParse(content);
    if (!opened.success || opened.data.agency !== undefined) continue;
    const { item, formVersion, answers, filedAt } = opened.data;
    const definition = await definitionOf(transaction, item, formVersion);
    const said = (definition?.fields ?? []).flatMap((field) => {
      const meaning = meaningOf(field);
      const value = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
      return meaning !== undefined && typeof value === 'string' ? [{ meaning, value }] : [];
    });
    if (said.length === 0) continue;
    const name = await itemName(transaction, item);
    found.push(...said.map((one) => ({ ...one, item, itemName: name, filedOn: dayInChina(filedAt) })));
  }
  return found;
};
