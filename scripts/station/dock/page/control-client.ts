import { type StationAction, type StationState, stationStateSchema } from '../../station-contract.ts';

/** The page's end of the control API. The dock's main process puts the token on each request. */
export interface ControlClient {
  /** Calls `onState` with each state and with null whenever the station cannot be reached; returns the way to stop. */
  follow(onState: (state: StationState | null) => void): () => void;
  perform(action: StationAction): void;
  /** Address of the picture of page `number` (from 1) of a document. */
  pageImage(hash: string, number: number): string;
  /** How many pages a document has, once it has been drawn; null when it cannot be. */
  countPages(hash: string): Promise<number | null>;
}

/** Opens nothing yet; `follow` does. */
export const createControlClient = (controlUrl: string): ControlClient => {
  const pageImage = (hash: string, number: number): string => `${controlUrl}/documents/${hash}/${number}.png`;
  return {
    follow(onState) {
      const source = new EventSource(`${controlUrl}/events`);
      source.addEventListener('state', (event: MessageEvent<string>) =>
        onState(stationStateSchema.parse(JSON.parse(event.data))),
      );
      source.onerror = () => onState(null);
      return () => source.close();
    },
    perform(action) {
      fetch(`${controlUrl}/actions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
        // A station that is gone is shown by `follow`.
      }).catch(() => undefined);
    },
    pageImage,
    async countPages(hash) {
      const reply = await fetch(pageImage(hash, 1));
      return reply.ok ? Number(reply.headers.get('x-pages')) : null;
    },
  };
};
