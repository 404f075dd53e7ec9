import type { ScreenName, VisitView } from './visit-view.ts';

const screensAtRest: readonly ScreenName[] = ['attract', 'closed', 'cardLeft'];

/** Whether nobody is served: the kiosk may be restarted, and staff may take it over. */
export const isAtRest = ({ screen }: Pick<VisitView, 'screen'>): boolean => screensAtRest.includes(screen);
