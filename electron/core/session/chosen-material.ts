import type { ItemMaterial } from '../../../platform/contract/application-form/material.ts';
import { askedMaterials, promiseOf } from '../applications/materials/provisions.ts';
import { waysOpenTo } from './credit-rules.ts';
import { itemOf } from './form-course.ts';
import { present, type VisitContext } from './visit-context.ts';

/** The material that the resident is handing in. */
export const materialOf = (context: VisitContext): ItemMaterial =>
  present(
    askedMaterials(itemOf(context), context.answers).find(({ code }) => code === context.material) ?? null,
    'material',
  );

/** The promise that this material may follow, beginning at `instant`; null where it may not. */
export const promiseFor = (
  context: VisitContext,
  instant: number,
  calendar: Parameters<typeof promiseOf>[2],
): ReturnType<typeof promiseOf> | null => {
  const way = waysOpenTo(context.credit, materialOf(context)).find((offered) => offered.way === 'later');
  return way?.way === 'later' ? promiseOf(way, instant, calendar) : null;
};
