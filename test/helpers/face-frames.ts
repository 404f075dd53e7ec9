import type { FaceFrame } from '../../electron/contract/face/face-messages.ts';

type Face = NonNullable<FaceFrame['face']>;

const dimensions = 128;

/** An embedding that has `similarity` with that of the resident (`similarity` 1). */
export const embeddingOf = (similarity: number): Float32Array => {
  const embedding = new Float32Array(dimensions);
  embedding[0] = similarity;
  embedding[1] = Math.sqrt(1 - similarity * similarity);
  return embedding;
};

/** Pictures of somebody in front of the camera, 100 ms apart, moving a little as people do. */
export const createFaceCamera = ({ similarity = 0.8 }: { readonly similarity?: number } = {}) => {
  let pictures = 0;
  const take = (face: Partial<Face> = {}, picture: Partial<Omit<FaceFrame, 'face'>> = {}): FaceFrame => {
    pictures += 1;
    const sway = 0.004 * Math.sin(pictures);
    return {
      takenAt: pictures * 100,
      faces: 1,
      luminance: 0.5,
      burntOut: 0,
      ...picture,
      face: {
        x: 0.5 + sway,
        y: 0.5,
        width: 0.3,
        height: 0.4,
        sharpness: 0.6,
        yaw: 2 * Math.cos(pictures),
        pitch: 0,
        roll: 0,
        eyesOpen: 0.95,
        uncovered: 0.9,
        liveHint: 0.8,
        embedding: embeddingOf(similarity),
        ...face,
      },
    };
  };
  return {
    take,
    empty: (picture: Partial<FaceFrame> = {}): FaceFrame => ({ ...take({}, picture), faces: 0, face: null }),
    /** What somebody does who follows a challenge. */
    following: (stage: string): FaceFrame[] => {
      switch (stage) {
        case 'turn-left':
          return [4, 12, 18, 24].map((yaw) => take({ yaw, embedding: null }));
        case 'turn-right':
          return [-4, -12, -18, -24].map((yaw) => take({ yaw, embedding: null }));
        case 'come-closer':
          return [0.42, 0.45, 0.48, 0.52].map((height) => take({ height }));
        case 'blink':
          return [0.9, 0.1, 0.1, 0.9].map((eyesOpen) => take({ eyesOpen }));
        default:
          return [take()];
      }
    },
  };
};
export type FaceCamera = ReturnType<typeof createFaceCamera>;
