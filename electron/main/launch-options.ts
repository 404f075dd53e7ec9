import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** First Electron that the product ships with; anything older is a development runtime (docs/architecture.md, "Electron"). */
export const minimumShippedElectron = 45;

/** First Node-API version with which better-sqlite3 13 loads; below it the core runs under a Node of its own. */
export const minimumNodeApiForCore = 10;

/** How the shell was started: from the environment, never from the command line of a kiosk in service. */
export interface LaunchOptions {
  /** Settings, database and logs of this kiosk. */
  readonly dataFolder: string;
  /** Where Chromium keeps its own files: beneath the data folder, or a temporary folder when that cannot be written. */
  readonly browserFolder: string;
  readonly dataFolderWritable: boolean;
  /** A window of this size that can be closed, for development; null for the kiosk's full screen. */
  readonly window: { readonly width: number; readonly height: number } | null;
}

/** `1080x1920` → size; anything else is refused by name. */
export const parseWindowSize = (text: string): { width: number; height: number } => {
  const match = /^(\d{3,4})x(\d{3,4})$/.exec(text);
  if (!match) throw new Error(`YIZHAN_WINDOW: "${text}" is not WIDTHxHEIGHT, e.g. 1080x1920`);
  return { width: Number(match[1]), height: Number(match[2]) };
};

const canWrite = (folder: string): boolean => {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Reads `YIZHAN_DATA_FOLDER` and `YIZHAN_WINDOW`. A data folder that cannot be written does not stop the shell: the
 * window must come up to say so.
 */
export const readLaunchOptions = (
  environment: Readonly<Record<string, string | undefined>>,
  defaultDataFolder: string,
): LaunchOptions => {
  const dataFolder = environment.YIZHAN_DATA_FOLDER ?? defaultDataFolder;
  const beneath = join(dataFolder, 'shell');
  const dataFolderWritable = canWrite(beneath);
  return {
    dataFolder,
    dataFolderWritable,
    browserFolder: dataFolderWritable ? beneath : mkdtempSync(join(tmpdir(), 'yizhan-shell-')),
    window: environment.YIZHAN_WINDOW === undefined ? null : parseWindowSize(environment.YIZHAN_WINDOW),
  };
};
