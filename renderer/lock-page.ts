/** Fields whose tap opens a window of the system: its pickers show the whole disk. */
const pickers = 'input[type="file"], input[type="color"]';

/** Nothing but a tap means anything: no menu, no dragging, no selection, no zoom, no picker. */
export const lockPage = (page: Document): void => {
  const refuse = (event: Event): void => event.preventDefault();
  for (const name of [
    'contextmenu',
    'dragstart',
    'drop',
    'dragover',
    'selectstart',
    'gesturestart',
  ] as const) {
    page.addEventListener(name, refuse);
  }
  page.addEventListener(
    'click',
    (event) => {
      if (event.target instanceof Element && event.target.matches(pickers)) event.preventDefault();
    },
    { capture: true },
  );
  // Chromium lets a page close the window of which it is the only page; nobody could prevent it.
  if (page.defaultView) page.defaultView.close = () => undefined;
  const refuseZoom = (event: WheelEvent): void => {
    if (event.ctrlKey) event.preventDefault();
  };
  page.addEventListener('wheel', refuseZoom, { passive: false });
  // A second finger would begin a pinch.
  page.addEventListener(
    'touchstart',
    (event) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    { passive: false },
  );
};
