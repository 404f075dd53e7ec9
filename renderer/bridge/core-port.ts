import {
  type CameraReport,
  portMessageName,
  type ToCore,
  toRendererSchema,
} from '../../electron/contract/channel.ts';
import type { CaptureReport } from '../../electron/contract/capture.ts';
import type { FacePhoto, FaceReport } from '../../electron/contract/face/face-messages.ts';
import type { Intent } from '../../electron/contract/intents.ts';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import type { RendererClock } from './clock.ts';

/** A core that is gone for longer than this is said to be restarting; a quicker change is not worth a flicker. */
export const lostAfterMilliseconds = 1_000;

/** An intent that is not answered in this time means that nobody is listening. */
export const answerWithinMilliseconds = 3_000;

/** The pages of a certificate come from the core's memory. */
export const previewWithinMilliseconds = 8_000;

/** An accepted intent that changes nothing on the screen frees the buttons after this time. */
export const settleWithinMilliseconds = 800;

/** Signs of life are sent no more often than this. */
export const stillHereEveryMilliseconds = 2_000;

/** What there is to draw. */
export type CoreView =
  | { readonly kind: 'starting' }
  | { readonly kind: 'snapshot'; readonly snapshot: ViewSnapshot; readonly receivedAt: number }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'lost' };

/** How to speak: of the newest snapshot, kept when there is none to draw. */
export type Presentation = Pick<ViewSnapshot, 'locale' | 'elderMode' | 'highContrast' | 'seated'>;

export interface CoreState {
  readonly view: CoreView;
  readonly presentation: Presentation;
  /** An intent is under way: every action is inert until it is answered and drawn. */
  readonly busy: boolean;
}

export type PreviewDocument =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly reason: 'over' | 'timed-out' | 'disconnected' };

export interface CorePort {
  state(): CoreState;
  /** How many cores this page has heard: when it grows, another one is there, which knows nothing of what was reported. */
  coresHeard(): number;
  subscribe(listener: () => void): () => void;
  /** Sends what a touch meant. Ignored while another intent is under way or no core is there. */
  send(intent: Intent): void;
  /** Says that somebody is here, at most every two seconds and only where time runs out. */
  touched(): void;
  /** Asks for the pages of the certificate in preview. The bytes belong to the caller, who wipes them. */
  previewDocument(certificateNumber: string): Promise<PreviewDocument>;
  /** Says what is known of the camera; nobody hears it where no core is there. */
  reportCamera(report: CameraReport): void;
  /** Asks for the photo of the card for a look at a face; null when that is over. The bytes belong to the caller. */
  facePhoto(look: number): Promise<FacePhoto | null>;
  /** Says what was seen of a face. */
  reportFace(report: FaceReport): void;
  /** Hands over a page that was taken, or says why none can be. */
  reportCapture(report: CaptureReport): void;
  /** Asks for the page that was taken, as JPEG; null when it is used or gone. The bytes belong to the caller, who wipes them. */
  capturedPage(look: number): Promise<Uint8Array | null>;
  close(): void;
}

/** The part of a MessagePort that is used; `close` is fired by Electron when the other end goes away. */
export type PortLike = Pick<
  MessagePort,
  'postMessage' | 'start' | 'close' | 'addEventListener' | 'removeEventListener'
>;

const claimsToBeSnapshot = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'snapshot';

interface PendingIntent {
  readonly id: number;
  readonly revisionAtSending: number;
  accepted: boolean;
  cancelTimer: () => void;
}

/**
 * The only caller of the port to the core. Listens on `host` for the port that the preload hands over, parses every
 * message, keeps the newest snapshot and nothing else. A new port replaces the old one (core or shell restarted).
 */
