import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { readerBaudRates } from '../../../drivers/id-card-reader/baud-rates.ts';
import { releaseRings } from '../../update/rollout.ts';
import { type PublicJwk, publicJwkSchema } from '../../../platform/contract/api.ts';

/** Settings of one kiosk: `settings.json` in its data folder. Unknown fields are errors, so that a typing error is found at start. */

const localizedText = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

const isPointOfCurve = (key: PublicJwk): boolean => {
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
};
const rootKey = publicJwkSchema.refine(
  isPointOfCurve,
  'must be a public key on P-256, as given at enrolment',
);

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];
/** Names and numbers of residents go over this line. */
const isSheltered = (url: string): boolean =>
  // Asked of what is no address at all, too.
  URL.canParse(url) && (url.startsWith('https:') || loopbackHosts.includes(new URL(url).hostname));

/** Half of a USB identity as `lsusb` shows it. */
const usbNumber = z
  .string()
  .regex(/^[0-9A-Fa-f]{4}$/, 'must be four hexadecimal digits, as lsusb shows them');

/** A USB device by what it says of itself: this stays when it is plugged in again, the name of its port may not. */
const usbDevice = z.strictObject({
  vendorId: usbNumber,
  productId: usbNumber,
  /** Needed where several of one kind are plugged in. */
  serialNumber: z.string().min(1).max(126).optional(),
});

/** Where a device hangs: what can be wrong beyond the single fields; null if nothing. */
const placeProblem = (place: {
  readonly transport: 'serial' | 'hid';
  readonly path?: string | undefined;
  readonly usb?: unknown;
}): string | null => {
  const { transport, path, usb } = place;
  if (transport === 'hid') return path === undefined ? null : 'a HID device has no path: give usb instead';
  if (path !== undefined && usb !== undefined) return 'give either path or usb';
  return path === undefined && usb === undefined ? 'path or usb is missing' : null;
};

const absolutePath = z.string().regex(/^([A-Za-z]:[\\/]|\/)[^\0]*$/, 'must be an absolute path');

const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'must be a time of day, HH:MM');

const idCardReader = z
  .strictObject({
    /** `hid`: a USB reader that carries its frames in HID reports of 64 bytes. */
    transport: z.enum(['serial', 'hid']),
    /** The serial port by its path, e.g. `/dev/ttyUSB0`; instead of `usb`. */
    path: z.string().min(1).optional(),
    /** The serial port, or the HID device, by its USB identity. */
    usb: usbDevice.optional(),
    /** Serial only. */
    baudRate: z.union([z.literal('auto'), ...readerBaudRates.map((rate) => z.literal(rate))]).default('auto'),
    /**
     * The reader vendor's program that decodes the photo on a card: 1024 bytes on its standard input, a bitmap or plain RGB on
     * its standard output. Without it there is no photo.
     */
    photoDecoder: z
      .strictObject({
        program: absolutePath,
        arguments: z.array(z.string().regex(/^[^\0]*$/)).default([]),
        timeoutMilliseconds: z.number().int().min(100).max(10_000).default(3_000),
      })
      .optional(),
  })
  .superRefine((reader, { addIssue }) => {
    const missing = reader.transport === 'hid' && reader.usb === undefined ? 'usb is missing' : null;
    const problem = placeProblem(reader) ?? missing;
    if (problem) addIssue({ code: 'custom', message: problem });
  });

const qrScanner = z
  .strictObject({
    /** `hid`: a USB scanner in HID POS mode. */
    transport: z.enum(['serial', 'hid']),
    /** The serial port by its path; instead of `usb`. */
    path: z.string().min(1).optional(),
    /** The serial port, or the HID device, by its USB identity. A HID scanner is found without it if it is the only one. */
    usb: usbDevice.optional(),
    /** Serial only: the rate that the scanner is set to. */
    baudRate: z.union(readerBaudRates.map((rate) => z.literal(rate))).default(9600),
  })
  .superRefine((scanner, { addIssue }) => {
    const problem = placeProblem(scanner);
    if (problem) addIssue({ code: 'custom', message: problem });
  });

