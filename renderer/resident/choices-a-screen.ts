/** At most so many choices on one screen. */
export const choicesAScreen = { normal: 7, elder: 5 } as const;

/** Where they all lie in the lower half of the screen. */
const choicesSeated = { normal: 6, elder: 4 } as const;

/** How many choices fit as the resident has the screen. */
export const choicesFor = ({
  elderMode,
  seated,
}: {
  readonly elderMode: boolean;
  readonly seated: boolean;
}): number => (seated ? choicesSeated : choicesAScreen)[elderMode ? 'elder' : 'normal'];
