import type { Surroundings } from '../../electron/core/session/surroundings.ts';
import { initialContext } from '../../electron/core/session/visit-context.ts';
import { visitView } from '../../electron/core/session/visit-view.ts';
import type { VisitView } from '../../electron/contract/visit-view.ts';
import type { FormAnswer } from '../../electron/core/session/filing-types.ts';
import type { FormField } from '../../platform/contract/catalogue.ts';
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
  }));
  if (!first) throw new Error('a package without parts');
  const handedIn = { ...context, receipt: { ...receipt, parts: [first, ...others] as const } };
  return {
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