export const createCorePort = (host: Window, clock: RendererClock): CorePort => {
  const listeners = new Set<() => void>();
  const previews = new Map<number, (result: PreviewDocument) => void>();
  const pages = new Map<number, (jpeg: Uint8Array | null) => void>();
  const photos = new Map<number, (photo: FacePhoto | null) => void>();
  let state: CoreState = {
    view: { kind: 'starting' },
    presentation: { locale: 'zh-CN', elderMode: false, highContrast: false, seated: false },
    busy: false,
  };
  let port: PortLike | null = null;
  let revision = Number.NEGATIVE_INFINITY;
  let coresHeard = 0;
  let nextId = 1;
  let pending: PendingIntent | null = null;
  let lastSign = Number.NEGATIVE_INFINITY;
  let cancelLoss = (): void => undefined;

  const publish = (next: Partial<CoreState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const release = (): void => {
    pending?.cancelTimer();
    pending = null;
    if (state.busy) publish({ busy: false });
  };

  const lose = (): void => {
    release();
    publish({ view: { kind: 'lost' } });
  };

  const post = (message: ToCore | CameraReport | FaceReport | CaptureReport): void =>
    port?.postMessage(message);

  const onSnapshot = (snapshot: ViewSnapshot): void => {
    if (snapshot.revision < revision) return;
    if (revision === Number.NEGATIVE_INFINITY) coresHeard += 1;
    revision = snapshot.revision;
    cancelLoss();
    const { locale, elderMode, highContrast, seated } = snapshot;
    publish({
      view: { kind: 'snapshot', snapshot, receivedAt: clock.monotonic() },
      presentation: { locale, elderMode, highContrast, seated },
    });
    if (pending?.accepted && revision > pending.revisionAtSending) release();
  };

  const onIntentDone = (id: number, accepted: boolean): void => {
    if (pending?.id !== id) return;
    pending.cancelTimer();
    pending.accepted = accepted;
    if (!accepted || revision > pending.revisionAtSending) release();
    else pending.cancelTimer = clock.after(settleWithinMilliseconds, release);
  };

  const onMessage = (event: MessageEvent<unknown>): void => {
    const parsed = toRendererSchema.safeParse(event.data);
    if (!parsed.success) {
      // What was drawn before may be out of date, and somebody's: take it off the screen.
      if (claimsToBeSnapshot(event.data)) publish({ view: { kind: 'unreadable' } });
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'snapshot':
        onSnapshot(message.snapshot);
        return;
      case 'intentDone':
        onIntentDone(message.id, message.outcome.accepted);
        return;
      case 'previewDocumentDone':
        previews.get(message.id)?.(
          message.pdf ? { ok: true, pdf: message.pdf } : { ok: false, reason: 'over' },
        );
        return;
      case 'facePhotoDone':
        photos.get(message.id)?.(message.photo);
        return;
      case 'capturedPageDone':
        pages.get(message.id)?.(message.jpeg);
    }
  };

  const detach = (): void => {
    port?.removeEventListener('message', onMessage as EventListener);
    port?.removeEventListener('close', onClose);
    port?.close();
    port = null;
    for (const settle of [...previews.values()]) settle({ ok: false, reason: 'disconnected' });
    for (const settle of [...photos.values()]) settle(null);
    for (const settle of [...pages.values()]) settle(null);
    release();
  };

  const onClose = (): void => {
    detach();
    if (state.view.kind === 'lost') return;
    cancelLoss();
    cancelLoss = clock.after(lostAfterMilliseconds, lose);
  };

  const attach = (next: PortLike): void => {
    detach();
    cancelLoss();
    // A core that never says anything is as good as none.
    if (state.view.kind !== 'lost') cancelLoss = clock.after(answerWithinMilliseconds, lose);
    revision = Number.NEGATIVE_INFINITY;
    port = next;
    next.addEventListener('message', onMessage as EventListener);
    next.addEventListener('close', onClose);
    next.start();
  };

  const onHostMessage = (event: MessageEvent<unknown>): void => {
    const [handedOver] = event.ports;
    if (event.source !== host || event.data !== portMessageName || !handedOver) return;
    attach(handedOver);
  };
  host.addEventListener('message', onHostMessage);

  return {
    state: () => state,
    coresHeard: () => coresHeard,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (intent) => {
      if (!port || pending) return;
      const id = nextId++;
      pending = {
        id,
        revisionAtSending: revision,
        accepted: false,
        cancelTimer: clock.after(answerWithinMilliseconds, lose),
      };
      publish({ busy: true });
      post({ type: 'intent', id, intent });
    },
    touched: () => {
      if (state.view.kind !== 'snapshot' || state.view.snapshot.timeLeft === null) return;
      if (clock.monotonic() - lastSign < stillHereEveryMilliseconds) return;
      lastSign = clock.monotonic();
      post({ type: 'intent', id: nextId++, intent: { name: 'stillHere' } });
    },
    previewDocument: (certificateNumber) => {
      if (!port) return Promise.resolve({ ok: false, reason: 'disconnected' });
      const id = nextId++;
      return new Promise((resolve) => {
        const settle = (result: PreviewDocument): void => {
          cancelTimer();
          previews.delete(id);
          resolve(result);
        };
        const cancelTimer = clock.after(previewWithinMilliseconds, () =>
          settle({ ok: false, reason: 'timed-out' }),
        );
        previews.set(id, settle);
        post({ type: 'previewDocument', id, certificateNumber });
      });
    },
    reportCamera: post,
    facePhoto: (look) => {
      if (!port) return Promise.resolve(null);
      const id = nextId++;
      return new Promise((resolve) => {
        const settle = (photo: FacePhoto | null): void => {
          cancelTimer();
          photos.delete(id);
          resolve(photo);
        };
        const cancelTimer = clock.after(answerWithinMilliseconds, () => settle(null));
        photos.set(id, settle);
        post({ type: 'facePhoto', id, look });
      });
    },
    reportFace: post,
    reportCapture: post,
    capturedPage: (look) => {
      if (!port) return Promise.resolve(null);
      const id = nextId++;
      return new Promise((resolve) => {
        const settle = (jpeg: Uint8Array | null): void => {
          cancelTimer();
          pages.delete(id);
          resolve(jpeg);
        };
        const cancelTimer = clock.after(answerWithinMilliseconds, () => settle(null));
        pages.set(id, settle);
        post({ type: 'capturedPage', id, look });
      });
    },
    close: () => {
      host.removeEventListener('message', onHostMessage);
      cancelLoss();
      detach();
      listeners.clear();
    },
  };
};
