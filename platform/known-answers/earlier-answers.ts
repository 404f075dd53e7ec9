import { dayInChina } from '../china-day.ts';
import type { FieldMeaning } from '../contract/application-form/field-sources.ts';
import type { FormField, LocalizedText } from '../contract/catalogue.ts';
import { sealedApplicationSchema } from '../contract/sealed-application.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { definitionOf } from '../submissions/form-definitions.ts';
import { answersByNow, askedAnewIn } from './corrected-answers.ts';

/** What a person said in an earlier application. */
export interface EarlierAnswer {
  readonly meaning: FieldMeaning;
  readonly value: string;
  /** Item of the application. */
  readonly item: string;
  /** Null where the platform no longer has the item. */
  readonly itemName: LocalizedText | null;
  /** Day in China on which it was said, YYYY-MM-DD: of what was asked anew, that of the answer. */
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
    .select(['application_contents.receipt_number', 'application_contents.content'])
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
 * What a person said in earlier applications, the latest first, by what the fields of their forms mean; of what a department
 * asked anew what was answered then, or nothing. An agent may have given the agent's own account and telephone: what agents
 * handed in is left aside.
 */
export const earlierAnswersOf = async (
  transaction: PlatformTransaction,
  idNumber: string,
): Promise<readonly EarlierAnswer[]> => {
  const found: (EarlierAnswer & { readonly saidAt: number })[] = [];
  const rows = await openedOf(transaction, idNumber);
  const asked = await askedAnewIn(
    transaction,
    rows.map(({ receipt_number }) => receipt_number),
  );
  for (const { receipt_number, content } of rows) {
    const opened = sealedApplicationSchema.safeParse(content);
    if (!opened.success || opened.data.agency !== undefined) continue;
    const { item, formVersion } = opened.data;
    const definition = await definitionOf(transaction, item, formVersion);
    const answers = answersByNow(opened.data, asked.get(receipt_number) ?? []);
    const meant = (definition?.fields ?? []).flatMap((field) => {
      const meaning = meaningOf(field);
      const said = answers.get(field.name);
      return meaning !== undefined && typeof said?.answer === 'string'
        ? [{ meaning, value: said.answer, saidAt: said.saidAt }]
        : [];
    });
    if (meant.length === 0) continue;
    const name = await itemName(transaction, item);
    found.push(...meant.map((one) => ({ ...one, item, itemName: name, filedOn: dayInChina(one.saidAt) })));
  }
  return found
    .toSorted((one, other) => other.saidAt - one.saidAt)
    .map(({ saidAt: _saidAt, ...answer }) => answer);
};
