import type { ApplicationItem, CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { GuideUse, HallEntry, ItemUse, ShelfEntry } from '../../contract/hall.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { bookableItem } from '../appointments/appointment-types.ts';
import { packageEntryOf, packageView } from '../packages/package-views.ts';
import type { VisitContext } from '../session/visit-context.ts';
import type { Surroundings } from '../session/surroundings.ts';
import { policyEntry, policyShelf } from '../policies/policy-shelves.ts';
import { policyScreen } from '../session/policy-view.ts';
import { entriesAPage } from './entries-a-page.ts';
import { guideOf } from './guide-content.ts';
import { type HallTrail, placeOf } from './hall-place.ts';
import type { KnownItem, ServiceHall } from './service-hall.ts';
import { takeAwayText } from './take-away.ts';

/** What can be done here about an item. */
const whatToDoWith = (code: string, around: Surroundings): GuideUse =>
  around.items.some((item) => item.code === code)
    ? 'certificate'
    : around.applications.some((item) => item.code === code)
      ? 'application'
      : 'guide';

const entryOf = (item: KnownItem, around: Surroundings): HallEntry => ({
  kind: 'item',
  code: item.code,
  icon: item.icon,
  everydayName: item.everydayName,
  officialName: item.officialName,
  department: item.department.name,
  use: whatToDoWith(item.code, around),
});

const offered = (item: CatalogueItem | ApplicationItem, use: ItemUse): HallEntry => ({
  kind: 'item',
  code: item.code,
  icon: item.icon,
  everydayName: item.everydayName,
  officialName: item.officialName,
  department: item.department.name,
  use,
});

const isKnown = (item: KnownItem | undefined): item is KnownItem => item !== undefined;

/** So many of them stand at home. */
const mostUsedAtHome = 3;

const mostUsed = (hall: ServiceHall): readonly KnownItem[] =>
  (hall.structure()?.mostUsed ?? []).map((code) => hall.items().byCode.get(code)).filter(isKnown);

const entriesOf = (shelf: string, around: Surroundings): readonly ShelfEntry[] => {
  const { hall } = around;
  const { ofEvent, ofDepartment } = hall.items();
  const policies = policyShelf(shelf, around.policies, hall);
  if (policies) return policies.entries;
  const [kind, code = ''] = shelf.split(':', 2);
  const items = (found: readonly KnownItem[] | undefined): readonly ShelfEntry[] =>
    (found ?? []).map((item) => entryOf(item, around));
  switch (kind) {
    case 'certificates':
      return around.items.map((item) => offered(item, 'certificate'));
    case 'applications':
      return around.applications.map((item) => offered(item, 'application'));
    case 'most-used':
      return items(mostUsed(hall));
    case 'event':
      return [...around.packages.ofEvent(code).map(packageEntryOf), ...items(ofEvent.get(code))];
    case 'department':
      return items(ofDepartment.get(code));
    case 'events':
      return (hall.structure()?.lifeEvents ?? [])
        .map(({ code: event, name, icon }) => ({
          kind: 'group' as const,
          shelf: `event:${event}`,
          icon,
          name,
          items: (ofEvent.get(event)?.length ?? 0) + around.packages.ofEvent(event).length,
        }))
        .filter((group) => group.items > 0);
    case 'departments':
      return [...ofDepartment].flatMap(([department, [first, ...others]]) =>
        first === undefined
          ? []
          : [
              {
                kind: 'group' as const,
                shelf: `department:${department}`,
                icon: first.icon,
                name: first.department.name,
                items: others.length + 1,
              },
            ],
      );
    default:
      return [];
  }
};

const nameOfShelf = (shelf: string, hall: ServiceHall) => {
  const [kind, code = ''] = shelf.split(':', 2);
  if (kind === 'event') {
    return hall.structure()?.lifeEvents.find((event) => event.code === code)?.name ?? null;
  }
  return kind === 'department' ? (hall.items().ofDepartment.get(code)?.[0]?.department.name ?? null) : null;
};

/** A list that this kiosk has. */
export const isShelf = (shelf: string, around: Surroundings): boolean =>
  ['certificates', 'applications', 'events', 'departments', 'most-used'].includes(shelf) ||
  entriesOf(shelf, around).length > 0;

const cut = <Entry>(entries: readonly Entry[], wanted: number, size: number) => {
  const pages = Math.max(1, Math.ceil(entries.length / size));
  const page = Math.min(Math.max(1, wanted), pages);
  return { entries: entries.slice((page - 1) * size, page * size), page, pages };
};

/**
 * What a search came to, for as long as somebody looks at it: a screen asks again with every snapshot. It goes with the
 * trail, and so what was typed is forgotten with the visit.
 */
const results = new WeakMap<
  HallTrail,
  { readonly among: unknown; readonly result: ReturnType<ServiceHall['search']> }
>();
const resultOf = (trail: HallTrail, text: string, hall: ServiceHall): ReturnType<ServiceHall['search']> => {
  const remembered = results.get(trail);
  if (remembered?.among === hall.items()) return remembered.result;
  const result = hall.search(text);
  results.set(trail, { among: hall.items(), result });
  return result;
};

/** What of the service hall is on the screen. */
export const hallView = (context: VisitContext, around: Surroundings): VisitView => {
  const { hall, filing, printerProblem } = around;
  const place = placeOf(context.trail);
  const home: VisitView = {
    screen: 'home',
    identified: context.person !== null,
    guides: hall.state(),
    items: hall.items().numbered.length,
    filing,
    hasApplications: around.applications.length > 0,
    hasPolicies: around.policies.all().length > 0,
    mostUsed: mostUsed(hall)
      .slice(0, mostUsedAtHome)
      .map((item) => entryOf(item, around)),
    unavailable: [...around.unavailable],
    takesCards: around.readerProblem === null,
    takesCertificates: around.takesCertificates,
  };
  switch (place.kind) {
    case 'home':
      return home;
    case 'shelf': {
      const all = entriesOf(place.shelf, around);
      return {
        screen: 'shelf',
        shelf: place.shelf,
        name: policyShelf(place.shelf, around.policies, hall)?.name ?? nameOfShelf(place.shelf, hall),
        count: all.length,
        ...cut(all, place.page, entriesAPage(place.shelf === 'policies' ? 'policies' : 'shelf', context)),
        filing,
        canBegin: context.person !== null || around.readerProblem === null,
        guides: hall.state(),
      };
    }
    case 'policy': {
      const policy = around.policies.find(place.code);
      // It ended or was withdrawn while somebody read it.
      return policy ? policyScreen(policy, context, around) : home;
    }
    case 'search': {
      if (place.among === 'policies') {
        const { policies, found } = around.policies.search(place.text);
        const entries = (place.text === '' ? around.policies.all() : policies).map(policyEntry);
        return {
          screen: 'search',
          among: 'policies',
          text: place.text,
          found: place.text === '' ? 0 : found,
          ...cut(entries, place.page, entriesAPage('search', context)),
          guides: 'ready',
        };
      }
      const result = resultOf(context.trail, place.text, hall);
      const items = place.text === '' ? mostUsed(hall) : result.items;
      const packages = around.packages.search(place.text);
      return {
        screen: 'search',
        text: place.text,
        found: place.text === '' ? 0 : result.found + packages.length,
        ...cut(
          [...packages.map(packageEntryOf), ...items.map((item) => entryOf(item, around))],
          place.page,
          entriesAPage('search', context),
        ),
        guides: hall.state(),
      };
    }
    case 'package': {
      const whole = around.packages.find(place.code);
      // It was withdrawn while somebody looked at it.
      if (!whole) return home;
      return packageView(whole, place.chosen, { around, identified: context.person !== null });
    }
    case 'guide': {
      const guide = guideOf(place.code, hall, around.briefGuides);
      // It was withdrawn while somebody read it.
      if (!guide) return home;
      const { item, groups, path, department } = guide;
      const use = whatToDoWith(item.code, around);
      return {
        screen: 'guide',
        item: {
          code: item.code,
          icon: item.icon,
          everydayName: item.everydayName,
          officialName: item.officialName,
          department,
          use,
        },
        path,
        groups,
        takeAway: takeAwayText(guide),
        notice: context.noticePrint,
        printerProblem,
        canDoHere:
          use !== 'guide' &&
          (use === 'certificate' || filing === 'possible') &&
          (context.person !== null || around.readerProblem === null),
        canBook:
          bookableItem(around.appointments, item.code) !== undefined &&
          (context.person !== null || around.readerProblem === null),
      };
    }
  }
};
