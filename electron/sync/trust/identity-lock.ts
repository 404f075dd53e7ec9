import { dirname, join } from 'node:path';
import { takeInstanceLock } from '../../../db/instance-lock.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { IdentityFiles } from './identity-files.ts';

/**
 * Does what must see or leave the files of an identity as one, and nobody else of this kind meanwhile: the core that
 * starts or changes its key, and the command line that enrols. Released by the kernel however the process ends
 * (db/instance-lock.ts). `locked-by-another-process` where somebody else holds it for longer than a second.
 */
export const withIdentityLock = <Outcome>(
  { folder }: IdentityFiles,
  work: () => Outcome,
): { readonly ok: true; readonly value: Outcome } | StorageFailure => {
  const taken = takeInstanceLock(folder);
  if (!taken.ok) return taken;
  try {
    return { ok: true, value: work() };
  } finally {
    taken.lock.release();
  }
};

/** Taken for a whole enrolment, from the making of the key to its place: the platform is asked for one at a time. */
export const takeEnrolmentLock = ({ folder }: IdentityFiles): ReturnType<typeof takeInstanceLock> =>
  takeInstanceLock(join(dirname(folder), 'enrolling'));
