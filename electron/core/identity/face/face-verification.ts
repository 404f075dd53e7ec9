import type { AuditDetails } from '../../../../db/audit-log.ts';
import type { Clock } from '../../../../drivers/device/clock.ts';
import type { PhotoDecoder } from '../../../../drivers/id-card-reader/photo/photo-decoder.ts';
import type { FacePhoto, FaceReport } from '../../../contract/face/face-messages.ts';
import type { FacePackManifest } from '../../../contract/face/face-pack.ts';
import type { FaceObstacle, FaceRefusal } from '../../../contract/identity-words.ts';
import type { Log } from '../../log/core-log.ts';
import type { FaceListener, FaceOutcome } from '../../session/assurance-types.ts';
import type { VisitJournal } from '../../session/visit-journal.ts';
import type { FaceRequest } from '../../session/visit-services.ts';
import { drawChallenges } from './challenge.ts';
import { createFaceLook, type FaceEvidence, type FaceLook, type LookDecision } from './face-look.ts';
import { createFaceRecord } from './face-record.ts';
import type { PlatformComparison } from './platform-comparison.ts';

/** How long the page may take to turn the card's photo into an embedding, milliseconds; loading the models included. */
const referenceMilliseconds = 15_000;

/** Compares faces with the photos of cards. One look at a time. */
export interface FaceVerification {
  /** What stands against it now, whosever face it is. */
  obstacle(): FaceObstacle | null;
  verify(request: FaceRequest, listener: FaceListener): () => void;
  /** What the page says. */
  report(report: FaceReport): void;
  /** The photo of the look that is under way; null for any other. */
  photoOf(look: number): FacePhoto | null;
  stop(): void;
  /** Whether a face can be compared by the platform now, where the card has no photo that can be read. */
  platformCompares(): boolean;
  /** What is used, for snapshot and notices: name of the pack that the page loads, null where the page loads none. */
  readonly pack: string | null;
}

interface CurrentLook {
  readonly number: number;
  readonly request: FaceRequest;
  readonly listener: FaceListener;
  photo: FacePhoto | null;
  look: FaceLook | null;
  cancelTimer: () => void;
}

/** Evidence as the audit log keeps it: numbers and names, nothing of the person. */
export const auditedEvidence = (
  evidence: FaceEvidence,
  { name, version, thresholds }: Pick<FacePackManifest, 'name' | 'version' | 'thresholds'>,
): AuditDetails => ({
  models: `${name}-${version}`,
  similarity: evidence.similarity === null ? null : Math.round(evidence.similarity * 1000) / 1000,
  accept: thresholds.accept,
  refuse: thresholds.refuse,
  pictures: evidence.pictures,
  challenges: evidence.challenges.join(':'),
  followed: evidence.followed,
  liveHint: evidence.liveHint === null ? null : Math.round(evidence.liveHint * 100) / 100,
});

/**
 * Face verification by models that run in the page. The page measures pictures and makes embeddings; what follows from
 * them is decided here. The decoded photo and all embeddings are overwritten when the look ends. Where the card has no photo
 * and the resident agreed, the platform tells how like the face is to its register; what follows is decided here all the same.
 */
