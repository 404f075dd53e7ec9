import { z } from 'zod';
import { type SubmittedMaterial, submittedMaterialSchema } from '../../../platform/contract/submissions.ts';

/** The part of a message that an upload needs. */
const withMaterials = z.object({ materials: z.array(submittedMaterialSchema) });

/** Materials of an application, from its body. A body is the kiosk's own work: one that does not parse is damage. */
export const materialsOf = (body: string): readonly SubmittedMaterial[] => {
  try {
    const parsed = withMaterials.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.materials : [];
  } catch {
    return [];
  }
};
