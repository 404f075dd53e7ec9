import { z } from 'zod';
import { catalogueItemSchema, localizedTextSchema } from './catalogue.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * Two collections of the feed make up the service hall 政务大厅 that every kiosk keeps, line or no line:
 *
 *   `hall`, one document `structure`: the life events, and the elements of a guide in their order, with their names.
 *   `service-items`, any number of documents: the items of one department each, as many documents as it takes.
 *
 * What a guide says is data: an element is a key, known by the structure, and a value of one of a few kinds. An element
 * that many items of a document share stands once, in `shared`.
 */

/** Chinese, with English where somebody wrote it. */
export const guideTextSchema = z.union([z.string().min(1).max(600), localizedTextSchema]);
export type GuideText = z.infer<typeof guideTextSchema>;

const key = z.string().regex(/^[a-z][A-Za-z0-9-]{1,40}$/);

/** The value of an element. */
export const guideValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: guideTextSchema }),
  z.strictObject({ kind: z.literal('list'), items: z.array(guideTextSchema).max(40) }),
  z.strictObject({ kind: z.literal('yes-no'), yes: z.boolean() }),
  z.strictObject({
    kind: z.literal('limit'),
    amount: z.number().int().min(0).max(3650),
    unit: z.enum(['working-day', 'calendar-day', 'on-the-spot']),
  }),
  z.strictObject({
    kind: z.literal('materials'),
    materials: z
      .array(
        z.strictObject({
          name: guideTextSchema,
          form: z.enum(['original', 'copy', 'original-and-copy']),
          copies: z.number().int().min(0).max(20),
          isNecessary: z.boolean(),
          /** Whether it may follow 容缺受理. */
          mayFollow: z.boolean(),
          /** The offices have it themselves: nobody has to bring it. */
          isShared: z.boolean(),
        }),
      )
      .max(40),
  }),
  z.strictObject({
    kind: z.literal('steps'),
    steps: z
      .array(
        z.strictObject({
          name: guideTextSchema,
          owner: guideTextSchema,
          workingDays: z.number().int().min(0).max(365),
        }),
      )
      .max(20),
  }),
  /** None: nothing has to be paid. */
  z.strictObject({
    kind: z.literal('fees'),
    fees: z.array(z.strictObject({ name: guideTextSchema, standard: guideTextSchema })).max(20),
  }),
  z.strictObject({
    kind: z.literal('places'),
    places: z
      .array(z.strictObject({ name: guideTextSchema, address: guideTextSchema, hours: guideTextSchema }))
      .max(20),
  }),
  z.strictObject({
    kind: z.literal('questions'),
    questions: z.array(z.strictObject({ question: guideTextSchema, answer: guideTextSchema })).max(20),
  }),
]);
export type GuideValue = z.infer<typeof guideValueSchema>;

export const hallStructureSchema = z.strictObject({
  /** 人生事件, in the order in which they are offered. */
  lifeEvents: z
    .array(z.strictObject({ code: key, name: localizedTextSchema, icon: catalogueItemSchema.shape.icon }))
    .max(40),
  groups: z.array(z.strictObject({ code: key, name: localizedTextSchema })).max(20),
  /** Everyday words first, the official name beneath. */
  elements: z
    .array(
      z.strictObject({
        key,
        group: key,
        everydayName: localizedTextSchema,
        officialName: localizedTextSchema,
      }),
    )
    .max(120),
  /** Codes of the items that are wanted most, first ones first. */
  mostUsed: z.array(itemCodeSchema).max(40),
});
export type HallStructure = z.infer<typeof hallStructureSchema>;

export const hallItemSchema = z.strictObject({
  code: itemCodeSchema,
  everydayName: localizedTextSchema,
  officialName: localizedTextSchema,
  icon: catalogueItemSchema.shape.icon,
  /** Codes of the life events that lead to it. */
  lifeEvents: z.array(key).max(12),
  /** It is the start of its kind 主项: lists by life event and department name it, its narrower items not. */
  isMain: z.boolean(),
  /**
   * 情形引导: an everyday question whose answers lead to narrower items, each with a guide of its own; null where there is
   * nothing to be asked.
   */
  path: z
    .strictObject({
      question: localizedTextSchema,
      options: z
        .array(z.strictObject({ label: localizedTextSchema, item: itemCodeSchema }))
        .min(1)
        .max(7),
    })
    .nullable(),
  elements: z.record(key, guideValueSchema),
});
export type HallItem = z.infer<typeof hallItemSchema>;

/**
 * The document as such; its items are judged one by one by whoever reads them (`hallItemSchema`), so that one broken item
 * costs no other.
 */
export const serviceItemsSchema = z.strictObject({
  department: catalogueItemSchema.shape.department,
  shared: z.record(key, z.unknown()),
  items: z.array(z.unknown()).max(500),
});
/** As a platform writes it. */
export interface ServiceItems extends z.infer<typeof serviceItemsSchema> {
  readonly shared: Record<string, GuideValue>;
  readonly items: HallItem[];
}
