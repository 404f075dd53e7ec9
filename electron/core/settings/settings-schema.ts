import { z } from 'zod';

/** Settings of one kiosk: `settings.json` in its data folder. Unknown fields are errors, so that a typing error is found at start. */

const localizedText = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

const jwkSchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});

/** Baud rates of SAM/SDT readers; `auto` tries them in turn. */
export const readerBaudRates = [115200, 57600, 38400, 19200, 9600] as const;

export const settingsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  station: z.strictObject({
    code: z.string().regex(/^[0-9A-Za-z-]{2,40}$/, 'must be 2 to 40 letters, digits or hyphens'),
    name: localizedText,
    /** Whom to call, shown where something needs a person. */
    phone: z.string().regex(/^[0-9+ -]{3,20}$/, 'must be a telephone number'),
  }),
  platform: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    /** Public key of the platform's root, as given at enrolment; key sets that it did not sign are refused. */
    rootKey: jwkSchema,
    /** Longest wait for an answer, milliseconds. */
    timeoutMilliseconds: z.number().int().min(500).max(60_000).default(8_000),
  }),
  devices: z.strictObject({
    idCardReader: z.strictObject({
      transport: z.literal('serial'),
      path: z.string().min(1),
      baudRate: z
        .union([z.literal('auto'), ...readerBaudRates.map((rate) => z.literal(rate))])
        .default('auto'),
    }),
    printer: z.strictObject({ uri: z.url({ protocol: /^ipps?$/ }) }),
  }),
  identity: z.strictObject({
    /**
     * How the person is compared with the card. No face engine is part of this version: under `required` nobody gets
     * past the card, `demo-stand-in` lets the card alone count and says so on every screen.
     */
    faceVerification: z.enum(['required', 'demo-stand-in']),
  }),
  session: z
    .strictObject({
      idleSeconds: z.number().int().min(5).max(300).default(30),
      warningSeconds: z.number().int().min(5).max(120).default(30),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;
/** As written in the file: what has a default may be left out. */
export type SettingsFile = z.input<typeof settingsSchema>;
