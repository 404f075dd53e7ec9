import { z } from 'zod';
import { type VisitView, visitViewSchema } from '../../../electron/contract/visit-view.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import views from './hall-views.json' with { type: 'json' };
import { counting, snapshotOf } from './snapshot-of.ts';

/** What the core says of the seed's service hall; written by scripts/screens/write-hall-views.ts. */
const hallViews: Readonly<Record<string, VisitView>> = z.record(z.string(), visitViewSchema).parse(views);
const { home } = hallViews;
if (!home) throw new Error('no view of the home screen');

const narrow = hallViews['guide-narrow'];
if (narrow?.screen !== 'guide') throw new Error('no view of a guide');

/** The service hall, each screen in its states. */
export const hallSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  ...Object.fromEntries(
    Object.entries(hallViews).map(([name, visit]) => [
      name,
      snapshotOf(visit, { ...counting, canGoBack: visit.screen !== 'home' }),
    ]),
  ),
  'home-offline': snapshotOf(home, { ...counting, canGoBack: false, line: 'offline' }),
  'guide-printed': snapshotOf({ ...narrow, notice: 'printed' }, counting),
};
