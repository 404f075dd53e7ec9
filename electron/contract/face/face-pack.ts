import { z } from 'zod';

/**
 * A pack of face models: a folder `<models>/<name>/` with `pack.json` (this manifest) and the files that it names. The
 * installer writes it, the shell serves it to the page, the core takes thresholds from it, and the engine checks every
 * file's digest before it loads it.
 */

/** How a pack's models are used: which of them run, on which pixels, and what their output means. */
export const facePipelines = ['yunet-sface', 'faceplugin'] as const;
export type FacePipeline = (typeof facePipelines)[number];

/** What a model in a pack is for. */
export const faceModelRoles = ['detector', 'landmarks', 'embedder', 'eyes', 'pose', 'spoof'] as const;
export type FaceModelRole = (typeof faceModelRoles)[number];

const fraction = z.number().min(0).max(1);

/** How well a pack separates people, and how that was measured; null until somebody has measured it. */
const accuracySchema = z.strictObject({
  /** The command and the data. */
  measuredWith: z.string().min(1).max(200),
  genuinePairs: z.number().int().positive(),
  impostorPairs: z.number().int().positive(),
  /** True accept rates at false accept rates of 1 % and 0.1 %. */
  trueAcceptAtOnePercent: fraction,
  trueAcceptAtOnePerMille: fraction,
  equalErrorRate: fraction,
});

export const facePackManifestSchema = z.strictObject({
  format: z.literal('yizhan-face-pack-1'),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  version: z.string().regex(/^[0-9A-Za-z.-]{1,40}$/),
  pipeline: z.enum(facePipelines),
  /** Where the models come from, and whether anybody can tell what they were trained on. */
  origin: z.strictObject({
    source: z.string().min(1).max(200),
    documented: z.boolean(),
    statement: z.string().min(1).max(400),
  }),
  licence: z.string().min(1).max(60),
  files: z
    .array(
      z.strictObject({
        role: z.enum(faceModelRoles),
        name: z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/),
        bytes: z.number().int().positive(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(2)
    .max(8),
  /** Cosine similarities of the mean over the good frames. */
  thresholds: z
    .strictObject({
      /** From here on it is the same person. */
      accept: z.number().min(-1).max(1),
      /** Below this it is somebody else; in between nothing is said, and it is tried again. */
      refuse: z.number().min(-1).max(1),
    })
    .refine(({ accept, refuse }) => refuse <= accept, 'refuse lies above accept'),
  accuracy: accuracySchema.nullable(),
});
export type FacePackManifest = z.infer<typeof facePackManifestSchema>;

export const facePackManifestName = 'pack.json';
