import { type CameraReport, fromRendererSchema, type ToRenderer } from '../../contract/channel.ts';
import type { CaptureReport } from '../../contract/capture.ts';
import type { FacePhoto, FaceReport } from '../../contract/face/face-messages.ts';
import type { Intent } from '../../contract/intents.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import type { Log } from '../log/core-log.ts';
import type { ActOutcome } from '../session/resident-session.ts';
import type { RendererConnection } from './shell-link.ts';

/** What the renderer may ask of the core, beside looking. */
export interface ContractHandlers {
  act(intent: Intent): ActOutcome;
  previewDocument(certificateNumber: string): Uint8Array | null;
  /** Left out by a core that has no camera. */
  cameraReport?(report: CameraReport): void;
  /** Left out by a core that compares no faces. */
  faceReport?(report: FaceReport): void;
  facePhoto?(look: number): FacePhoto | null;
  /** What the page says of a page that a resident holds to the camera. */
  captureReport?(report: CaptureReport): void;
  capturedPage?(look: number): Uint8Array | null;
}

export interface ContractServer {
  connect(connection: RendererConnection): void;
  /** Sends the newest snapshot to every renderer; several changes in one turn are one snapshot. */
  changed(): void;
}

/**
 * Serves renderers: parses each message, answers each request, publishes whole snapshots. `snapshot` is asked for the
 * content; the revision is counted here.
 */
export const createContractServer = (options: {
  readonly snapshot: () => Omit<ViewSnapshot, 'revision'>;
  readonly handlers: ContractHandlers;
  /** A snapshot is on its way to a page. */
  readonly published?: () => void;
  readonly log: Log;
}): ContractServer => {
  const { handlers, log } = options;
  const connections = new Set<RendererConnection>();
  let revision = 0;
  let scheduled = false;

  const publish = (): void => {
    scheduled = false;
    if (connections.size === 0) return;
    revision += 1;
    const message: ToRenderer = { type: 'snapshot', snapshot: { revision, ...options.snapshot() } };
    for (const connection of connections) connection.send(message);
    options.published?.();
  };

  const answer = (connection: RendererConnection, raw: unknown): void => {
    const parsed = fromRendererSchema.safeParse(raw);
    if (!parsed.success) {
      log.warn('renderer-message-malformed');
      return;
    }
    const message = parsed.data;
    const reply = (content: ToRenderer): void => connection.send(content);
    if (message.type === 'previewDocument') {
      reply({
        type: 'previewDocumentDone',
        id: message.id,
        pdf: handlers.previewDocument(message.certificateNumber),
      });
      return;
    }
    if (message.type === 'facePhoto') {
      reply({ type: 'facePhotoDone', id: message.id, photo: handlers.facePhoto?.(message.look) ?? null });
      return;
    }
    if (message.type === 'capturedPage') {
      reply({
        type: 'capturedPageDone',
        id: message.id,
        jpeg: handlers.capturedPage?.(message.look) ?? null,
      });
      return;
    }
    if (message.type === 'captureTaken' || message.type === 'captureFailed') {
      handlers.captureReport?.(message);
      return;
    }
    if (message.type === 'cameraPresence' || message.type === 'cameraFinding') {
      handlers.cameraReport?.(message);
      return;
    }
    if (message.type !== 'intent') {
      handlers.faceReport?.(message);
      return;
    }
    const outcome = handlers.act(message.intent);
    // A touch that says "still here" while nothing runs out is no news.
    if (!outcome.accepted && message.intent.name !== 'stillHere') {
      log.info('intent-refused', { intent: message.intent.name, reason: outcome.reason });
    }
    reply({ type: 'intentDone', id: message.id, outcome });
  };

  const changed = (): void => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(publish);
  };

  return {
    connect: (connection) => {
      connections.add(connection);
      connection.onMessage((raw) => answer(connection, raw));
      connection.onClose(() => connections.delete(connection));
      log.info('renderer-connected', { renderers: connections.size });
      changed();
    },
    changed,
  };
};