const faceEngine = z.discriminatedUnion('engine', [
  z.strictObject({
    engine: z.literal('models'),
    /** Name of an installed pack (`npm run models`). */
    pack: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'must be the name of a pack'),
    /** Who in the city answers for models whose origin is not documented; without it the screens say "evaluation only". */
    clearedBy: z.string().min(2).max(120).optional(),
  }),
  /** A city's certified engine, a program of its own (docs/devices.md). */
  z.strictObject({
    engine: z.literal('program'),
    program: absolutePath,
    arguments: z.array(z.string().regex(/^[^\0]*$/)).default([]),
    timeoutMilliseconds: z.number().int().min(500).max(60_000).default(20_000),
  }),
]);

export const settingsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  station: z.strictObject({
    code: z.string().regex(/^[0-9A-Za-z-]{2,40}$/, 'must be 2 to 40 letters, digits or hyphens'),
    name: localizedText,
    /** Whom to call, shown where something needs a person. */
    phone: z.string().regex(/^[0-9+ -]{3,20}$/, 'must be a telephone number'),
    /** When somebody is there to help, in words; shown where the kiosk is closed. */
    staffedHours: localizedText.optional(),
  }),
  platform: z.strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .refine(isSheltered, 'must be https: (http: only for a platform on this machine)'),
    /** Public key of the platform's root, as given at enrolment; key sets that it did not sign are refused. */
    rootKey,
    /** Longest wait for an answer, milliseconds. */
    timeoutMilliseconds: z.number().int().min(500).max(60_000).default(8_000),
  }),
  devices: z.strictObject({
    idCardReader,
    printer: z.strictObject({
      uri: z.url({ protocol: /^ipps?$/ }),
      /** SHA-256 of the certificate of an `ipps:` printer that signs its own, 64 hexadecimal digits. */
      certificateSha256: z
        .string()
        .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
        .optional(),
    }),
    /** Left out where no code scanner is fitted. */
    qrScanner: qrScanner.optional(),
    /** A part of the camera's label that no other camera has. Left out where no camera is fitted. */
    camera: z.strictObject({ label: z.string().min(1).max(120) }).optional(),
  }),
  identity: z
    .strictObject({
      /**
       * What compares a face with the photo on the card. Left out: nothing does, and what asks for assurance level 3 needs a
       * member of staff.
       */
      face: faceEngine.optional(),
    })
    .prefault({}),
  /** When screens speak by themselves, where the machine has a voice; a resident turns it on or off at any hour. */
  speech: z
    .strictObject({
      /** By the clock in China, HH:MM; a night goes over midnight. The same hour twice: always on. */
      quietFrom: timeOfDay.default('21:00'),
      quietUntil: timeOfDay.default('07:00'),
    })
    .prefault({}),
  maintenance: z
    .strictObject({
      /** Where this system mounts USB sticks, to which staff export logs. */
      stickFolders: z.array(absolutePath).max(8).default(['/media', '/run/media']),
    })
    .prefault({}),
  /** Where releases of this program are looked for; left out: they come on sticks alone, or not at all. */
  update: z
    .strictObject({
      /** A plain folder on a web server. What comes from it is believed for its signature. */
      source: z.url({ protocol: /^https?$/ }),
      ring: z.enum(releaseRings).default('general'),
    })
    .optional(),
  session: z
    .strictObject({
      idleSeconds: z.number().int().min(5).max(300).default(30),
      warningSeconds: z.number().int().min(5).max(120).default(30),
      /** Staff mode without a touch for so long asks whether anybody is there, and then ends. */
      staffIdleSeconds: z.number().int().min(5).max(900).default(300),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;
/** As written in the file: what has a default may be left out. */
export type SettingsFile = z.input<typeof settingsSchema>;
