import type { Picture } from '../engine/picture.ts';

/** Wider pictures are scaled down: a face before a kiosk is large enough at this, and every pixel more costs time. */
const widthAtMost = 640;

/** Takes the pixels out of frames on one canvas, which is empty in between; the frame is closed at once. */
export const createPictureTaker = (): ((frame: VideoFrame | ImageBitmap) => Picture) => {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('no canvas');
  return (frame) => {
    try {
      const [frameWidth, frameHeight] =
        frame instanceof VideoFrame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
      const scale = Math.min(1, widthAtMost / frameWidth);
      const width = Math.max(1, Math.round(frameWidth * scale));
      const height = Math.max(1, Math.round(frameHeight * scale));
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context.imageSmoothingQuality = 'high';
      context.drawImage(frame, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      context.clearRect(0, 0, width, height);
      return { width, height, rgba: data };
    } finally {
      frame.close();
    }
  };
};
