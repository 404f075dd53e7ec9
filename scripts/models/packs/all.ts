import { faceplugin } from './faceplugin.ts';
import { opencvZoo } from './opencv-zoo.ts';
import type { PackDefinition } from './pack-definition.ts';

/** Every pack that can be installed; the first is the one to prefer. */
export const packs: readonly PackDefinition[] = [opencvZoo, faceplugin];
