/** At most so many choices on one screen. */
export const choicesAScreen = { normal: 7, elder: 5 } as const;
