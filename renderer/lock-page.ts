/** Nothing but a tap means anything: no menu, no dragging, no selection, no zoom. */
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
