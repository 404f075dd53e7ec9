/** One picture in 4:2:0: luma and chroma in studio range (ITU-R BT.601: luma 16 black to 235 white, chroma 128 none). */
export interface YuvPicture {
  /** One byte a pixel, row by row. */
  readonly luma: Uint8Array;
  /** One byte for two by two pixels. */
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
}

/** A picture without colour. */
export const greyPicture = (luma: Uint8Array): YuvPicture => ({
  luma,
  blue: new Uint8Array(luma.length / 4).fill(128),
  red: new Uint8Array(luma.length / 4).fill(128),
});

/**
 * A YUV4MPEG2 stream (mjpegtools, yuv4mpeg(5)): a header line, then for each frame a line `FRAME` and the planes Y, U, V.
 * Width and height must be even. Chromium plays such a file as its fake camera, over and over.
 */
export const encodeY4m = (options: {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly pictures: readonly YuvPicture[];
}): Uint8Array => {
  const { width, height, framesPerSecond, pictures } = options;
  if (width % 2 !== 0 || height % 2 !== 0) throw new Error(`y4m: ${width}×${height} is not even`);
  const parts: Uint8Array[] = [
    new TextEncoder().encode(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`),
  ];
  for (const { luma, blue, red } of pictures) {
    if (luma.length !== width * height || blue.length !== luma.length / 4 || red.length !== blue.length) {
      throw new Error('y4m: a picture of another size');
    }
    parts.push(new TextEncoder().encode('FRAME\n'), luma, blue, red);
  }
  return Buffer.concat(parts);
};
