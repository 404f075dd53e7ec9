import type { Surroundings } from '../../electron/core/session/surroundings.ts';
import { initialContext } from '../../electron/core/session/visit-context.ts';
import { visitView } from '../../electron/core/session/visit-view.ts';
import type { VisitView } from '../../electron/contract/visit-view.ts';
import type { FormAnswer } from '../../electron/core/session/filing-types.ts';
import type { ApplicationItem, FormField } from '../../platform/contract/catalogue.ts';
import { chosenPackage, jointItem } from '../../platform/contract/packages/joint-form.ts';
import { packagesOf } from '../../platform/contract/packages/judge-package.ts';
import { seedCatalogue } from './hall.ts';
import { identifiedAt, lin, receipt } from './visit.ts';

const answers: Readonly<Record<string, string>> = {
  shopName: '小林理发店',
  shopAddress: '清溪区滨江街道解放路 18 号',
  phone: '13907315566',
  floorArea: '36',
  monthlyTurnover: '3',
};
const answerTo = (field: FormField): FormAnswer => {
  if (field.kind === 'choice') return field.options[0]?.code ?? '';
  return field.kind === 'yes-no' ? true : (answers[field.name] ?? '88888888');
};

/** Review and receipt of the seed's shop, all of whose items were taken, as the core says them. */
export const packageViews = (around: Surroundings): Readonly<Record<string, VisitView>> => {
  const whole = packagesOf(seedCatalogue).known.find(({ code }) => code === 'shop-package');
  if (!whole) throw new Error('the seed has no package of a shop');
  const chosen = chosenPackage(
    whole,
    whole.parts.map(({ item }) => item.code),
  );
  const item = jointItem(chosen);
  const context = {
    ...initialContext,
    person: lin,
    identifiedAt,
    application: item,
    package: chosen,
    answers: Object.fromEntries(item.form.fields.map((field) => [field.name, answerTo(field)])),
  };
  const [first, ...others] = chosen.parts.map((part, index) => ({
    item: part.item,
    key: String(index),
    receiptNumber: `SL-QX-0007-20261120-7K3M9QXAC${index}`,
    promises: [],
  }));
  if (!first) throw new Error('a package without parts');
  const handedIn = { ...context, receipt: { ...receipt, parts: [first, ...others] as const } };
  // The seed's shop asks for no paper: here its first office wants the lease, which was promised.
  const lease = { 'zh-CN': '房屋租赁合同', en: 'Lease of the premises' };
  const [licence, ...rest] = chosen.parts;
  if (!licence) throw new Error('a package without parts');
  const materials: ApplicationItem['materials'] = [
    { code: 'lease', name: lease, required: true, ways: [{ way: 'later', workingDays: 5 }] },
  ];
  const wanting = { ...chosen, parts: [{ ...licence, item: { ...licence.item, materials } }, ...rest] };
  const promise = { workingDays: 5, dueOn: '2026-11-27' };
  const promising = {
    ...context,
    package: wanting,
    application: jointItem(wanting),
    provisions: { lease: { way: 'later' as const, ...promise, agreedAt: identifiedAt } },
  };
  const promised = { ...first, promises: [{ name: lease, ...promise }] };
  return {
    'package-review-materials': visitView('review', promising, around),
    'package-receipt-promised': visitView(
      'receipt',
      { ...promising, receipt: { ...receipt, parts: [promised, ...others] } },
      around,
    ),
    'package-review': visitView('review', context, around),
    'package-receipt': visitView('receipt', handedIn, {
      ...around,
      deliveryOf: (key) => (key === '0' ? 'received' : 'waiting'),
    }),
    'package-receipt-refused': visitView('receipt', handedIn, {
      ...around,
      deliveryOf: (key) => (key === '1' ? 'refused' : 'received'),
    }),
  };
};
