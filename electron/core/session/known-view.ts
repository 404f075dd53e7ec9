import type { VisitView } from '../../contract/visit-view.ts';
import { platformSourcesOf } from '../../../platform/contract/application-form/field-sources.ts';
import { residentView } from './certificate-view.ts';
import { knowableFields } from './known-rules.ts';
import { itemOf } from './form-course.ts';
import { applicationView } from './filing-view.ts';
import { present, type VisitContext } from './visit-context.ts';

/** Before the platform is asked what is known: about whom, for which questions, and where it looks. */
export const knownConsentScreen = (context: VisitContext, asking: boolean): VisitView => {
  const fields = knowableFields(context);
  const sources = fields.flatMap(platformSourcesOf);
  const kinds = sources.flatMap((source) => ('certificate' in source ? [source.certificate] : []));
  return {
    screen: 'knownConsent',
    item: applicationView(itemOf(context)),
    resident: residentView(present(context.person, 'person')),
    questions: fields.map(({ label }) => label),
    certificates: [...new Set(kinds)],
    earlierFilings: sources.some((source) => 'earlierFiling' in source),
    asking,
  };
};
