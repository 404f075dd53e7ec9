import type { Clock } from '../../../../drivers/device/clock.ts';
import type { PhotoDecoder } from '../../../../drivers/id-card-reader/photo/photo-decoder.ts';
import type { Log } from '../../log/core-log.ts';
import type { FaceListener, FaceOutcome } from '../../session/assurance-types.ts';
import type { VisitJournal } from '../../session/visit-journal.ts';
import type { FaceRequest } from '../../session/visit-services.ts';
import { createFaceRecord } from './face-record.ts';
import type { FaceVerification } from './face-verification.ts';
import { keepProgram } from './program-line.ts';
import type { ProgramMessage } from './program-messages.ts';

interface CurrentLook {
  readonly number: number;
  readonly request: FaceRequest;
  readonly listener: FaceListener;
  cancelTimer: () => void;
}

/**
 * Face verification by a city's certified engine, a program of its own (program-messages.ts). It decides; its word, score and
 * version go into the audit log. A program that does not answer in time is started anew.
 */
export const createProgramVerification = (options: {
  readonly program: string;
  readonly arguments: readonly string[];
  /** For one look; twice as long in elder mode. */
  readonly timeoutMilliseconds: number;
  readonly decoder: PhotoDecoder;
  readonly journal: Pick<VisitJournal, 'identified' | 'faceRefused'>;
  readonly clock: Clock;
  readonly log: Log;
}): FaceVerification => {
  const { clock, log } = options;
  const record = createFaceRecord(options);
  let engine: { readonly name: string; readonly version: string } | null = null;
  let looks = 0;
  let current: CurrentLook | null = null;

  const end = (ended: CurrentLook, outcome: FaceOutcome): void => {
    ended.cancelTimer();
    if (current === ended) current = null;
    ended.listener.done(outcome);
  };

  const conclude = (ended: CurrentLook, message: Extract<ProgramMessage, { type: 'result' }>): void => {
    const evidence = {
      models: `${engine?.name}-${engine?.version}`,
      similarity: message.similarity,
      accept: message.threshold,
      challenges: message.challenges.join(':'),
      followed: message.followed,
    };
    const { outcome } = message;
    end(
      ended,
      outcome.decision === 'same-person'
        ? record.accept(ended.request, evidence)
        : record.refuse(ended.request, outcome.reason, evidence),
    );
  };

  const take = (message: ProgramMessage): void => {
    if (message.type === 'ready') {
      engine = { name: message.name, version: message.version };
      log.info('face-engine', { state: 'ready', ...engine });
      return;
    }
    if (current === null || message.look !== current.number) return;
    switch (message.type) {
      case 'guide': {
        const { look, stage, hindrance, progress } = message;
        current.listener.progress({ look, comparedWith: 'card-photo', stage, hindrance, progress });
        return;
      }
      case 'impossible':
        end(current, { outcome: 'impossible', obstacle: message.obstacle });
        return;
      case 'result':
        conclude(current, message);
    }
  };

  const line = keepProgram({
    ...options,
    onMessage: take,
    onGone: (detail) => {
      engine = null;
      log.error('face-engine', { state: 'failed', detail });
      if (current) end(current, { outcome: 'impossible', obstacle: 'engine-unusable' });
    },
  });

  const begin = async (running: CurrentLook): Promise<void> => {
    const { request } = running;
    const decoded =
      request.photo === null
        ? ({ ok: false, reason: 'no-photo' } as const)
        : await options.decoder.decode(request.photo);
    if (current !== running) {
      if (decoded.ok) decoded.rgb.fill(0);
      return;
    }
    if (!decoded.ok) {
      log.info('photo-not-decoded', { reason: decoded.reason });
      end(running, { outcome: 'impossible', obstacle: 'no-photo' });
      return;
    }
    const { width, height, rgb } = decoded;
    line.send({
      type: 'look',
      look: running.number,
      elderMode: request.elderMode,
      photo: { width, height, rgb: Buffer.from(rgb).toString('base64') },
    });
    rgb.fill(0);
    running.cancelTimer = clock.after(options.timeoutMilliseconds * (request.elderMode ? 2 : 1), () => {
      end(running, { outcome: 'impossible', obstacle: 'engine-unusable' });
      engine = null;
      line.restart();
    });
    running.listener.progress({
      look: running.number,
      comparedWith: 'card-photo',
      stage: 'starting',
      hindrance: null,
      progress: 0,
    });
  };

  return {
    pack: null,
    obstacle: () => (engine === null ? 'engine-unusable' : null),
    platformCompares: () => false,
    photoOf: () => null,
    report: () => undefined,
    verify: (request, listener) => {
      looks += 1;
      const running: CurrentLook = { number: looks, request, listener, cancelTimer: () => undefined };
      current = running;
      void begin(running);
      return () => {
        running.cancelTimer();
        if (current !== running) return;
        current = null;
        line.send({ type: 'cancel', look: running.number });
      };
    },
    stop: line.stop,
  };
};
