import type { Clock } from '../../../drivers/device/clock.ts';
import { noPhotoDecoder, type PhotoDecoder } from '../../../drivers/id-card-reader/photo/photo-decoder.ts';
import { createVendorProgramDecoder } from '../../../drivers/id-card-reader/photo/vendor-program-decoder.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The decoder of card photos that the settings name; one that always declines where they name none. */
export const createPhotoDecoder = (
  { photoDecoder }: Settings['devices']['idCardReader'],
  clock: Clock,
): PhotoDecoder => {
  if (!photoDecoder) return noPhotoDecoder;
  const { timeoutMilliseconds: timeout, ...program } = photoDecoder;
  return createVendorProgramDecoder({ ...program, timeout, clock });
};
