import type { FrameTraceEntry } from '../../../drivers/device/frame-trace.ts';
import { decodeReply, decodeRequest } from '../../../drivers/id-card-reader/commands.ts';
import { headerLength } from '../../../drivers/id-card-reader/frame.ts';

/** What a frame of a card reader says, e.g. `findCard` or `no-card`; what the trace notes, for all else. */
export const meaningOfFrame = ({ direction, hex, hiddenBytes, note }: FrameTraceEntry): string => {
  // The check sum ends a frame of which nothing is hidden.
  const end = hiddenBytes === 0 ? -1 : undefined;
  const body = Buffer.from(hex, 'hex').subarray(headerLength, end);
  switch (direction) {
    case 'sent':
      return decodeRequest(body)?.name ?? note;
    case 'received':
      return decodeReply(body)?.status ?? note;
    case 'junk':
      return note;
  }
};
