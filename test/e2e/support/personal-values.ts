import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findResident } from '../../../scripts/station/station-cards.ts';

/** Texts of a card that name its holder, in the encodings in which they could come to lie on a disk. */
const encodings = ['utf8', 'utf16le'] as const;

const valuesOf = (residentId: string): readonly string[] => {
  const card = findResident(residentId)?.card;
  if (!card) throw new Error(`no resident ${residentId}`);
  const values = [card.name, card.idNumber, card.birthDate, card.birthDate.replaceAll('-', '')];
  return 'address' in card ? [...values, card.address] : values;
};

const filesBeneath = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());

/** Where in a folder a value of this resident's card is found: `file: value`, one a find. */
export const findPersonalValues = (folder: string, residentId: string): readonly string[] => {
  const values = valuesOf(residentId);
  return filesBeneath(folder).flatMap((file) => {
    const content = readFileSync(file);
    return values
      .filter((value) => encodings.some((encoding) => content.includes(value, 0, encoding)))
      .map((value) => `${relative(folder, file)}: ${value}`);
  });
};
