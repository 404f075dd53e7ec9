import { z } from 'zod';
import { approvalNoticeSchema } from './approval-notice.ts';
import { helpWaysView, principalsView } from './agency-view.ts';
import {
  appointmentCancelView,
  appointmentDaysView,
  appointmentOfflineView,
  appointmentReviewView,
  appointmentTimesView,
  appointmentView,
  appointmentWorkingView,
  myAppointmentsView,
} from './appointment-view.ts';
import { deviceProblem } from './device-view.ts';
import { faceWishSchema } from './face/face-messages.ts';
import { guideView, homeView, searchView, shelfView } from './hall.ts';
import { faceObstacles, faceRefusals, vouchRefusals } from './identity-words.ts';
import { captureFaults } from './capture.ts';
import { answerSourceSchema, materialSchema, offeredWaySchema } from './material.ts';
import { applicationView, deliveries, filingStates, itemFace, itemView } from './items.ts';
import { packageReceiptView, packageReviewView, packageView } from './packages.ts';
import {
  accessTrailView,
  myCertificateView,
  myConsentView,
  myDocumentsView,
  myLoadingView,
} from './my-documents.ts';
import { outOfServiceReasons, visitProblems } from './problems.ts';
import { localizedText } from './locale.ts';
import {
  lookingUpView,
  progressDetailView,
  progressDoorView,
  progressView,
  receiptEntryView,
  receiptLightView,
  replyFilingView,
  replyQuestionView,
  replyReceiptView,
  replyReviewView,
  verifyGuideView,
} from './progress-view.ts';
import { creditConsentView, creditListedView } from './credit-view.ts';
import { knownConsentView } from './known-view.ts';
import { policyBeneficiariesView, policyConsentView, policyMatchesView, policyView } from './policy-view.ts';
import { questionSchema } from './question.ts';
import { setupViewSchema } from './setup/setup-view.ts';
import { closingSchema } from './staff/closing.ts';
import { staffViewSchema } from './staff/staff-view.ts';
import { verifiedViewSchema } from './verification-view.ts';

/**
 * What is on the screen in a visit. Personal values are masked here unless the resident asked to see them; what the
 * resident answers in a form is shown as it was answered while it is asked; the review masks long numbers.
 */

/** What comes out of the printer. */
export const printedDocuments = ['certificate', 'receipt', 'notice', 'appointment'] as const;
export type PrintedDocument = (typeof printedDocuments)[number];

/** The person in front of the kiosk, masked for a public screen: 林**, 4****************9. */
const residentView = z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() });
export type ResidentView = z.infer<typeof residentView>;

