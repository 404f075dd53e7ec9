import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { RendererClock } from './clock.ts';
import type { CorePort, CoreState } from './core-port.ts';
import type { Speaker } from '../voice/speaker.ts';
import type { DocumentOpener } from './documents.ts';

/** Gives each picture to `listener`, which closes it; returns the way to end it. */
export interface FacePictures {
  onPicture(listener: (frame: VideoFrame) => void): () => void;
}

/** Pictures of a page that is held to the camera. */
export interface PagePictures extends FacePictures {
  /** Takes the next one. */
  take(): void;
}

/** All that the screens have from outside. */
export interface Bridge {
  readonly core: CorePort;
  readonly clock: RendererClock;
  readonly documents: DocumentOpener;
  /** Pictures of the camera while a face is looked at. */
  readonly faces: FacePictures;
  /** Pictures of the camera while a page is looked at. */
  readonly pages: PagePictures;
  readonly speaker: Speaker;
}

const BridgeContext = createContext<Bridge | null>(null);

/** Gives the screens beneath it the port to the core, a clock and what opens documents. */
export const BridgeProvider = ({
  bridge,
  children,
}: {
  readonly bridge: Bridge;
  readonly children: ReactNode;
}) => <BridgeContext value={bridge}>{children}</BridgeContext>;

/** What `BridgeProvider` gives. Throws outside a `BridgeProvider`, which is a programming error. */
export const useBridge = (): Bridge => {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new Error('no BridgeProvider above this component');
  return bridge;
};

/** What the core last said; draws again on each change. */
export const useCoreState = (): CoreState => {
  const { core } = useBridge();
  return useSyncExternalStore(core.subscribe, core.state);
};
