import { padded } from '../../renderer/face/engine/picture.ts';
import type { LoadedEngine } from '../../renderer/face/pack/load-engine.ts';
import { type Accuracy, accuracyOf, cosine, type Embedded, nearness } from './all-pairs.ts';
import type { FaceApiPeer } from './face-api-peer.ts';
import type { Face } from './faces.ts';
import { cameraPicture, chipPhoto } from './pictures.ts';

/** Our engine on all pairs. */
export const accuracyOfEngine = async (engine: LoadedEngine, faces: readonly Face[]): Promise<Accuracy> => {
  const embedded: Embedded[] = [];
  for (const { subject, picture } of faces) {
    const { face } = await engine.measure(cameraPicture(picture), performance.now());
    const reference = await engine.embedReference(chipPhoto(picture));
    embedded.push({
      subject,
      probe: face?.embedding ?? null,
      reference: reference.outcome === 'embedded' ? reference.embedding : null,
    });
  }
  const { name, version, thresholds } = engine.manifest;
  return accuracyOf(
    { name: `pack ${name} ${version}`, kind: 'ours', remark: 'single pictures, cosine' },
    embedded,
    cosine,
    thresholds.accept,
  );
};

/** Our engine adds such a margin by itself; without it face-api finds a face in hardly any photo of this size. */
const peerMargin = 0.25;

/** face-api on the same pairs. */
export const accuracyOfFaceApi = async (peer: FaceApiPeer, faces: readonly Face[]): Promise<Accuracy> => {
  const embedded: Embedded[] = [];
  for (const { subject, picture } of faces) {
    const probe = await peer.describe(cameraPicture(picture));
    const reference = await peer.describe(padded(chipPhoto(picture), peerMargin, 127));
    embedded.push({ subject, probe: probe.descriptor, reference: reference.descriptor });
  }
  return accuracyOf(
    {
      name: '@vladmandic/face-api',
      kind: 'peer',
      remark:
        'as it comes: SSD MobileNet, 68 points, dlib network; Euclidean distance; photos with a margin of 25 %, without which it finds hardly any face; where it finds none it accepts nobody',
    },
    embedded,
    nearness,
    null,
  );
};

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** The figures for people. */
export const accuracyLines = (accuracies: readonly Accuracy[]): readonly string[] => [
  '',
  'telling people apart: every picture before the camera (640 × 480) against every other as a photo of the chip (102 × 126, with the loss of JPEG)',
  ...accuracies.flatMap((accuracy) => [
    `  ${accuracy.kind === 'peer' ? '(peer) ' : ''}${accuracy.name}: ${accuracy.genuinePairs} genuine and ${accuracy.impostorPairs} impostor pairs; no face in ${accuracy.withoutFace.probes} pictures and ${accuracy.withoutFace.references} photos; ${accuracy.remark}`,
    `    TAR at FAR 1 % ${percent(accuracy.trueAcceptAtOnePercent)}, at FAR 0.1 % ${percent(accuracy.trueAcceptAtOnePerMille)}; EER ${percent(accuracy.equalErrorRate)}`,
    ...(accuracy.atThreshold
      ? [
          `    at ${accuracy.atThreshold.threshold}: false rejects ${percent(accuracy.atThreshold.falseReject)}, false accepts ${percent(accuracy.atThreshold.falseAccept)}`,
        ]
      : []),
  ]),
];
