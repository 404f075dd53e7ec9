import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const tokenBytes = 32;
/** Shorter ones can be guessed by trial. */
const shortestToken = 32;

/** Where a store folder keeps the token. */
export const adminTokenFile = (folder: string): string => join(folder, 'admin-token');

/** A new bearer token: 256 random bits. */
export const createAdminToken = (): string => randomBytes(tokenBytes).toString('base64url');

/**
 * The token of a store folder, made at its first start; the file is for this user only (mode 0600).
 * @throws RangeError when the file holds none
 */
export const openAdminToken = async (folder: string): Promise<string> => {
  const file = adminTokenFile(folder);
  try {
    await writeFile(file, `${createAdminToken()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') {
      throw error;
    }
    await chmod(file, 0o600);
  }
  return checkAdminToken((await readFile(file, 'utf8')).trim(), file);
};

/**
 * The token, if it is long enough to be one.
 * @param source where it came from, for the message
 * @throws RangeError when it is too short
 */
export const checkAdminToken = (token: string, source: string): string => {
  if (token.length < shortestToken) {
    throw new RangeError(
      `The administration's token in ${source} must have ${shortestToken} characters or more`,
    );
  }
  return token;
};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether an Authorization field carries the token (RFC 6750 §2.1); takes the same time for every wrong one. */
export const carriesToken = (authorization: string | undefined, token: string): boolean => {
  const presented = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digestOf(presented), digestOf(token));
};
