import type { Catalogue, FormField } from '../contract/catalogue.ts';
import type { LocalizedText } from '../contract/localized-text.ts';
import type { SealedCorrection } from '../contract/sealed-replies.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { inOwnWords } from './correction-request.ts';

type Answer = SealedCorrection['answers'][string];

/** What an applicant answered to what the department asked last, in words. */
export interface CorrectionAnswer {
  readonly answers: readonly { readonly label: LocalizedText; readonly answer: LocalizedText }[];
}

const asWritten = (text: string): LocalizedText => ({ 'zh-CN': text, en: text });
const yes = { 'zh-CN': '是', en: 'Yes' };
const no = { 'zh-CN': '否', en: 'No' };

const inWords = (answer: Answer, field: FormField | undefined): LocalizedText => {
  if (typeof answer === 'boolean') {
    const words = field?.kind === 'yes-no' ? field.words : undefined;
    return answer ? (words?.yes ?? yes) : (words?.no ?? no);
  }
  const chosen = field?.kind === 'choice' && field.options.find(({ code }) => code === answer);
  return chosen ? chosen.label : asWritten(Array.isArray(answer) ? answer.join('、') : `${answer}`);
};

/** The last answer that an application's course went on with; undefined where there is none. A field that the form has no more goes by its name. */
export const correctionAnswerOf = async (
  { database, catalogue }: { readonly database: PlatformDatabase; readonly catalogue: Catalogue },
  receiptNumber: string,
): Promise<CorrectionAnswer | undefined> => {
  const row = await database
    .selectFrom('application_corrections')
    .innerJoin('applications', 'applications.receipt_number', 'application_corrections.receipt_number')
    .select(['applications.item', 'application_corrections.content'])
    .where('application_corrections.receipt_number', '=', receiptNumber)
    .where('application_corrections.state', '=', 'taken')
    .orderBy('application_corrections.position', 'desc')
    .executeTakeFirst();
  if (!row?.content) {
    return undefined;
  }
  const item = catalogue.applications.find(({ code }) => code === row.item);
  const fields = [...(item?.form.fields ?? []), inOwnWords];
  return {
    answers: Object.entries(row.content.answers).map(([name, answer]) => {
      const field = fields.find((each) => each.name === name);
      return { label: field?.label ?? asWritten(name), answer: inWords(answer, field) };
    }),
  };
};