export const createFaceVerification = (options: {
  readonly manifest: FacePackManifest;
  readonly decoder: PhotoDecoder;
  readonly comparison: PlatformComparison;
  readonly cameraWorks: () => boolean;
  readonly journal: Pick<VisitJournal, 'identified' | 'faceRefused'>;
  readonly clock: Clock;
  /** From 0 up to 1, unpredictable. */
  readonly random: () => number;
  readonly log: Log;
}): FaceVerification => {
  const { manifest, clock, log } = options;
  const record = createFaceRecord(options);
  const tellsEyes = manifest.files.some(({ role }) => role === 'eyes');
  let engine: 'unknown' | 'loading' | 'ready' | 'failed' = 'unknown';
  let looks = 0;
  let current: CurrentLook | null = null;

  const wipe = (ended: CurrentLook): void => {
    ended.cancelTimer();
    ended.photo?.rgb.fill(0);
    ended.photo = null;
    ended.look?.forget();
    ended.look = null;
    if (current === ended) current = null;
  };
  const end = (ended: CurrentLook, outcome: FaceOutcome): void => {
    wipe(ended);
    ended.listener.done(outcome);
  };

  /** Everything was followed: the platform is asked, the look's own embeddings are no longer needed. */
  const compare = async (
    running: CurrentLook,
    { embedding, evidence }: Extract<LookDecision, { decision: 'compare' }>,
  ): Promise<void> => {
    const { look, request } = running;
    running.cancelTimer();
    if (look) running.listener.progress({ ...look.wish(), stage: 'comparing', hindrance: null, progress: 1 });
    look?.forget();
    running.look = null;
    const consentedAt = request.comparisonAgreedAt ?? 0;
    const model = { name: manifest.name, version: manifest.version };
    const compared = await options.comparison.compare({
      person: request.person,
      model,
      embedding,
      consentedAt,
    });
    embedding.fill(0);
    const audited = { comparedBy: 'platform', consentedAt };
    // The resident went on meanwhile; that the platform was asked is written down all the same.
    const isOver = current !== running;
    const outcome =
      compared.outcome === 'compared' && !isOver
        ? judge(request, compared.similarity, {
            ...auditedEvidence({ ...evidence, similarity: compared.similarity }, manifest),
            ...audited,
          })
        : record.notCompared(
            request,
            compared.outcome === 'compared' ? 'platform-unreachable' : compared.obstacle,
            {
              ...auditedEvidence(evidence, manifest),
              ...audited,
              answer: compared.outcome === 'compared' ? 'unwanted' : compared.staffCode,
            },
          );
    if (!isOver) end(running, outcome);
  };

  const judge = (request: FaceRequest, similarity: number, evidence: AuditDetails): FaceOutcome => {
    const { accept, refuse } = manifest.thresholds;
    if (similarity >= accept) return record.accept(request, evidence);
    const reason: FaceRefusal = similarity < refuse ? 'another-face' : 'not-clear-enough';
    return record.refuse(request, reason, evidence);
  };

  const conclude = (ended: CurrentLook, decision: LookDecision): void => {
    if (decision.decision === 'compare') {
      void compare(ended, decision);
      return;
    }
    const evidence = auditedEvidence(decision.evidence, manifest);
    end(
      ended,
      decision.decision === 'same-person'
        ? record.accept(ended.request, evidence)
        : record.refuse(ended.request, decision.reason, evidence),
    );
  };

  /** Wakes up when the stage runs out, also when no picture comes any more. */
  const setTimer = (running: CurrentLook): void => {
    running.cancelTimer();
    const { look } = running;
    if (look === null) return;
    running.cancelTimer = clock.after(Math.max(0, look.deadline() - clock.monotonic()), () => {
      const decision = look.tick(clock.monotonic());
      if (decision) conclude(running, decision);
      else setTimer(running);
    });
  };

  /** @param reference of the photo of the card; null where the platform is to compare */
  const beginLook = (running: CurrentLook, reference: Float32Array | null): void => {
    running.look = createFaceLook({
      look: running.number,
      reference,
      thresholds: manifest.thresholds,
      challenges: drawChallenges(tellsEyes, options.random),
      patience: running.request.elderMode ? 2 : 1,
      startedAt: clock.monotonic(),
    });
    running.listener.progress(running.look.wish());
    setTimer(running);
  };

  const takeReference = (
    running: CurrentLook,
    report: Extract<FaceReport, { type: 'faceReference' }>,
  ): void => {
    if (running.look !== null || running.request.photo === null) return;
    running.photo?.rgb.fill(0);
    running.photo = null;
    const { reference } = report;
    // A photo in which the models find no face is as good as none.
    if (reference.outcome !== 'embedded') {
      end(running, { outcome: 'impossible', obstacle: 'no-photo' });
      return;
    }
    beginLook(running, reference.embedding);
  };

  const takeFrame = (running: CurrentLook, report: Extract<FaceReport, { type: 'faceFrame' }>): void => {
    const { look } = running;
    if (look === null) return;
    const before = JSON.stringify(look.wish());
    const decision = look.tick(clock.monotonic()) ?? look.frame(report.frame);
    if (decision) {
      conclude(running, decision);
      return;
    }
    const wish = look.wish();
    if (JSON.stringify(wish) !== before) running.listener.progress(wish);
    setTimer(running);
  };

  const decode = async (running: CurrentLook, cardPhoto: Uint8Array): Promise<void> => {
    const decoded = await options.decoder.decode(cardPhoto);
    if (current !== running) {
      if (decoded.ok) decoded.rgb.fill(0);
      return;
    }
    if (!decoded.ok) {
      log.info('photo-not-decoded', { reason: decoded.reason });
      return end(running, { outcome: 'impossible', obstacle: 'no-photo' });
    }
    const { width, height, rgb } = decoded;
    running.photo = { width, height, rgb };
    running.cancelTimer = clock.after(referenceMilliseconds, () =>
      end(running, { outcome: 'impossible', obstacle: 'engine-unusable' }),
    );
    running.listener.progress({
      look: running.number,
      comparedWith: 'card-photo',
      stage: 'starting',
      hindrance: null,
      progress: 0,
    });
  };

  return {
    pack: manifest.name,
    stop: () => {
      if (current) wipe(current);
    },
    obstacle: () => {
      if (engine === 'failed') return 'engine-unusable';
      return options.cameraWorks() ? null : 'camera-unusable';
    },
    platformCompares: options.comparison.isPossible,
    photoOf: (look) => (current?.number === look ? current.photo : null),
    verify: (request, listener) => {
      if (current) wipe(current);
      looks += 1;
      const running: CurrentLook = {
        number: looks,
        request,
        listener,
        photo: null,
        look: null,
        cancelTimer: () => undefined,
      };
      current = running;
      if (request.photo === null) beginLook(running, null);
      else void decode(running, request.photo);
      return () => wipe(running);
    },
    report: (report) => {
      if (report.type === 'faceEngine') {
        engine = report.state.state;
        log[engine === 'failed' ? 'error' : 'info']('face-engine', { ...report.state });
        if (engine === 'failed' && current)
          end(current, { outcome: 'impossible', obstacle: 'engine-unusable' });
        return;
      }
      if (current === null || current.number !== report.look) return;
      switch (report.type) {
        case 'faceCamera':
          log.warn('face-camera', { fault: report.fault });
          return end(current, { outcome: 'impossible', obstacle: 'camera-unusable' });
        case 'faceReference':
          return takeReference(current, report);
        case 'faceFrame':
          return takeFrame(current, report);
      }
    },
  };
};
