import { createLatePart } from './late-part.ts';

/**
 * A page that lacks a part of itself shows nothing at all: the shell finds it blank, says so, loads it anew, and in the end says
 * that the kiosk is out of service. One that went on could invite residents and serve none.
 */
const showNothing = (): void => document.body.replaceChildren();

/** Every screen but the ones that may be first. */
export const lateScreens = createLatePart(() => import('./screens.tsx'), showNothing);
