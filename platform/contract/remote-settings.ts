import { z } from 'zod';

/**
 * Settings that the centre may change from afar, by their place in the kiosk's settings file. None of them can cut a kiosk
 * off, point it at another platform, or have it start a program: those are for whoever stands before it.
 */
export const remoteSettings = [
  'station.name',
  'station.phone',
  'station.staffedHours',
  'platform.timeoutMilliseconds',
  'speech.quietFrom',
  'speech.quietUntil',
  'session.idleSeconds',
  'session.warningSeconds',
  'session.staffIdleSeconds',
] as const;
export type RemoteSetting = (typeof remoteSettings)[number];

/** The longest text of a setting, characters; the kiosk's own schema may allow less. */
const longestSettingText = 100;
const text = z.string().min(1).max(longestSettingText);

/**
 * New values by setting. Whether each is one that the kiosk takes its own settings schema says, and it takes all of them or
 * none.
 */
export const settingsChangesSchema = z
  .partialRecord(
    z.enum(remoteSettings),
    z.union([text, z.number(), z.strictObject({ 'zh-CN': text, en: text })]),
  )
  .refine((changes) => Object.keys(changes).length > 0, 'changes nothing');
export type SettingsChanges = z.infer<typeof settingsChangesSchema>;
