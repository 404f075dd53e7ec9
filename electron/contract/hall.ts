import { z } from 'zod';
import { deviceProblem } from './device-view.ts';
import { filingStates, itemFace } from './items.ts';
import { localizedText } from './locale.ts';
import { packageEntry } from './packages.ts';

/** The service hall: what anybody can look through before, or without, being identified. Nothing here is personal. */

/** Chinese, with English where somebody wrote it. */
const guideText = z.union([z.string(), localizedText]);
export type GuideTextView = z.infer<typeof guideText>;

/** What can be done about an item at this kiosk: a certificate at once, an application, reading and printing; or it is a policy. */
export const guideUses = ['certificate', 'application', 'guide'] as const;
export const itemUses = [...guideUses, 'policy'] as const;
export type GuideUse = (typeof guideUses)[number];
export type ItemUse = (typeof itemUses)[number];

const icon = itemFace.shape.icon;

/** An item as it stands in a list. */
const hallEntry = z.strictObject({
  kind: z.literal('item'),
  code: z.string(),
  icon,
  everydayName: localizedText,
  officialName: localizedText,
  department: localizedText,
  use: z.enum(itemUses),
});
/** A life event or a department. */
const hallGroup = z.strictObject({
  kind: z.literal('group'),
  shelf: z.string(),
  icon,
  name: localizedText,
  items: z.number().int(),
});
const shelfEntry = z.discriminatedUnion('kind', [hallEntry, hallGroup, packageEntry]);
export type ShelfEntry = z.infer<typeof shelfEntry>;
export type HallEntry = z.infer<typeof hallEntry>;

/** The lists that every kiosk has; those of one life event or department are called `event:CODE` and `department:CODE`. */
export const standingShelves = [
  'certificates',
  'applications',
  'events',
  'departments',
  'most-used',
  'policies',
] as const;
export type StandingShelf = (typeof standingShelves)[number];

/** Guides are there, are being brought in, or were never delivered. */
export const guideStates = ['ready', 'loading', 'none'] as const;

const pageOfEntries = { page: z.number().int(), pages: z.number().int() };

export const homeView = z.strictObject({
  screen: z.literal('home'),
  /** Somebody is identified. */
  identified: z.boolean(),
  guides: z.enum(guideStates),
  /** How many items have a guide. */
  items: z.number().int(),
  filing: z.enum(filingStates),
  hasApplications: z.boolean(),
  hasPolicies: z.boolean().optional(),
  /** The few that people come for most, in the platform's order; none where it tells none. */
  mostUsed: z.array(hallEntry).max(3).optional(),
  unavailable: z.array(deviceProblem),
  /** A card can be read. */
  takesCards: z.boolean(),
  /** Certificates can be verified here. */
  takesCertificates: z.boolean(),
});

export const shelfView = z.strictObject({
  screen: z.literal('shelf'),
  shelf: z.string(),
  /** Of a life event or department; null for the standing lists. */
  name: localizedText.nullable(),
  entries: z.array(shelfEntry),
  /** In all. */
  count: z.number().int(),
  ...pageOfEntries,
  filing: z.enum(filingStates),
  /** What is done here can be begun now: a card can be read, or somebody is identified. */
  canBegin: z.boolean(),
  guides: z.enum(guideStates),
});

export const searchView = z.strictObject({
  screen: z.literal('search'),
  /** What is searched; service items unless told. */
  among: z.enum(['items', 'policies']).optional(),
  text: z.string(),
  /** What was found, or what is wanted most where nothing has been typed. */
  entries: z.array(z.discriminatedUnion('kind', [hallEntry, packageEntry])),
  found: z.number().int(),
  ...pageOfEntries,
  guides: z.enum(guideStates),
});

export const guideValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: guideText }),
  z.strictObject({ kind: z.literal('list'), items: z.array(guideText) }),
  z.strictObject({ kind: z.literal('yes-no'), yes: z.boolean() }),
  z.strictObject({
    kind: z.literal('limit'),
    amount: z.number().int(),
    unit: z.enum(['working-day', 'calendar-day', 'on-the-spot']),
  }),
  z.strictObject({
    kind: z.literal('materials'),
    materials: z.array(
      z.strictObject({
        name: guideText,
        form: z.enum(['original', 'copy', 'original-and-copy']),
        copies: z.number().int(),
        isNecessary: z.boolean(),
        mayFollow: z.boolean(),
        isShared: z.boolean(),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('steps'),
    steps: z.array(z.strictObject({ name: guideText, owner: guideText, workingDays: z.number().int() })),
  }),
  z.strictObject({
    kind: z.literal('fees'),
    fees: z.array(z.strictObject({ name: guideText, standard: guideText })),
  }),
  z.strictObject({
    kind: z.literal('places'),
    places: z.array(z.strictObject({ name: guideText, address: guideText, hours: guideText })),
  }),
  z.strictObject({
    kind: z.literal('questions'),
    questions: z.array(z.strictObject({ question: guideText, answer: guideText })),
  }),
]);
export type GuideValueView = z.infer<typeof guideValue>;

const guideElement = z.strictObject({
  key: z.string(),
  everydayName: localizedText,
  officialName: localizedText,
  value: guideValue,
});
export type GuideElementView = z.infer<typeof guideElement>;

const guideGroup = z.strictObject({
  code: z.string(),
  name: localizedText,
  elements: z.array(guideElement),
});
export type GuideGroupView = z.infer<typeof guideGroup>;

/** What came of the wish to have the notice 一次性告知单 on paper. */
export const noticePrints = ['not-asked', 'failed', 'unknown', 'printed'] as const;

/** A guide 办事指南: its elements in groups. */
export const guideView = z.strictObject({
  screen: z.literal('guide'),
  item: z.strictObject({
    code: z.string(),
    icon,
    everydayName: localizedText,
    officialName: localizedText,
    department: localizedText,
    use: z.enum(guideUses),
  }),
  /** 情形引导: the question that leads on to a narrower guide. */
  path: z
    .strictObject({
      question: localizedText,
      options: z.array(z.strictObject({ label: localizedText, item: z.string() })),
    })
    .nullable(),
  groups: z.array(guideGroup),
  /** What a telephone takes away: the text of the QR symbol. */
  takeAway: localizedText,
  notice: z.enum(noticePrints),
  printerProblem: deviceProblem.nullable(),
  /** What the item is here to be done for can be had now. */
  canDoHere: z.boolean(),
  /** A time at the service hall can be booked for it. */
  canBook: z.boolean(),
});
export type GuideView = z.infer<typeof guideView>;
