import type { CaptureDevices, CaptureTrack } from './open-camera.ts';

/** Reads frames of a track; Chromium has it in windows, the DOM types know it in workers only (W3C MediaStreamTrack Insertable Media Processing using Streams). */
declare class MediaStreamTrackProcessor {
  constructor(init: { readonly track: MediaStreamTrack; readonly maxBufferSize?: number });
  readonly readable: ReadableStream<VideoFrame>;
}

/** Asked of the camera; one that has not got it gives what comes nearest. */
const wantedPicture = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 } } as const;

const captureTrack = (track: MediaStreamTrack): CaptureTrack<VideoFrame> => {
  // One frame waits at most: whoever is slow gets the newest, and the camera never runs out of buffers.
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  return {
    next: async () => (await reader.read()).value ?? null,
    onEnded: (listener) => track.addEventListener('ended', listener),
    stop: () => {
      track.stop();
      reader.cancel().catch(() => undefined);
    },
  };
};

/** The browser's cameras, asked for a picture of this size. */
export const browserCameras = (
  media: MediaDevices,
  picture: MediaTrackConstraints = wantedPicture,
): CaptureDevices<VideoFrame> => ({
  cameras: async () =>
    (await media.enumerateDevices())
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }) => ({ id: deviceId, label })),
  onChange: (listener) => media.addEventListener('devicechange', listener),
  start: async (id) => {
    const stream = await media.getUserMedia({
      audio: false,
      video: { deviceId: { exact: id }, ...picture },
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('a camera without a video track');
    return captureTrack(track);
  },
});

/** Size of the picture that is judged: enough for brightness and noise. */
const judgedWidth = 64;
const judgedHeight = 48;

/** Makes small RGBA pictures of frames, on one canvas that nobody sees. */
export const createThumbnails = (): ((frame: VideoFrame) => Uint8ClampedArray) => {
  const context = new OffscreenCanvas(judgedWidth, judgedHeight).getContext('2d', {
    willReadFrequently: true,
    alpha: false,
  });
  if (!context) throw new Error('no canvas');
  return (frame) => {
    context.drawImage(frame, 0, 0, judgedWidth, judgedHeight);
    const { data } = context.getImageData(0, 0, judgedWidth, judgedHeight);
    context.clearRect(0, 0, judgedWidth, judgedHeight);
    return data;
  };
};
