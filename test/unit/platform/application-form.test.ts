import { describe, expect, test } from 'vitest';
import {
  type ApplicationFinding,
  applicationFindings,
  type FiledContent,
} from '../../../platform/contract/application-form/application-findings.ts';
import { fieldsAsked, inSituation } from '../../../platform/contract/application-form/conditions.ts';
import { answersThatStay, fieldsMissing } from '../../../platform/contract/application-form/form-answers.ts';
import { type ApplicationItem, applicationItemSchema } from '../../../platform/contract/catalogue.ts';
import { readCatalogue } from '../../../platform/contract/read-catalogue.ts';
import { allowanceItem } from '../../helpers/visit.ts';
import { subsidyItem } from '../../helpers/subsidy-item.ts';

const { fields } = subsidyItem.form;
const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

describe('fields by situation', () => {
  test('are asked where their situation is given, and not before it is known', () => {
    expect(names(fieldsAsked(fields, {}))).not.toContain('carer');
    expect(names(fieldsAsked(fields, { subsidy: 'nursing' }))).toContain('carer');
    expect(names(fieldsAsked(fields, { subsidy: 'nursing', carer: 'family' }))).toContain('carerName');
    expect(names(fieldsAsked(fields, { subsidy: 'living', carer: 'family' }))).not.toContain('carerName');
  });

  test('all conditions have to hold', () => {
    const living = { subsidy: 'living', receivesMinimumAllowance: true };
    expect(names(fieldsAsked(fields, living))).not.toContain('hardship');
    expect(names(fieldsAsked(fields, { ...living, receivesMinimumAllowance: false }))).toContain('hardship');
  });

  test('an answer that no longer applies is dropped, and what hung on it', () => {
    const answers = { subsidy: 'both', carer: 'family', carerName: '林大山' };
    expect(answersThatStay(fields, answers)).toEqual(answers);
    expect(answersThatStay(fields, { ...answers, subsidy: 'living' })).toEqual({ subsidy: 'living' });
    expect(names(fieldsMissing(fields, { subsidy: 'living' }))).not.toContain('carer');
  });

  test('materials follow the situation, too', () => {
    const codes = (answers: Parameters<typeof inSituation>[2]) =>
      inSituation(subsidyItem.materials ?? [], fields, answers).map(({ code }) => code);
    expect(codes({ subsidy: 'living', receivesMinimumAllowance: true })).toContain('minimum-allowance-card');
    expect(codes({ subsidy: 'nursing', receivesMinimumAllowance: true })).not.toContain(
      'minimum-allowance-card',
    );
  });
});

const withFields = (changed: readonly unknown[], materials: readonly unknown[] = []) =>
  applicationItemSchema.safeParse({ ...allowanceItem, form: { version: 1, fields: changed }, materials });
const [choice, yesNo, digits] = allowanceItem.form.fields;
const paper = {
  code: 'paper',
  name: { 'zh-CN': '纸', en: 'Paper' },
  required: true,
  ways: [{ way: 'capture' }],
};

