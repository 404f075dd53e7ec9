import { createPolicyLibrary } from '../../electron/core/policies/policy-library.ts';
import { loadPolicies } from '../../platform/seed/load-policies.ts';
import { goTo, door, type HallPlace } from '../../electron/core/hall/hall-place.ts';
import { hallView } from '../../electron/core/hall/hall-view.ts';
import { initialContext } from '../../electron/core/session/visit-context.ts';
import { packageShelf } from '../../electron/core/packages/package-shelf.ts';
import { packagesOf } from '../../platform/contract/packages/judge-package.ts';
import type { Surroundings } from '../../electron/core/session/surroundings.ts';
import type { VisitView } from '../../electron/contract/visit-view.ts';
import { loadAppointments } from '../../platform/seed/load-appointments.ts';
import { createHallWorld, seedCatalogue, seedGuides } from './hall.ts';
import { packageViews } from './package-views.ts';
import { staffSignIn } from './visit.ts';

const outOfPaper = { role: 'printer', code: 'media-empty', actor: 'staff' } as const;
const noReader = { role: 'idCardReader', code: 'no-answer', actor: 'technician' } as const;

const seedPolicies = loadPolicies(seedCatalogue);

const around: Surroundings = {
  speaksAtThisHour: false,
  unavailable: [],
  readerProblem: null,
  printerProblem: null,
  cardOnReader: false,
  cameraWorks: true,
  takesCodes: true,
  takesCertificates: true,
  faceObstacle: 'not-fitted',
  platformCompares: false,
  staffCanVouch: () => false,
  closing: null,
  staff: () => staffSignIn,
  printsToday: () => new Map(),
  items: seedCatalogue.items,
  myDocumentItems: seedCatalogue.myDocuments ?? [],
  applications: seedCatalogue.applications,
  packages: packageShelf(packagesOf(seedCatalogue).known),
  filing: 'possible',
  deliveryOf: () => 'waiting',
  replyDeliveryOf: () => 'waiting',
  correctionGivenHere: () => null,
  supplementGivenHere: () => null,
  stationCode: 'QX-0007',
  hall: createHallWorld().hall,
  policies: createPolicyLibrary({
    documents: { policies: () => seedPolicies },
    now: () => Date.UTC(2026, 10, 20),
  }),
  appointments: loadAppointments(),
  briefGuides: seedGuides,
  catalogueState: 'current',
};

const at = (place: HallPlace | null, surroundings: Partial<Surroundings> = {}, elderMode = true): VisitView =>
  // A page of elder mode fits every mode.
  hallView(
    { ...initialContext, trail: place === null ? door : goTo(door, place), elderMode },
    { ...around, ...surroundings },
  );

const shelf = (name: string): HallPlace => ({ kind: 'shelf', shelf: name, page: 1 });
const guide = (code: string): HallPlace => ({ kind: 'guide', code });
const search = (text: string): HallPlace => ({ kind: 'search', among: 'items', text, page: 1 });

/** The service hall as the core says it of the items that a platform of this version delivers. */
export const hallViews: () => Readonly<Record<string, VisitView>> = () => ({
  home: at(null),
  'home-no-reader': at(null, { readerProblem: noReader, unavailable: [noReader] }),
  'shelf-events': at(shelf('events')),
  'shelf-departments': at(shelf('departments')),
  'shelf-certificates': at(shelf('certificates')),
  'shelf-event': at(shelf('event:business')),
  'shelf-event-full': at(shelf('event:business'), {}, false),
  'shelf-event-package': at(shelf('event:birth')),
  package: at({ kind: 'package', code: 'shop-package', chosen: ['hygiene-permit'] }),
  'package-no-reader': at(
    { kind: 'package', code: 'home-package', chosen: ['water-account', 'power-account'] },
    { readerProblem: noReader },
  ),
  ...packageViews(around),
  'shelf-empty': at(shelf('events'), { hall: { ...around.hall, structure: () => null } }),
  'search-empty': at(search('')),
  'search-found': at(search('zheng')),
  'search-package': at(search('kaidian')),
  'search-nothing': at(search('qqqq')),
  'search-found-full': at(search('zheng'), {}, false),
  'shelf-policies': at(shelf('policies')),
  'shelf-policy-event': at(shelf('policy-event:hardship')),
  'search-policies': at({ kind: 'search', among: 'policies', text: '', page: 1 }),
  policy: at({ kind: 'policy', code: 'childcare-subsidy' }),
  'policy-enterprise': at({ kind: 'policy', code: 'small-firm-rent' }),
  'guide-path': at(guide('hygiene-licence')),
  'guide-narrow': at(guide('id-card-issue-apply-self')),
  'guide-certificate': at(guide('housing-status')),
  'guide-booking': at(guide('elderly-allowance')),
  'guide-no-printer': at(guide('pension-claim'), { printerProblem: outOfPaper }),
});
