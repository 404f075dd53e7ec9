import type { KnownPrincipal } from '../../../platform/contract/agency.ts';
import type { ActingForView } from '../../contract/agency-view.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { maskName } from '../identity/mask.ts';
import { residentView } from './certificate-view.ts';
import type { VisitContext } from './visit-context.ts';
import type { Surroundings } from './surroundings.ts';
import type { IdentifiedPerson } from './visit-types.ts';

/** For whom everything is that is done now; null: for whoever stands there. */
export const actingForView = (person: IdentifiedPerson | null): ActingForView | null =>
  person?.agency === undefined
    ? null
    : { ...residentView(person), way: person.agency.way, agent: maskName(person.agency.agent.name) };

/** A complaint or suggestion is of whoever stands there, for whomever the visit is. */
export const isOwnVoice = ({ desk }: Pick<VisitContext, 'desk'>): boolean =>
  desk.reply?.aim.purpose === 'feedback' || desk.replied?.purpose === 'feedback';

/** The ways of helping somebody. */
export const helpWaysScreen = ({ readerProblem }: Pick<Surroundings, 'readerProblem'>): VisitView => ({
  screen: 'helpWays',
  unavailable: readerProblem ? [readerProblem] : [],
});

/** The list of those whom the resident may help; null while it is asked for. */
export const principalsScreen = (
  principals: readonly KnownPrincipal[] | null,
  around: Pick<Surroundings, 'items' | 'applications'>,
): VisitView => ({
  screen: 'principals',
  principals:
    principals?.map(({ maskedName, way, standing, validUntil, items, services }) => ({
      maskedName,
      way,
      standing,
      validUntil,
      services,
      items:
        items === null
          ? null
          : [...around.items, ...around.applications]
              .filter(({ code }) => items.includes(code))
              .map(({ officialName }) => officialName),
    })) ?? null,
});
