import { createCipheriv, createHash } from 'node:crypto';
import type { RatingLevel } from '../../../db/stores/ratings.ts';
import type { FormAnswers } from '../../../electron/core/session/filing-types.ts';
import { answersThatStay } from '../../../platform/contract/application-form/form-answers.ts';
import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import { materialChunkBytes } from '../../../platform/contract/submissions.ts';
import { type Chance, chanceFrom } from '../../../platform/seed/chance.ts';
import type { SeedResident } from '../../../platform/seed/seed-resident.ts';
import { syntheticPopulation } from '../../../platform/seed/synthetic-population.ts';

/**
 * What the n-th resident of a kiosk wants, out of a seed alone: the loaded core does it, and whoever compares afterwards
 * knows it without having been told.
 */
export interface PlannedVisit {
  readonly number: number;
  readonly visitId: string;
  readonly resident: SeedResident;
  readonly business:
    | {
        readonly kind: 'application';
        readonly item: ApplicationItem;
        readonly answers: FormAnswers;
        readonly materials: readonly PlannedMaterial[];
        readonly rating: RatingLevel | null;
      }
    | {
        readonly kind: 'certificates';
        /** Kinds that are asked for in one go, and go out as one job where the printer takes several documents. */
        readonly items: readonly string[];
        readonly rating: RatingLevel | null;
      }
    /** A rating of a certificate that the platform never issued: it becomes a dead letter. */
    | { readonly kind: 'refused-rating'; readonly subject: string; readonly rating: RatingLevel };
}

export interface PlannedMaterial {
  readonly code: string;
  readonly mediaType: 'image/jpeg';
  readonly size: number;
  /** Makes the bytes; the same every time. */
  readonly bytes: () => Uint8Array;
}

/** How many people the reference platform knows from its own seed. */
const residents = syntheticPopulation(300);

/** A UUIDv7 (RFC 9562 §5.7) that tells kiosk and visit; no visit happens twice. */
export const visitIdOf = (kiosk: number, number: number): string =>
  `019a9c00-0000-7000-8000-${(kiosk * 2 ** 32 + number).toString(16).padStart(12, '0')}`;

/** The number of the visit with this id. */
export const numberOfVisit = (visitId: string): number => Number.parseInt(visitId.slice(-8), 16);

const digits = (chance: Chance, least: number, most: number): string =>
  Array.from({ length: least + chance.below(most - least + 1) }, () => chance.below(10)).join('');

const mobileDigits = 11;

const answerTo = (field: FormField, chance: Chance): string | boolean => {
  switch (field.kind) {
    case 'choice':
      return field.options[chance.below(field.options.length)]?.code ?? '';
    case 'yes-no':
      return chance.below(2) === 0;
    case 'text':
      return '里'.repeat(field.minimumLength + chance.below(field.maximumLength - field.minimumLength + 1));
    case 'digits': {
      // As long as a mobile telephone number where the field allows it: it is told from noise.
      const least = Math.min(field.maximumLength, Math.max(field.minimumLength, mobileDigits));
      return digits(chance, least, field.maximumLength);
    }
  }
};

/** Bytes without a pattern: AES in counter mode over zeros, keyed by a name. */
const noise = (name: string, size: number): Uint8Array =>
  createCipheriv('aes-256-ctr', createHash('sha256').update(name).digest(), Buffer.alloc(16)).update(
    Buffer.alloc(size),
  );

/** One in eight comes with a material of several chunks, one in eight with a small one. */
const materialsOf = (name: string, chance: Chance): readonly PlannedMaterial[] => {
  const material = (index: number, size: number): PlannedMaterial => ({
    code: index === 0 ? 'id-card-copy' : 'other-proof',
    mediaType: 'image/jpeg',
    size,
    bytes: () => noise(`${name}/${index}`, size),
  });
  switch (chance.below(8)) {
    case 0:
      return [
        material(0, materialChunkBytes + 1 + chance.below(2 * materialChunkBytes)),
        ...(chance.below(3) === 0 ? [material(1, 1 + chance.below(9_000))] : []),
      ];
    case 1:
      return [material(0, 1 + chance.below(40_000))];
    default:
      return [];
  }
};

const levels = [1, 2, 3, 4, 5] as const;

/** Each of the synthetic residents gets the first; whether the others are issued depends on what the registers say. */
const certificateKinds = ['housing-status', 'social-insurance', 'medical-insurance'] as const;

/** The `number`-th visit at the `kiosk`-th kiosk of the run with this seed, with a catalogue of these items. */
export const planVisit = (
  seed: number,
  kiosk: number,
  number: number,
  items: readonly ApplicationItem[],
): PlannedVisit => {
  const name = `${seed}/${kiosk}/${number}`;
  const chance = chanceFrom(name);
  const resident = residents[chance.below(residents.length)];
  const filed = items.filter(({ materials = [] }) => !materials.some(({ required }) => required));
  const item = filed[chance.below(filed.length)];
  if (!resident || !item) throw new Error('a visit needs a resident and an item');
  const rating = chance.below(2) === 0 ? chance.of(levels) : null;
  const common = { number, visitId: visitIdOf(kiosk, number), resident };
  const kind = chance.below(16);
  if (kind < 4) {
    // Mostly several, so that even a short run is killed often enough between the documents of one job.
    const kinds = kind === 0 ? certificateKinds.slice(0, 1) : certificateKinds;
    return { ...common, business: { kind: 'certificates', items: kinds, rating } };
  }
  if (kind === 4) {
    const subject = `ZZ20200101-${digits(chance, 10, 10)}`;
    return { ...common, business: { kind: 'refused-rating', subject, rating: chance.of(levels) } };
  }
  const answers = answersThatStay(
    item.form.fields,
    Object.fromEntries(item.form.fields.map((field) => [field.name, answerTo(field, chance)])),
  );
  return {
    ...common,
    business: { kind: 'application', item, answers, materials: materialsOf(name, chance), rating },
  };
};
