import type { ItemMaterial } from '../../../platform/contract/application-form/material.ts';
import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import { askedMaterials, promiseOf } from '../applications/materials/provisions.ts';
import { waysOpenTo } from './credit-rules.ts';
import { itemOf } from './form-course.ts';
import { present, type VisitContext } from './visit-context.ts';

/** The item for which something is handed in: of the form that is open, or of an application that was filed. */
export const itemInHand = (context: VisitContext): ApplicationItem => {
  const aim = context.desk.reply?.aim;
  return aim?.purpose === 'supplement' ? aim.item : itemOf(context);
};

/** The material that the resident is handing in. */
export const materialOf = (context: VisitContext): ItemMaterial => {
  const aim = context.desk.reply?.aim;
  if (aim?.purpose === 'supplement') return aim.material;
  return present(
    askedMaterials(itemOf(context), context.answers).find(({ code }) => code === context.material) ?? null,
    'material',
  );
};

/** The promise that this material may follow, beginning at `instant`; null where it may not. */
export const promiseFor = (
  context: VisitContext,
  instant: number,
  calendar: Parameters<typeof promiseOf>[2],
): ReturnType<typeof promiseOf> | null => {
  const way = waysOpenTo(context.credit, materialOf(context)).find((offered) => offered.way === 'later');
  return way?.way === 'later' ? promiseOf(way, instant, calendar) : null;
};
