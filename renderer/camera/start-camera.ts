import type { Bridge } from '../bridge/core-context.tsx';
import { browserCameras, createThumbnails } from './browser-cameras.ts';
import { watchCamera } from './camera-watcher.ts';
import { greyOf } from './frame-statistics.ts';

/** Lets the core have the browser's cameras. Nothing is asked of the browser until a core has a camera. */
export const startCamera = ({ core, clock }: Pick<Bridge, 'core' | 'clock'>, media: MediaDevices): void => {
  let thumbnail: ReturnType<typeof createThumbnails> | null = null;
  watchCamera({
    core: {
      wish: () => {
        const { view } = core.state();
        return view.kind === 'snapshot' ? view.snapshot.camera : undefined;
      },
      onChange: (listener) => void core.subscribe(listener),
      report: core.reportCamera,
    },
    devices: browserCameras(media),
    clock,
    greyPicture: (frame) => {
      thumbnail ??= createThumbnails();
      return greyOf(thumbnail(frame));
    },
  });
};
