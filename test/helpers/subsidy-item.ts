import type { ApplicationItem } from '../../platform/contract/catalogue.ts';
import { certificateIssuers } from '../../platform/departments/all.ts';
import { loadCatalogue } from '../../platform/seed/load-catalogue.ts';
import { lin } from './visit.ts';

const found = loadCatalogue(certificateIssuers).applications.find(
  ({ code }) => code === 'disability-subsidies',
);
if (!found) throw new Error('the catalogue has no disability-subsidies');

/** 残疾人两项补贴 of the catalogue: situations, what the card says, materials of every way, text. */
export const subsidyItem: ApplicationItem = found;

/** 林晓岚 with what her card says beside. */
export const linOfCard = {
  ...lin,
  card: { birthDate: '1958-03-12', address: '湖南省潇湘市青石镇人民路12号' },
} as const;

/** A JPEG as far as its header goes, of 640 × 480 pixels; the bytes between are `filling`. */
export const jpegPage = (filling = 0x11, length = 2_000): Uint8Array => {
  const bytes = new Uint8Array(length).fill(filling);
  bytes.set([
    0xff,
    0xd8, // start of image
    0xff,
    0xe0,
    0x00,
    0x04,
    0x00,
    0x00, // application segment of 4 bytes
    0xff,
    0xc0,
    0x00,
    0x0b,
    0x08,
    0x01,
    0xe0,
    0x02,
    0x80,
    0x01,
    0x01,
    0x11,
    0x00, // frame, 480 high, 640 wide
  ]);
  bytes.set([0xff, 0xd9], length - 2);
  return bytes;
};
