import { StoreUnreachable } from './store-unreachable.ts';

/**
 * Classes and codes of SQLSTATE (PostgreSQL, Appendix A) that say nothing of the statement: connection lost (08), no
 * resources (53), the server stops or starts (57P0x).
 */
const serverGone = /^(08...|53...|57P0[1-5])$/;

/** Gave up for another's sake or for the time it took: serialization, deadlock, lock, statement, idle transaction. */
const gaveUp: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '57014', '25P03']);

/** Two transactions were in each other's way, and one was given up: it may be done again at once. */
const conflicts: ReadonlySet<string> = new Set(['40001', '40P01']);

/** Why no bytes come and go (errno(3)), or no server is at the address. */
const lineCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The driver has no codes for a connection that ended under it. */
const driverWords = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
};

/** Whether an error of the driver says that the server is not to be reached. */
export const isLineTrouble = (error: unknown): boolean =>
  error instanceof StoreUnreachable ||
  lineCodes.has(codeOf(error)) ||
  serverGone.test(codeOf(error)) ||
  (error instanceof Error && driverWords.test(error.message));

/** Whether it is a conflict of two transactions. */
export const isConflict = (error: unknown): boolean => conflicts.has(codeOf(error));

/** Whether a lock was not to be had within lock_timeout. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === '55P03';

/** Whether the same may well succeed later, with nothing wrong in it. */
export const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnreachable || serverGone.test(codeOf(error)) || gaveUp.has(codeOf(error));
