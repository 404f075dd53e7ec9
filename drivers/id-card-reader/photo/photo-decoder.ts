/**
 * The port to whatever can decode the photo on a card. It is 1024 bytes of WLT, a vendor's secret: no open decoder exists,
 * readers come with a program or library of their own. Everything else works without a decoder.
 */

/** Every photo on a card has this size, pixels. */
export const photoSize = { width: 102, height: 126 } as const;

export interface CardPhoto {
  readonly width: typeof photoSize.width;
  readonly height: typeof photoSize.height;
  /** Red, green, blue, a byte each; rows from the top, without gaps. */
  readonly rgb: Uint8Array;
}

export type PhotoFailure =
  /** The settings name no decoder. */
  | 'no-decoder'
  /** The block does not begin as a photo does. */
  | 'not-a-photo-block'
  /** The decoder could not be started: it is not there, or may not be run. */
  | 'decoder-not-started'
  /** It ended with an error. */
  | 'decoder-failed'
  | 'decoder-timed-out'
  /** What it gave is no picture of the right size. */
  | 'not-a-picture';

export type PhotoOutcome =
  | ({ readonly ok: true } & CardPhoto)
  /** `detail` is for the technician and says nothing of the photo. */
  | { readonly ok: false; readonly reason: PhotoFailure; readonly detail: string };

export interface PhotoDecoder {
  /** Decodes the photo block of a card. Never rejects. */
  decode(wlt: Uint8Array): Promise<PhotoOutcome>;
}

const photoBlockLength = 1024;
/** How every photo block begins. */
export const photoPreamble = Uint8Array.of(0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00);

/** Whether a block is one that a decoder can be asked about. */
export const isPhotoBlock = (block: Uint8Array): boolean =>
  block.length === photoBlockLength && photoPreamble.every((byte, index) => block[index] === byte);

/** What stands in where no decoder is set up. */
export const noPhotoDecoder: PhotoDecoder = {
  decode: async () => ({ ok: false, reason: 'no-decoder', detail: 'no decoder is set up' }),
};
