import { z } from 'zod';
import { deviceProblem } from '../device-view.ts';
import { findingSchema } from '../diagnostics/finding.ts';
import { detectionView, deviceOfPorts, placeView } from '../ports/port-views.ts';
import { setupResults, setupSteps } from './setup-words.ts';

/** What is on the screen of the first-visit wizard. The one-time code is never in it: only whether one was typed. */

const body = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('language') }),
  z.strictObject({
    step: z.literal('checks'),
    /** This machine's clock, epoch milliseconds. */
    clock: z.number().int(),
    checked: z.boolean(),
    findings: z.array(findingSchema),
  }),
  z.strictObject({
    step: z.literal('centre'),
    url: z.string(),
    rootCheck: z.string(),
    stationCode: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    phone: z.string(),
    codeTyped: z.boolean(),
    /** The kiosk is enrolled, and as whom. */
    kioskId: z.string().nullable(),
    /** Somebody left after enrolling: the same code says that it is the same technician. */
    asksCodeAgain: z.boolean(),
    /** A QR code is taken, too. */
    takesSlip: z.boolean(),
    findings: z.array(findingSchema),
  }),
  z.strictObject({
    step: z.literal('devices'),
    devices: z.array(deviceOfPorts),
    places: z.array(placeView),
    detection: detectionView.nullable(),
  }),
  z.strictObject({
    step: z.literal('supervisor'),
    stage: z.enum(['card', 'reading', 'pin', 'done']),
    members: z.number().int(),
    readerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    step: z.literal('trial'),
    testPage: z.enum(['passed', 'failed', 'unknown']).nullable(),
    ready: z.boolean().nullable(),
    findings: z.array(findingSchema),
  }),
]);
export type SetupBody = z.infer<typeof body>;

export const setupViewSchema = z.strictObject({
  steps: z.array(z.strictObject({ name: z.enum(setupSteps), done: z.boolean(), possible: z.boolean() })),
  /** Something was touched and is under way. */
  working: z.boolean(),
  result: z
    .strictObject({
      code: z.enum(setupResults),
      good: z.boolean(),
      /** For the technician: a field, an address, a code. */
      detail: z.string().max(300),
    })
    .nullable(),
  body,
});
export type SetupView = z.infer<typeof setupViewSchema>;
