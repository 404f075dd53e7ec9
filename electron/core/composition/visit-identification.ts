import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { FacePhoto, FaceReport } from '../../contract/face/face-messages.ts';
import { createPhotoDecoder } from '../devices/photo-decoding.ts';
import { createPlatformComparison } from '../identity/face/platform-comparison.ts';
import { createFaceVerification, type FaceVerification } from '../identity/face/face-verification.ts';
import { createProgramVerification } from '../identity/face/program-verification.ts';
import { readInstalledPack } from '../identity/face/installed-pack.ts';
import { createIdentifyByCard, type ReadCard } from '../identity/identify-by-card.ts';
import { lookForCard } from '../identity/look-for-card.ts';
import { watchCard } from '../identity/watch-card.ts';
import type { VisitServices } from '../session/visit-services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { createStaffAccess } from '../staff/staff-access.ts';
import { createVouching } from '../staff/vouching.ts';
import type { KioskDevices } from './kiosk-devices.ts';
import { createVisitCodes, type VisitCodeParts } from './visit-codes.ts';

/** The services of a visit that find out who stands there. */
export type IdentificationServices = Pick<
  VisitServices<ReadCard>,
  | 'lookForCard'
  | 'watchCard'
  | 'lookForCode'
  | 'identify'
  | 'identifyByCode'
  | 'faceObstacle'
  | 'platformCompares'
  | 'verifyFace'
  | 'staffCanVouch'
  | 'recogniseStaff'
  | 'vouch'
>;

export interface VisitIdentification {
  readonly services: IdentificationServices;
  takesCodes(): boolean;
  faceReport(report: FaceReport): void;
  facePhoto(look: number): FacePhoto | null;
  readonly facePack: string | null;
  /** Faces are compared by models whose origin nobody can tell, and nobody has answered for them. */
  readonly isEvaluationOnly: boolean;
  stop(): void;
}

const modelsFolder = 'assets/models';

/** Random as challenges need it: not to be foreseen. */
const unforeseeable = (): number => randomInt(2 ** 32) / 2 ** 32;

interface IdentificationParts extends VisitCodeParts {
  readonly settings: Settings;
  readonly appFolder: string;
  readonly reader: KioskDevices['reader'];
  readonly camera: KioskDevices['camera'];
}

interface FittedFace {
  readonly face: FaceVerification | null;
  readonly isEvaluationOnly: boolean;
}
const noFace: FittedFace = { face: null, isEvaluationOnly: false };

/** What the settings name, if it is there: models for the page, or a program of its own. */
const fitFace = (parts: IdentificationParts): FittedFace => {
  const { settings, camera, clock, log } = parts;
  const { face } = settings.identity;
  if (face === undefined) return noFace;
  const shared = { ...parts, decoder: createPhotoDecoder(settings.devices.idCardReader, clock) };
  if (face.engine === 'program') {
    return { face: createProgramVerification({ ...shared, ...face }), isEvaluationOnly: false };
  }
  const installed = readInstalledPack(join(parts.appFolder, modelsFolder), face.pack);
  if (!installed.ok) {
    log.error('face-pack-unusable', { pack: face.pack, reason: installed.reason });
    return noFace;
  }
  const { manifest } = installed;
  return {
    isEvaluationOnly: !manifest.origin.documented && face.clearedBy === undefined,
    face: createFaceVerification({
      ...shared,
      manifest,
      comparison: createPlatformComparison({
        ...parts.platform,
        sealingKey: () => parts.platform.documents.sealingKey(parts.platformTime.now()),
        clock,
        newId: () => v7(),
      }),
      cameraWorks: () => camera?.status().state === 'online',
      random: unforeseeable,
    }),
  };
};

/** How residents are identified at this kiosk: by card, by code, by face, by staff. */
export const createVisitIdentification = (parts: IdentificationParts): VisitIdentification => {
  const { reader, log } = parts;
  const { face, isEvaluationOnly } = fitFace(parts);
  const vouching = createVouching({
    ...parts,
    access: createStaffAccess({ database: parts.database, now: parts.platformTime.now }),
    now: parts.platformTime.now,
  });
  const codes = createVisitCodes(parts);
  return {
    takesCodes: codes.takesCodes,
    faceReport: (report) => face?.report(report),
    facePhoto: (look) => face?.photoOf(look) ?? null,
    facePack: face?.pack ?? null,
    isEvaluationOnly,
    stop: () => face?.stop(),
    services: {
      lookForCard: (listener) => lookForCard(reader, listener, log),
      watchCard: (listener) => watchCard(reader, listener),
      lookForCode: codes.lookForCode,
      identify: createIdentifyByCard(parts),
      identifyByCode: codes.identifyByCode,
      faceObstacle: () => (face === null ? 'not-fitted' : face.obstacle()),
      platformCompares: () => face?.platformCompares() ?? false,
      verifyFace: (request, listener) => {
        if (face) return face.verify(request, listener);
        listener.done({ outcome: 'impossible', obstacle: 'not-fitted' });
        return () => undefined;
      },
      staffCanVouch: vouching.isPossible,
      recogniseStaff: async ({ person, staffCard }) => {
        // Nobody compares the face of a member of staff.
        staffCard.photo?.fill(0);
        return vouching.recognise(person, staffCard.record);
      },
      vouch: ({ staffCard, ...request }) => vouching.vouch({ ...request, card: staffCard.record }),
    },
  };
};