describe('an item whose form does not fit together is broken', () => {
  test.each<[string, readonly unknown[], (readonly unknown[])?]>([
    ['a later field', [{ ...yesNo, when: [{ field: 'ageBand', is: ['eighty'] }] }, choice]],
    ['itself', [{ ...yesNo, when: [{ field: 'livesAlone', is: [true] }] }]],
    ['an unknown field', [choice, { ...yesNo, when: [{ field: 'constructor', is: [true] }] }]],
    ['an answer that is never given', [choice, { ...yesNo, when: [{ field: 'ageBand', is: ['seventy'] }] }]],
    ['yes of a choice', [choice, { ...yesNo, when: [{ field: 'ageBand', is: [true] }] }]],
    ['a number', [digits, { ...yesNo, when: [{ field: 'telephone', is: ['110'] }] }]],
    ['a name twice', [choice, { ...yesNo, name: 'ageBand' }]],
    ['a material twice', [choice], [paper, paper]],
    ['a way twice', [choice], [{ ...paper, ways: [{ way: 'capture' }, { way: 'capture' }] }]],
    ['a material without a way', [choice], [{ ...paper, ways: [] }]],
    ['a material of an unknown field', [choice], [{ ...paper, when: [{ field: 'nobody', is: [true] }] }]],
  ])('because of %s', (_, changed, materials) => {
    expect(withFields(changed, materials).success).toBe(false);
  });

  test('and is left out of the catalogue, by itself', () => {
    const broken = { ...allowanceItem, code: 'broken', form: { version: 1, fields: [choice, choice] } };
    const { catalogue, leftOut } = readCatalogue({
      version: '1',
      packages: [],
      items: [{ code: 'half-an-item' }],
      applications: [broken, allowanceItem, 'nonsense'],
    });
    expect(catalogue.applications.map(({ code }) => code)).toEqual([allowanceItem.code]);
    expect(catalogue.items).toEqual([]);
    expect(leftOut.map(({ item }) => item)).toEqual(['half-an-item', 'broken', null]);
    expect(leftOut[1]?.detail).toContain('ageBand is there twice');
  });
});

const answers = {
  subsidy: 'nursing',
  level: 'one',
  birthDate: '1958-03-12',
  carer: 'nobody',
  address: '青石镇人民路12号',
  account: '6217001234567890',
  phone: '13907315566',
};
const fitting: FiledContent = {
  answers,
  sources: Object.fromEntries(Object.keys(answers).map((name) => [name, 'resident' as const])),
  materials: [{ code: 'disability-card' }],
  certificates: [{ code: 'household-booklet', kind: 'household-booklet' }],
  promises: [],
};
const promise = { code: 'disability-card', workingDays: 10, dueOn: '2026-12-04', agreedAt: 1 };

describe('what was handed in', () => {
  const judge = (
    changes: Partial<FiledContent>,
    item: ApplicationItem = subsidyItem,
  ): readonly ApplicationFinding[] => applicationFindings(item, { ...fitting, ...changes });

  test('fits its form', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ materials: [], promises: [promise] })).toEqual([]);
  });

  test.each<[string, Partial<FiledContent>, ApplicationFinding]>([
    [
      'without an answer',
      { answers: Object.fromEntries(Object.entries(answers).filter(([name]) => name !== 'phone')) },
      { rule: 'answer-missing', name: 'phone' },
    ],
    [
      'with a text of invisible characters',
      { answers: { ...answers, address: '青石镇\u202e人民路' } },
      { rule: 'answer-not-fitting', name: 'address' },
    ],
    [
      'with an answer to what was not asked',
      {
        answers: { ...answers, carerName: '林大山' },
        sources: { ...fitting.sources, carerName: 'resident' },
      },
      { rule: 'answer-not-asked', name: 'carerName' },
    ],
    ['without a source', { sources: {} }, { rule: 'source-missing', name: 'subsidy' }],
    ['without a material', { materials: [] }, { rule: 'material-missing', name: 'disability-card' }],
    [
      'with a promise of more days than the item gives',
      { materials: [], promises: [{ ...promise, workingDays: 30 }] },
      { rule: 'way-not-offered', name: 'disability-card' },
    ],
    [
      'with another certificate',
      { certificates: [{ code: 'household-booklet', kind: 'diploma' }] },
      { rule: 'way-not-offered', name: 'household-booklet' },
    ],
    [
      'with a material that nobody asked for',
      { materials: [...fitting.materials, { code: 'minimum-allowance-card' }] },
      { rule: 'material-not-asked', name: 'minimum-allowance-card' },
    ],
    [
      'with a page and a promise of it',
      { promises: [promise] },
      { rule: 'material-twice', name: 'disability-card' },
    ],
  ])('%s is found', (_, changes, finding) => {
    expect(judge(changes)).toContainEqual(finding);
  });
});
