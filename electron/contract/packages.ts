import { z } from 'zod';
import { deviceProblem } from './device-view.ts';
import { deliveries, filingStates, itemFace } from './items.ts';
import { localizedText } from './locale.ts';
import { answerSourceSchema, materialSchema } from './material.ts';
import { questionSchema } from './question.ts';

/** One thing, done once 一件事: several items with one form, handed in together. */

/** What is seen of a package. */
const packageFace = z.strictObject({
  code: z.string(),
  icon: itemFace.shape.icon,
  everydayName: localizedText,
  officialName: localizedText,
  description: localizedText,
});

/** A package as it stands in a list. */
export const packageEntry = z.strictObject({
  kind: z.literal('package'),
  ...packageFace.omit({ description: true }).shape,
  /** How many items it brings together. */
  items: z.number().int(),
  /** Working days within which all of it is decided. */
  promisedWorkingDays: z.number().int(),
});
export type PackageEntry = z.infer<typeof packageEntry>;

/** An item within a package: who decides it, and after what. */
const packagePart = z.strictObject({
  item: itemFace,
  /** Its department's own promise, working days. */
  promisedWorkingDays: z.number().int(),
  /** Not everybody gets it. */
  isOptional: z.boolean(),
  /** It is among what will be handed in. */
  isTaken: z.boolean(),
  /** Names of the items that have to be granted first. */
  after: z.array(localizedText),
});
export type PackagePartView = z.infer<typeof packagePart>;

/** What a package is: what it brings together, who decides what, how long all of it takes. */
export const packageView = z.strictObject({
  screen: z.literal('package'),
  package: packageFace,
  parts: z.array(packagePart).min(1),
  /** Of all together, working days. */
  promisedWorkingDays: z.number().int(),
  /** Of what is taken: the promises of its items, one after the other; and how many questions the joint form has. */
  separatelyWorkingDays: z.number().int(),
  questions: z.number().int(),
  /** Questions that the forms of its items would ask, each by itself. */
  separateQuestions: z.number().int(),
  filing: z.enum(filingStates),
  /** It can be begun now: something is taken, and a card can be read, or somebody is identified. */
  canBegin: z.boolean(),
});

const resident = z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() });

/** Everything that was answered, by the items that it goes to. */
export const packageReviewView = z.strictObject({
  screen: z.literal('packageReview'),
  package: packageFace,
  resident,
  /** Of each answer where it comes from, and whether the resident may change it; by the name of its question. */
  provenance: z.record(z.string(), z.strictObject({ source: answerSourceSchema, canChange: z.boolean() })),
  /** Of the answers and materials that several items share first, then of each item what it alone asks. */
  groups: z
    .array(
      z.strictObject({
        items: z.array(itemFace).min(1),
        answers: z.array(questionSchema),
        materials: z.array(materialSchema),
      }),
    )
    .min(1),
});

/** The receipt of a package: its own number, and how far each of its items has got. */
export const packageReceiptView = z.strictObject({
  screen: z.literal('packageReceipt'),
  package: packageFace,
  promisedWorkingDays: z.number().int(),
  receiptNumber: z.string(),
  parts: z
    .array(
      z.strictObject({
        item: itemFace,
        receiptNumber: z.string(),
        delivery: z.enum(deliveries),
        /** Names of the items that are decided before it. */
        after: z.array(localizedText),
      }),
    )
    .min(1),
  /** What may follow for those that were taken, and until when (YYYY-MM-DD). */
  promises: z.array(z.strictObject({ name: localizedText, dueOn: z.string() })),
  print: z.enum(['not-asked', 'failed', 'unknown', 'printed']),
  printerProblem: deviceProblem.nullable(),
});
