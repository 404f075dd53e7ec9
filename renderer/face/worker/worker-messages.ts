import type { FaceEngineFault, FaceFrame, FacePhoto } from '../../../electron/contract/face/face-messages.ts';
import type { FaceReference } from '../engine/face-engine.ts';

/** What the page asks of the engine's thread. Each is answered, in turn. */
export type FaceRequest<Frame> =
  | { readonly type: 'load'; readonly pack: string; readonly modelsUrl: string }
  | { readonly type: 'reference'; readonly id: number; readonly photo: FacePhoto }
  | { readonly type: 'measure'; readonly id: number; readonly frame: Frame; readonly takenAt: number }
  | { readonly type: 'forget'; readonly id: number };

export type FaceAnswer =
  | { readonly type: 'loaded'; readonly pack: string; readonly version: string }
  /** It cannot be used, from now on. */
  | { readonly type: 'failed'; readonly fault: FaceEngineFault; readonly detail: string }
  | { readonly type: 'referenced'; readonly id: number; readonly reference: FaceReference }
  | { readonly type: 'measured'; readonly id: number; readonly frame: FaceFrame }
  | { readonly type: 'forgotten'; readonly id: number };

/** One end of the line between page and thread; both are of one build, so what comes is what was sent. */
export interface Line<Sent, Received> {
  /** @param moved objects that go over to the other side and are unusable here afterwards */
  send(message: Sent, moved?: readonly object[]): void;
  receive(listener: (message: Received) => void): void;
}
