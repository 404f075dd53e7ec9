import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import type { Bridge } from '../bridge/core-context.tsx';
import { createFaceEngineClient } from '../face/face-engine-client.ts';
import { startFaceThread } from '../face/worker/start-thread.ts';
import { browserCameras } from './browser-cameras.ts';
import { createFaceLooker, type FaceLooker, type WantedLook } from './face-looker.ts';

const wantedLook = ({ visit, camera }: ViewSnapshot): WantedLook | null =>
  visit.screen === 'face' && visit.wish !== null && camera !== undefined
    ? {
        number: visit.wish.look,
        label: camera.label,
        hasPhoto: visit.wish.comparedWith === 'card-photo',
      }
    : null;

/** Looks at faces through the browser's cameras when the core wants it. Loads nothing until a core names a pack. */
export const startFaceLooker = (
  { core, clock }: Pick<Bridge, 'core' | 'clock'>,
  media: MediaDevices,
): FaceLooker<VideoFrame> => {
  const snapshot = (): ViewSnapshot | null => {
    const { view } = core.state();
    return view.kind === 'snapshot' ? view.snapshot : null;
  };
  return createFaceLooker<VideoFrame>({
    core: {
      coresHeard: core.coresHeard,
      pack: () => snapshot()?.facePack,
      look: () => {
        const current = snapshot();
        return current && wantedLook(current);
      },
      onChange: (listener) => void core.subscribe(listener),
      photo: core.facePhoto,
      report: core.reportFace,
    },
    devices: browserCameras(media),
    createEngine: (onState) =>
      createFaceEngineClient<VideoFrame>({
        startThread: startFaceThread,
        modelsUrl: new URL('models/', document.baseURI).href,
        monotonic: clock.monotonic,
        onState,
      }),
    monotonic: clock.monotonic,
  });
};
