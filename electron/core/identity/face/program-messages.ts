import { z } from 'zod';
import { faceChallenges, faceHindrances, faceStages } from '../../../contract/face/face-messages.ts';
import { faceRefusals } from '../../../contract/identity-words.ts';

/**
 * What a city's certified face engine and the core say to each other: a program of its own, one JSON object a line, UTF-8. The
 * program has the camera for itself. From the core on standard input:
 *
 *   {"type":"look","look":7,"elderMode":false,"photo":{"width":102,"height":126,"rgb":"<base64, three bytes a pixel>"}}
 *   {"type":"cancel","look":7}
 *
 * The program says `ready` when it can be used, `guide` as often as it likes, and one `result` or `impossible` for a look.
 */

const score = z.number().min(-1_000).max(1_000);

export const programMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    name: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
    version: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
  }),
  z.object({
    type: z.literal('guide'),
    look: z.number().int(),
    stage: z.enum(faceStages),
    hindrance: z.enum(faceHindrances).nullable(),
    progress: z.number().min(0).max(1),
  }),
  z.object({
    type: z.literal('result'),
    look: z.number().int(),
    outcome: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('same-person') }),
      z.object({ decision: z.literal('not-verified'), reason: z.enum(faceRefusals) }),
    ]),
    /** On the engine's own scale. */
    similarity: score,
    threshold: score,
    challenges: z.array(z.enum(faceChallenges)).max(8),
    followed: z.number().int().min(0).max(8),
  }),
  z.object({
    type: z.literal('impossible'),
    look: z.number().int(),
    obstacle: z.enum(['no-photo', 'camera-unusable', 'engine-unusable']),
  }),
]);
export type ProgramMessage = z.infer<typeof programMessageSchema>;

/** A line longer than this is none of an engine's. */
export const longestProgramLine = 16 * 1024;

/** Reads one line; null where it is no message. */
export const parseProgramLine = (line: string): ProgramMessage | null => {
  try {
    const parsed = programMessageSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
