import { z } from 'zod';
import { locales } from './locale.ts';
import { materialWays } from './material.ts';
import { setupIntentSchema } from './setup/setup-intents.ts';
import { staffIntentSchema } from './staff/staff-intents.ts';

/** The most certificates in one go: what a resident can check on a screen. */
export const mostTogether = 5;

/** What a touch on the screen means. The core decides whether it fits the moment; a late or double one is ignored. */
export const intentSchema = z.discriminatedUnion('name', [
  /** Comes in from the invitation. */
  z.strictObject({ name: z.literal('start') }),
  /** Looks through the service hall, being identified. */
  z.strictObject({ name: z.literal('openHall') }),
  /** Wants to do something for somebody else. */
  z.strictObject({ name: z.literal('helpAnother') }),
  z.strictObject({ name: z.literal('helpByCard') }),
  z.strictObject({ name: z.literal('helpByRegister') }),
  /** By the place in the list that is on the screen: no number of a person leaves the core. */
  z.strictObject({ name: z.literal('choosePrincipal'), place: z.number().int().min(0).max(49) }),
  z.strictObject({ name: z.literal('actForMyself') }),
  /** Wants to be identified. */
  z.strictObject({ name: z.literal('identify') }),
  z.strictObject({ name: z.literal('openShelf'), shelf: z.string().max(60) }),
  z.strictObject({ name: z.literal('turnPage'), page: z.number().int().min(1).max(100_000) }),
  z.strictObject({ name: z.literal('openSearch') }),
  z.strictObject({ name: z.literal('search'), text: z.string().max(60) }),
  z.strictObject({ name: z.literal('openGuide'), itemCode: z.string().max(41) }),
  /** A package 一件事: what it brings together. */
  z.strictObject({ name: z.literal('openPackage'), packageCode: z.string().max(41) }),
  /** Takes a part of the package on the screen along, or leaves it out. */
  z.strictObject({ name: z.literal('takePart'), itemCode: z.string().max(41), on: z.boolean() }),
  /** Begins the joint form of the package on the screen. */
  z.strictObject({ name: z.literal('beginPackage') }),
  z.strictObject({ name: z.literal('openPolicy'), policyCode: z.string().max(41) }),
  z.strictObject({ name: z.literal('searchPolicies') }),
  /** Wants to know which policies fit. */
  z.strictObject({ name: z.literal('matchPolicies') }),
  /** Whose policies are to be seen: of the enterprise at this place of the list; null: one's own. */
  z.strictObject({
    name: z.literal('choosePoliciesOf'),
    enterprise: z.number().int().min(0).max(49).nullable(),
  }),
  /** Takes a policy that fits: nothing is to be filled in. */
  z.strictObject({ name: z.literal('confirmPolicy'), policyCode: z.string().max(41) }),
  z.strictObject({ name: z.literal('printNotice') }),
  z.strictObject({ name: z.literal('chooseItem'), itemCode: z.string().max(41) }),
  /** Several certificates in one go. */
  z.strictObject({
    name: z.literal('chooseItems'),
    itemCodes: z.array(z.string().max(41)).min(1).max(mostTogether),
  }),
  /** What the certificates are for: all of them, or the one that is named. */
  z.strictObject({
    name: z.literal('choosePurpose'),
    purposeCode: z.string().max(41),
    itemCode: z.string().max(41).optional(),
  }),
  z.strictObject({ name: z.literal('consent') }),
  /** Answers the question on the screen; `field` tells a late touch that was meant for the one before. */
  z.strictObject({
    name: z.literal('answer'),
    field: z.string().max(41),
    /** The longest is a complaint of 500 characters, each of them two units of UTF-16 at most. */
    value: z.union([z.string().max(1_000), z.boolean()]),
  }),
  /** Agrees to no look at what is known. */
  z.strictObject({ name: z.literal('fillInMyself') }),
  /** Takes what is known as the answer. */
  z.strictObject({ name: z.literal('usePrefilled'), field: z.string().max(41) }),
  /** Wants to see it whole, and to change it. */
  z.strictObject({ name: z.literal('showPrefilled') }),
  /** Goes from the review back to the materials. */
  z.strictObject({ name: z.literal('changeMaterials') }),
  z.strictObject({ name: z.literal('openMaterial'), material: z.string().max(41) }),
  z.strictObject({ name: z.literal('provideMaterial'), way: z.enum(materialWays) }),
  /** Takes back what was handed in or promised. */
  z.strictObject({ name: z.literal('dropMaterial') }),
  z.strictObject({ name: z.literal('materialsDone') }),
  /** The page that was taken can be read. */
  z.strictObject({ name: z.literal('usePage') }),
  /** It can be read, and another page of the same paper follows. */
  z.strictObject({ name: z.literal('addPage') }),
  /** From the camera back to the page that was taken before. */
  z.strictObject({ name: z.literal('lookAtLastPage') }),
  /** Takes the page that is looked at away; the one before it stays. */
  z.strictObject({ name: z.literal('dropPage') }),
  /** Promises what the screen spells out. */
  z.strictObject({ name: z.literal('agreePromise') }),
  /** Goes from the review back to one answer. */
  z.strictObject({ name: z.literal('changeAnswer'), field: z.string().max(41) }),
  /** Agrees to what the review says, and hands it in. */
  z.strictObject({ name: z.literal('submit') }),
  z.strictObject({ name: z.literal('printReceipt') }),
  /** Goes on from the receipt without paper. */
  z.strictObject({ name: z.literal('finish') }),
  z.strictObject({ name: z.literal('print') }),
  z.strictObject({ name: z.literal('paperTaken') }),
  z.strictObject({
    name: z.literal('rate'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  }),
  z.strictObject({ name: z.literal('skipRating') }),
  /** 我的证照: wants to see what there is. */
  z.strictObject({ name: z.literal('openMine') }),
  z.strictObject({ name: z.literal('openMyCertificate'), key: z.string().max(20) }),
  /** Has one of them printed: a copy of the certificate that is open, or what lies ready. */
  z.strictObject({ name: z.literal('printMine'), key: z.string().max(20) }),
  /** Wants to see who looked at it. */
  z.strictObject({ name: z.literal('openAccessTrail') }),
  /** Wants to see all that a verified certificate says; or the values of one's own, or to hide these again. */
  z.strictObject({ name: z.literal('showFacts') }),
  /** How a certificate is verified. */
  z.strictObject({ name: z.literal('openVerification') }),
  /** What became of what was filed. */
  z.strictObject({ name: z.literal('openProgress') }),
  z.strictObject({ name: z.literal('typeReceipt') }),
  z.strictObject({ name: z.literal('lookUpReceipt'), text: z.string().max(80) }),
  z.strictObject({ name: z.literal('chooseFiled'), receiptNumber: z.string().max(80) }),
  /** Answers what the department asked. */
  z.strictObject({ name: z.literal('answerCorrection') }),
  /** Hands in what was promised with the application that is looked at. */
  z.strictObject({ name: z.literal('handInPromised'), material: z.string().max(41) }),
  /** Has the certificate of a decision printed. */
  z.strictObject({ name: z.literal('collectResult') }),
  /** A complaint or suggestion. */
  z.strictObject({ name: z.literal('openFeedback') }),
  /** When an item can be done at the service hall. */
  z.strictObject({ name: z.literal('findTimes'), itemCode: z.string().max(41) }),
  z.strictObject({ name: z.literal('chooseDay'), day: z.string().max(10) }),
  z.strictObject({ name: z.literal('chooseTime'), counter: z.string().max(41), startsAt: z.number().int() }),
  /** Books what the screen says. */
  z.strictObject({ name: z.literal('confirmBooking') }),
  /** What is booked already. */
  z.strictObject({ name: z.literal('openAppointments') }),
  z.strictObject({ name: z.literal('openAppointment'), number: z.string().max(40) }),
  z.strictObject({ name: z.literal('printAppointment') }),
  /** Wants to give it back; the next screen asks once more. */
  z.strictObject({ name: z.literal('cancelAppointment') }),
  z.strictObject({ name: z.literal('confirmCancelling') }),
  z.strictObject({ name: z.literal('retry') }),
  /** Does without the face. */
  z.strictObject({ name: z.literal('otherWay') }),
  /** A member of staff is here and vouches. */
  z.strictObject({ name: z.literal('callStaff') }),
  z.strictObject({ name: z.literal('staffPin'), pin: z.string().regex(/^\d{6}$/) }),
  /** Somebody of the staff wants to come in. */
  z.strictObject({ name: z.literal('enterMaintenance') }),
  /** Everything that is touched in staff mode. */
  z.strictObject({ name: z.literal('staff'), intent: staffIntentSchema }),
  /** Everything that is touched in the first-visit wizard. */
  z.strictObject({ name: z.literal('setup'), intent: setupIntentSchema }),
  z.strictObject({ name: z.literal('back') }),
  z.strictObject({ name: z.literal('home') }),
  z.strictObject({ name: z.literal('endVisit') }),
  /** Any touch: "I am still here". */
  z.strictObject({ name: z.literal('stillHere') }),
  z.strictObject({ name: z.literal('setLocale'), locale: z.enum(locales) }),
  z.strictObject({ name: z.literal('setElderMode'), on: z.boolean() }),
  z.strictObject({ name: z.literal('setContrast'), on: z.boolean() }),
  /** For who sits: everything that is touched in the lower half of the screen. */
  z.strictObject({ name: z.literal('setSeated'), on: z.boolean() }),
  /** Each screen says its sentence aloud. */
  z.strictObject({ name: z.literal('setVoice'), on: z.boolean() }),
]);
export type Intent = z.infer<typeof intentSchema>;
export type IntentName = Intent['name'];
