import type { Line } from './worker-messages.ts';

/** The line over a message port. What is moved is a frame, a picture or a buffer. */
export const lineOfPort = <Sent, Received>(port: MessagePort): Line<Sent, Received> => ({
  send: (message, moved = []) => port.postMessage(message, moved.filter(isTransferable)),
  receive: (listener) => {
    port.onmessage = ({ data }: MessageEvent<Received>) => listener(data);
  },
});

const isTransferable = (value: object): value is Transferable =>
  value instanceof ArrayBuffer || value instanceof ImageBitmap || value instanceof VideoFrame;
