import { z } from 'zod';
import { localizedTextSchema } from '../contract/catalogue.ts';

/** Main item 主项 → sub-item 子项 → situation 办理项 (情形). */
export const itemLayerSchema = z.enum(['main-item', 'sub-item', 'situation']);
export type ItemLayer = z.infer<typeof itemLayerSchema>;

export const itemLevelSchema = z.enum(['city', 'county', 'township', 'village']);
export type ItemLevel = z.infer<typeof itemLevelSchema>;

/** The kinds of government services (GB/T 39554.1). */
export const itemTypeSchema = z.enum([
  '行政许可',
  '行政给付',
  '行政征收',
  '行政确认',
  '行政奖励',
  '行政裁决',
  '其他行政权力',
  '公共服务',
]);
export type ItemType = z.infer<typeof itemTypeSchema>;

const text = z.string().min(1).max(400);

export const itemMaterialSchema = z.strictObject({
  name: text,
  form: z.enum(['original', 'copy', 'original-and-copy']),
  medium: z.enum(['paper', 'electronic', 'paper-or-electronic']),
  copies: z.number().int().min(0).max(10),
  isNecessary: z.boolean(),
  /** Whether it may follow 容缺受理. */
  mayFollow: z.boolean(),
  source: z.enum(['applicant', 'government-share', 'intermediary']),
  /** Kind in the certificate library from which it may be taken; null where there is none. */
  fromLibrary: text.nullable(),
  legalBasis: text.nullable(),
});

export const itemStepSchema = z.strictObject({
  name: text,
  owner: text,
  workingDays: z.number().int().min(0).max(180),
});

const limitSchema = z.strictObject({
  amount: z.number().int().min(0).max(365),
  unit: z.enum(['working-day', 'calendar-day', 'on-the-spot']),
});

/**
 * Elements of the implementation list 实施清单 of a service item, after GB/T 39554.2: what a guide is made from. In the
 * order of the standard's groups: the item, who does it, for whom, on what conditions, how, and with what result. Version
 * and the day from which it is in force stand beside it, in the item's row.
 */
export const implementationListSchema = z.strictObject({
  name: localizedTextSchema,
  everydayName: localizedTextSchema,
  basicCode: text,
  implementationCode: text,
  itemType: itemTypeSchema,
  legalBasis: z.array(text).min(1),
  exercisingLevel: itemLevelSchema,
  authoritySplit: text,
  exercisedContent: text,
  implementingBody: z.strictObject({ code: text, name: localizedTextSchema }),
  implementingBodyNature: z.enum(['法定机关', '授权组织', '受委托组织']),
  entrustedBody: text.nullable(),
  serviceObject: z.array(z.enum(['natural-person', 'legal-person'])).min(1),
  situation: text.nullable(),
  acceptanceConditions: z.array(text).min(1),
  materials: z.array(itemMaterialSchema),
  procedure: z.array(itemStepSchema).min(1),
  statutoryLimit: limitSchema,
  promisedLimit: limitSchema,
  caseType: z.enum(['即办件', '承诺件']),
  handlingForms: z.array(z.enum(['window', 'online', 'kiosk'])).min(1),
  onlineDepth: z.enum(['I', 'II', 'III', 'IV']),
  visits: z.number().int().min(0).max(9),
  acceptanceScope: z.enum(['本地', '全市通办', '全省通办', '跨省通办']),
  quantityLimit: text.nullable(),
  fees: z.array(z.strictObject({ name: text, standard: text, basis: text })),
  intermediaryServices: z.array(text),
  result: z
    .strictObject({
      type: z.enum(['证照', '批文', '证明', '其他']),
      name: text,
      validity: text,
    })
    .nullable(),
  operatingSystem: text,
  isInHall: z.boolean(),
  places: z.array(z.strictObject({ name: text, address: text, hours: text })).min(1),
  takesAppointments: z.boolean(),
  takesOnlinePayment: z.boolean(),
  deliversByPost: z.boolean(),
  consultation: text,
  supervision: text,
  questions: z.array(z.strictObject({ question: text, answer: text })),
});
export type ImplementationList = z.infer<typeof implementationListSchema>;
