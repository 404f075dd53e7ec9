import type { CardRecord } from '../../../id-card-reader/card-record.ts';
import { type Colour, coarseSize } from './simulated-photo-codec.ts';

/** Draws portraits of people who do not exist: a few coloured shapes, chosen by the number on the card. */

const skins: readonly Colour[] = [
  [236, 200, 170],
  [222, 180, 148],
  [204, 160, 126],
];
const hairs: readonly Colour[] = [
  [24, 22, 24],
  [58, 44, 38],
  [150, 150, 152],
];
const clothes: readonly Colour[] = [
  [38, 60, 96],
  [96, 40, 44],
  [44, 82, 60],
  [80, 76, 84],
];
/** Photos for cards are taken before a white wall. */
const wall: Colour = [248, 248, 246];
const feature: Colour = [60, 36, 32];

/** A number of 32 bits for a card: the same for the same id number. */
export const seedOf = ({ idNumber }: CardRecord): number =>
  [...idNumber].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0, 7);

/** Whether a cell lies in an ellipse; centre and radii in cells. */
const isWithin = (
  x: number,
  y: number,
  centre: readonly [number, number],
  radii: readonly [number, number],
) => ((x - centre[0]) / radii[0]) ** 2 + ((y - centre[1]) / radii[1]) ** 2 <= 1;

/** The portrait on a card, cells from the top. */
export const drawPortrait = (card: CardRecord): readonly Colour[] => {
  const seed = seedOf(card);
  const pick = (colours: readonly Colour[], shift: number): Colour =>
    colours[(seed >>> shift) % colours.length] ?? wall;
  const [skin, hair, cloth] = [pick(skins, 0), pick(hairs, 4), pick(clothes, 8)];
  const middle = (coarseSize.width - 1) / 2;
  const hairLength = card.sex === '女' ? 6.5 : 4.5;

  const colourAt = (x: number, y: number): Colour => {
    const isEye = y === 9 && (x === middle - 2 || x === middle + 2);
    const isMouth = y === 13 && Math.abs(x - middle) <= 1;
    if (isEye || isMouth) return feature;
    if (isWithin(x, y, [middle, 10], [4.2, 5.4]) && y > 6) return skin;
    if (isWithin(x, y, [middle, 8.5], [5.2, hairLength])) return hair;
    if (isWithin(x, y, [middle, 15], [1.8, 2.5])) return skin;
    if (isWithin(x, y, [middle, 21], [7.8, 5])) return cloth;
    return wall;
  };
  return Array.from({ length: coarseSize.width * coarseSize.height }, (_, index) =>
    colourAt(index % coarseSize.width, Math.floor(index / coarseSize.width)),
  );
};
