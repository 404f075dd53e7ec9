import { z } from 'zod';
import type { KioskDatabase } from '../../../db/connection.ts';
import { publicJwkSchema } from '../../../platform/contract/api.ts';
import { locales } from '../../contract/locale.ts';
import { setupSteps } from '../../contract/setup/setup-words.ts';
import { settingsSchema } from '../settings/settings-schema.ts';

const { shape: devices } = settingsSchema.shape.devices;
const typed = z.string().max(200);

/**
 * How far the first visit has come, kept in the database until the kiosk is in service. Of the one-time code only its SHA-256
 * stays, so that whoever comes back to a wizard that was left can show that it is the same technician; the code has 100
 * random bits, so that nobody turns the hash round.
 */
export const setupStateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  step: z.enum(setupSteps),
  locale: z.enum(locales),
  checked: z.boolean(),
  url: typed,
  rootCheck: typed,
  rootKey: publicJwkSchema.nullable(),
  stationCode: typed,
  nameZh: typed,
  nameEn: typed,
  phone: typed,
  codeHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  idCardReader: devices.idCardReader.nullable(),
  qrScanner: devices.qrScanner.unwrap().nullable(),
  printer: devices.printer.nullable(),
});
export type SetupState = z.infer<typeof setupStateSchema>;

export const freshSetup: SetupState = {
  schemaVersion: 1,
  step: 'language',
  locale: 'zh-CN',
  checked: false,
  url: '',
  rootCheck: '',
  rootKey: null,
  stationCode: '',
  nameZh: '',
  nameEn: '',
  phone: '',
  codeHash: null,
  idCardReader: null,
  qrScanner: null,
  printer: null,
};

/** What was kept; null where no first visit is under way, or what lies there is none. */
export const readSetupState = (database: Pick<KioskDatabase, 'read'>): SetupState | null => {
  const found = database.read(({ stationState }) => stationState.find('setup'));
  if (!found.ok || found.value === undefined) return null;
  try {
    return setupStateSchema.nullable().parse(JSON.parse(found.value));
  } catch {
    return null;
  }
};

/** Somebody has enrolled this kiosk in the wizard and nobody works here yet: it waits for its first supervisor. */
export const isSetupUnfinished = (database: Pick<KioskDatabase, 'read'>): boolean => {
  const state = readSetupState(database);
  if (state?.codeHash == null) return false;
  const members = database.read(({ staff }) => staff.list());
  return members.ok && members.value.every(({ disabledAt }) => disabledAt !== null);
};
