import type { PlannedVisit } from '../../crash/core/planned-visit.ts';
import { needlesOf, needlesOfRaw } from './encodings.ts';
import type { SoughtValue } from './search-files.ts';

/** Answers that are codes of the published form say nothing of a person by themselves; numbers do. Short ones are found in noise. */
const telling = /^\d{10,}$/;
/** Of a picture pieces are sought: its beginning, its middle, its end, and what a chunk begins with. */
const pieceBytes = 24;

const piecesOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  [0, Math.floor(bytes.length / 2), 262_144, bytes.length - pieceBytes]
    .filter((from) => from >= 0 && from + pieceBytes <= bytes.length)
    .map((from) => bytes.subarray(from, from + pieceBytes));

/** Every personal value that a resident hands in or is identified by in this visit. */
export const personalValuesOf = ({ number, resident, business }: PlannedVisit): readonly SoughtValue[] => {
  const text = (what: string, value: string): SoughtValue => ({
    name: `${what} in visit ${number}`,
    needles: needlesOf(value),
  });
  const { name, idNumber } = resident;
  return [
    text('name', name),
    text('id number', idNumber),
    ...(business.kind !== 'application'
      ? []
      : [
          text('answers as a whole', JSON.stringify(business.answers)),
          ...Object.entries(business.answers)
            .filter(([, answer]) => telling.test(String(answer)))
            .map(([field, answer]) => text(field, String(answer))),
          ...business.materials.flatMap(({ code, bytes }) =>
            piecesOf(bytes()).map((piece) => ({
              name: `${code} in visit ${number}`,
              needles: needlesOfRaw(piece),
            })),
          ),
        ]),
  ];
};