export const visitViewSchema = z.discriminatedUnion('screen', [
  z.strictObject({
    screen: z.literal('outOfService'),
    reason: z.enum(outOfServiceReasons),
    detail: z.string(),
  }),
  /** The first-visit wizard; no resident is served. */
  z.strictObject({ screen: z.literal('setup'), setup: setupViewSchema }),
  /** Inviting the next resident. `unavailable` names devices that stop the main job, to be said before anybody starts. */
  z.strictObject({
    screen: z.literal('attract'),
    unavailable: z.array(deviceProblem),
    /** There is something to apply for, and it would be kept: also without a line. */
    takesApplications: z.boolean(),
    /** A certificate that is held to the scanner is verified. */
    takesCertificates: z.boolean(),
  }),
  homeView,
  shelfView,
  searchView,
  guideView,
  packageView,
  packageReviewView,
  packageReceiptView,
  /** Closed by staff, who said why. */
  z.strictObject({ screen: z.literal('closed'), closing: closingSchema }),
  /** Staff mode; no resident is served. */
  z.strictObject({ screen: z.literal('maintenance'), staff: staffViewSchema }),
  /** A certificate that was held to the scanner. */
  verifiedViewSchema,
  verifyGuideView,
  progressDoorView,
  receiptEntryView,
  lookingUpView,
  receiptLightView,
  progressView,
  progressDetailView,
  replyQuestionView,
  replyReviewView,
  replyFilingView,
  replyReceiptView,
  z.strictObject({
    screen: z.literal('identify'),
    /** `waiting` for a card, `reading` it (do not lift), `checking` that it is really the holder. */
    step: z.enum(['waiting', 'reading', 'checking']),
    unavailable: z.array(deviceProblem),
    /** The person is known already, and what was chosen wants the card (or more) besides. */
    raising: z.boolean(),
    /** The code of the city's app is taken, too. */
    takesCodes: z.boolean(),
    /** The card that is wanted is that of whoever is to be helped. */
    ofPrincipal: z.boolean().optional(),
  }),
  helpWaysView,
  policyView,
  policyConsentView,
  policyBeneficiariesView,
  policyMatchesView,
  creditConsentView,
  creditListedView,
  knownConsentView,
  principalsView,
  appointmentDaysView,
  appointmentTimesView,
  appointmentReviewView,
  appointmentWorkingView,
  appointmentOfflineView,
  appointmentView,
  myAppointmentsView,
  appointmentCancelView,
  /** Looks at the face. `wish` is null while the page gets ready. */
  z.strictObject({
    screen: z.literal('face'),
    resident: residentView,
    wish: faceWishSchema.nullable(),
    /** From one. */
    attempt: z.number().int(),
    attempts: z.number().int(),
  }),
  /** The photo of the card cannot be read: asks whether the platform may compare the face. */
  z.strictObject({ screen: z.literal('faceConsent') }),
  z.strictObject({
    screen: z.literal('faceAgain'),
    reason: z.enum([...faceRefusals, ...faceObstacles]),
    attemptsLeft: z.number().int(),
  }),
  /** A face is not to be had: what else there is. `reason` is null where nothing was tried. */
  z.strictObject({
    screen: z.literal('otherWay'),
    item: itemFace,
    reason: z.enum([...faceRefusals, ...faceObstacles]).nullable(),
    staffCanVouch: z.boolean(),
    canRetry: z.boolean(),
  }),
  /** A member of staff vouches: own card, then PIN. */
  z.strictObject({
    screen: z.literal('vouch'),
    step: z.enum(['card', 'recognising', 'pin', 'checking']),
    resident: residentView,
    refusal: z
      .strictObject({
        reason: z.enum([...vouchRefusals, 'card-not-read']),
        /** Milliseconds since the Unix epoch. */
        lockedUntil: z.number().int().nullable(),
      })
      .nullable(),
    unavailable: z.array(deviceProblem),
  }),
  z.strictObject({
    screen: z.literal('choose'),
    resident: residentView,
    items: z.array(itemView),
    applications: z.array(applicationView),
    filing: z.enum(filingStates),
    /** The catalogue is kept from the last time the platform was reached. */
    catalogueState: z.enum(['loading', 'current', 'kept', 'unavailable']),
    /** How many things of the catalogue only the person may do, or are beyond what the agent may. */
    withheld: z.number().int().optional(),
  }),
  myConsentView,
  myLoadingView,
  myDocumentsView,
  myCertificateView,
  accessTrailView,
  z.strictObject({
    screen: z.literal('consent'),
    resident: residentView,
    orders: z.array(z.strictObject({ item: itemView, purposeCode: z.string().nullable() })).min(1),
  }),
  z.strictObject({
    screen: z.literal('preparing'),
    /** One after the other; `missing` could not be issued. */
    certificates: z
      .array(z.strictObject({ item: itemFace, state: z.enum(['ready', 'missing', 'current', 'ahead']) }))
      .min(1),
    /** Of the current one: `asking` the department, `verifying` the signature, `rendering` the page. */
    step: z.enum(['asking', 'verifying', 'rendering']),
  }),
  z.strictObject({
    screen: z.literal('preview'),
    resident: residentView,
    certificates: z
      .array(z.strictObject({ item: itemFace, certificateNumber: z.string(), pages: z.number().int() }))
      .min(1),
    /** They were signed before anybody stood here: no agent is named on the paper. */
    signedBefore: z.boolean(),
    /** What was ordered and did not come, and why: the rest can be printed all the same. */
    missing: z.array(
      z.strictObject({
        item: itemFace,
        problem: z.enum(visitProblems),
        certificateNumber: z.string().nullable(),
      }),
    ),
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    screen: z.literal('question'),
    item: applicationView,
    question: questionSchema,
    /** From one. */
    number: z.number().int(),
    questions: z.number().int(),
    /** Opened from the review, to which an answer leads back. */
    revising: z.boolean(),
    /**
     * What is known as an answer without asking, masked, where the resident has neither given one nor asked to see it; null
     * otherwise.
     */
    prefilled: z.strictObject({ masked: z.string(), source: answerSourceSchema }).nullable(),
    /** An answer may be known, and could not be looked up for want of a line. */
    notLookedUp: z.boolean(),
  }),
  /** The materials of an application, and what is still missing. */
  z.strictObject({
    screen: z.literal('materials'),
    item: applicationView,
    materials: z.array(materialSchema).min(1),
    complete: z.boolean(),
  }),
  /** The ways in which one material may be handed in. */
  z.strictObject({
    screen: z.literal('material'),
    item: applicationView,
    material: materialSchema,
    ways: z.array(offeredWaySchema).min(1),
  }),
  /** One page is held to the camera: `live`, or `taken` and to be looked at before it is used. */
  z.strictObject({
    screen: z.literal('capture'),
    material: materialSchema,
    step: z.enum(['live', 'taken']),
    look: z.number().int(),
    fault: z.enum(captureFaults).nullable(),
    /** The page that is held to the camera or looked at, from one. */
    page: z.number().int(),
    /** How many may be taken. */
    pagesAtMost: z.number().int(),
  }),
  /** The promise 容缺受理 under which a material may follow. */
  z.strictObject({
    screen: z.literal('promise'),
    item: applicationView,
    resident: residentView,
    material: materialSchema,
    workingDays: z.number().int(),
    /** The last day, YYYY-MM-DD. */
    dueOn: z.string(),
  }),
  z.strictObject({
    screen: z.literal('review'),
    item: applicationView,
    resident: residentView,
    answers: z.array(questionSchema),
    /** Of each answer where it comes from, and whether the resident may change it; by the name of its field. */
    provenance: z.record(z.string(), z.strictObject({ source: answerSourceSchema, canChange: z.boolean() })),
    materials: z.array(materialSchema),
  }),
  z.strictObject({ screen: z.literal('filing'), item: applicationView }),
  z.strictObject({
    screen: z.literal('receipt'),
    item: applicationView,
    receiptNumber: z.string(),
    /** Milliseconds since the Unix epoch. */
    filedAt: z.number().int(),
    delivery: z.enum(deliveries),
    /** Name of the enterprise for which a policy was confirmed; null: for the person. */
    enterprise: z.string().nullable(),
    /** What may follow, and until when (YYYY-MM-DD). */
    promises: z.array(z.strictObject({ name: localizedText, dueOn: z.string() })),
    /** What came of the wish to have it on paper. */
    print: z.enum(['not-asked', 'failed', 'unknown', 'printed']),
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    screen: z.literal('printing'),
    document: z.enum(printedDocuments),
    step: z.enum(['sending', 'waiting', 'printing', 'paused']),
    pagesPrinted: z.number().int(),
    pages: z.number().int(),
    /** What holds it up in the middle, e.g. paper out. */
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    screen: z.literal('takePaper'),
    document: z.enum(printedDocuments),
    /** Sheets that came out. */
    pages: z.number().int(),
    /** Names of certificates that were asked for and are not among them. */
    missing: z.array(itemFace),
    cardOnReader: z.boolean(),
  }),
  z.strictObject({ screen: z.literal('rate'), item: itemFace }),
  /** Everything of this visit has been forgotten. `done`: something was printed or filed. */
  z.strictObject({ screen: z.literal('goodbye'), done: z.boolean(), cardOnReader: z.boolean() }),
  /** A card still lies on the reader; whose is not known any more. */
  z.strictObject({
    screen: z.literal('cardLeft'),
    /** Which reminder this is: each is said aloud. */
    reminder: z.number().int(),
    canStart: z.boolean(),
  }),
  z.strictObject({
    screen: z.literal('problem'),
    problem: z.enum(visitProblems),
    /** Device reason behind it, if one is. */
    device: deviceProblem.nullable(),
    /** Small print for the staff; never data of a resident. */
    staffCode: z.string(),
    canRetry: z.boolean(),
    /** Certificates that were issued and are not surely on paper: by these numbers staff can settle them. */
    certificateNumbers: z.array(z.string()),
    /** Of a certificate that a clerk looks at, where the platform has said. */
    approval: approvalNoticeSchema.optional(),
  }),
]);
export type VisitView = z.infer<typeof visitViewSchema>;
export type ScreenName = VisitView['screen'];
