/** Lists of the hall: of things, of policies (beside the ways to search and to match), and of what was found (beside letters). */
export type HallList = 'shelf' | 'policies' | 'search';

const sizes: Readonly<
  Record<HallList, { normal: number; elder: number; seated: number; seatedElder: number }>
> = {
  shelf: { normal: 6, elder: 5, seated: 5, seatedElder: 4 },
  policies: { normal: 5, elder: 3, seated: 3, seatedElder: 3 },
  search: { normal: 3, elder: 2, seated: 2, seatedElder: 1 },
};

/** So many entries of a list are on a page: fewer with large letters, and fewer again where all lie in the lower half. */
export const entriesAPage = (
  list: HallList,
  { elderMode, seated }: { readonly elderMode: boolean; readonly seated: boolean },
): number => sizes[list][seated ? (elderMode ? 'seatedElder' : 'seated') : elderMode ? 'elder' : 'normal'];
