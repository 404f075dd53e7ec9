import { largestCapture } from '../../electron/contract/capture.ts';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import type { Bridge } from '../bridge/core-context.tsx';
import { browserCameras } from './browser-cameras.ts';

import { createPageCamera, type PageCamera, type WantedPage } from './page-camera.ts';

/** Asked of the camera: letters of an A4 page are read from it. One that has not got it gives what comes nearest. */
const pagePicture = { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 10 } } as const;

/** Quality of the JPEG, and of a second attempt where the first is too large. */
const qualities = [0.85, 0.6] as const;

const wantedLook = ({ visit, camera }: ViewSnapshot): WantedPage | null =>
  visit.screen === 'capture' && visit.step === 'live' && visit.fault === null && camera !== undefined
    ? { number: visit.look, label: camera.label }
    : null;

/** JPEG of a frame as the camera gives it; the canvas is emptied. */
const encodeFrame = async (frame: VideoFrame): Promise<Uint8Array> => {
  const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  try {
    context.drawImage(frame, 0, 0);
    for (const quality of qualities) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (blob.size <= largestCapture) return new Uint8Array(await blob.arrayBuffer());
    }
    throw new Error('a picture that is too large');
  } finally {
    canvas.width = 0;
  }
};

/** Looks at pages through the browser's cameras when the core wants it. */
export const startPageCamera = (
  { core, clock }: Pick<Bridge, 'core' | 'clock'>,
  media: MediaDevices,
): PageCamera<VideoFrame> =>
  createPageCamera<VideoFrame>({
    core: {
      look: () => {
        const { view } = core.state();
        return view.kind === 'snapshot' ? wantedLook(view.snapshot) : null;
      },
      onChange: (listener) => void core.subscribe(listener),
      report: core.reportCapture,
    },
    devices: browserCameras(media, pagePicture),
    encode: encodeFrame,
    after: clock.after,
  });
