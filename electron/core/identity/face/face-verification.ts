import type { AuditDetails } from '../../../../db/audit-log.ts';
import type { Clock } from '../../../../drivers/device/clock.ts';
import type { PhotoDecoder } from '../../../../drivers/id-card-reader/photo/photo-decoder.ts';
import type { FacePhoto, FaceReport } from '../../../contract/face/face-messages.ts';
import type { FacePackManifest } from '../../../contract/face/face-pack.ts';
import type { FaceObstacle } from '../../../contract/identity-words.ts';
import type { Log } from '../../log/core-log.ts';
import type { FaceListener, FaceOutcome } from '../../session/assurance-types.ts';
import type { VisitJournal } from '../../session/visit-journal.ts';
import type { FaceRequest } from '../../session/visit-services.ts';
import { drawChallenges } from './challenge.ts';
import { createFaceLook, type FaceEvidence, type FaceLook, type LookDecision } from './face-look.ts';
import { createFaceRecord } from './face-record.ts';

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
 * them is decided here. The decoded photo and all embeddings are overwritten when the look ends.
 */
export const createFaceVerification = (options: {
  readonly manifest: FacePackManifest;
  readonly decoder: PhotoDecoder;
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

  const conclude = (ended: CurrentLook, decision: LookDecision): void =>
    end(
      ended,
      decision.decision === 'same-person'
        ? record.accept(ended.request, auditedEvidence(decision.evidence, manifest))
        : record.refuse(ended.request, decision.reason, auditedEvidence(decision.evidence, manifest)),
    );

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

  const takeReference = (
    running: CurrentLook,
    report: Extract<FaceReport, { type: 'faceReference' }>,
  ): void => {
    if (running.look !== null) return;
    running.photo?.rgb.fill(0);
    running.photo = null;
    const { reference } = report;
    // A photo in which the models find no face is as good as none.
    if (reference.outcome !== 'embedded') {
      end(running, { outcome: 'impossible', obstacle: 'no-photo' });
      return;
    }
    running.look = createFaceLook({
      look: running.number,
      reference: reference.embedding,
      thresholds: manifest.thresholds,
      challenges: drawChallenges(tellsEyes, options.random),
      patience: running.request.elderMode ? 2 : 1,
      startedAt: clock.monotonic(),
    });
    running.listener.progress(running.look.wish());
    setTimer(running);
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

  const decode = async (running: CurrentLook): Promise<void> => {
    const decoded = await options.decoder.decode(running.request.photo);
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
    running.listener.progress({ look: running.number, stage: 'starting', hindrance: null, progress: 0 });
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
      void decode(running);
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
