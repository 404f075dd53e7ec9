/** Where somebody is in the service hall. */
export type HallPlace =
  | { readonly kind: 'home' }
  /** `page` counts from one. */
  | { readonly kind: 'shelf'; readonly shelf: string; readonly page: number }
  | {
      readonly kind: 'search';
      readonly among: 'items' | 'policies';
      readonly text: string;
      readonly page: number;
    }
  | { readonly kind: 'policy'; readonly code: string }
  | { readonly kind: 'guide'; readonly code: string }
  /** A package 一件事; `chosen` are codes of the parts that not everybody gets. */
  | { readonly kind: 'package'; readonly code: string; readonly chosen: readonly string[] };

/** The way that led there, the newest last. */
export type HallTrail = readonly [HallPlace, ...HallPlace[]];

/** Steps that are remembered; who goes further finds back to the door all the same. */
const longestTrail = 20;

export const door: HallTrail = [{ kind: 'home' }];

export const placeOf = (trail: HallTrail): HallPlace => trail.at(-1) ?? trail[0];

export const goTo = ([first, ...others]: HallTrail, place: HallPlace): HallTrail => [
  first,
  ...[...others, place].slice(-longestTrail),
];

/** A step back; null at the door. */
export const stepBack = ([first, ...others]: HallTrail): HallTrail | null =>
  others.length === 0 ? null : [first, ...others.slice(0, -1)];

/** The same place, otherwise: another page, another text. */
export const changedPlace = (trail: HallTrail, place: HallPlace): HallTrail =>
  goTo(stepBack(trail) ?? door, place);
