import type { Duplex } from 'node:stream';
import type { Clock } from '../../device/clock.ts';
import {
  type CommandName,
  decodeRequest,
  encodeCardData,
  encodeReply,
  type Request,
  statusCodes,
} from '../../id-card-reader/commands.ts';
import { encodeFrame } from '../../id-card-reader/frame.ts';
import { FrameParser } from '../../id-card-reader/frame-parser.ts';
import { encodePhotoBlock, encodeTextBlock } from '../residents/encode-card.ts';
import type { SyntheticResident } from '../residents/synthetic-resident.ts';
import { type FaultSwitch, spoil } from './reader-faults.ts';

/** How long the reader works on a command, milliseconds. */
export interface ReaderTimings {
  readonly find: number;
  readonly select: number;
  readonly read: number;
  /** Anything else. */
  readonly other: number;
}

/** As seen in the field: find and select up to 100, read 600 to 1200. */
export const fieldTimings: ReaderTimings = { find: 60, select: 60, read: 900, other: 20 };

export interface SimulatedIdCardReaderOptions {
  /** The device's end of the line. */
  readonly stream: Duplex;
  readonly clock: Clock;
  readonly timings?: ReaderTimings;
}

/** A simulated SAM/SDT reader that answers bytes with bytes. */
export interface SimulatedIdCardReader {
  /** Lays a card on the reader; one that lies there is lifted first. */
  layCard(resident: SyntheticResident, extras?: CardExtras): void;
  liftCard(): void;
  /** Key of the resident whose card lies on the reader. */
  cardOnReader(): string | null;
  setFault(fault: FaultSwitch | null): void;
  /** Commands understood so far, newest last. */
  commandsSeen(): readonly CommandName[];
  /** Takes no more notice of the line. */
  close(): void;
}

/** Blocks that only some cards have. */
export interface CardExtras {
  /** Fingerprint block, 1024, 512 or (absent) 0 bytes. */
  readonly fingerprints?: Uint8Array;
  /** Appended address, 70 bytes UTF-16LE. */
  readonly appendedAddress?: Uint8Array;
  /** Text block to send instead of the resident's own, e.g. a damaged one. */
  readonly text?: Uint8Array;
  /** Status that refuses this card: select answers it. */
  readonly refusedWith?: number;
}

/**
 * A card on the reader. Once `selected` it answers no more finds, and once `read` it gives nothing, until it is lifted and laid
 * again.
 */
interface LyingCard {
  readonly resident: SyntheticResident;
  readonly extras: CardExtras;
  progress: 'laid' | 'found' | 'selected' | 'read';
}

/** SAM number that shows what it is: vendor 99.99, all else 9. */
const samId = new Uint8Array(16).fill(0x99);
const maximumCommandsSeen = 1000;
/** Pause between two pieces of a spoiled answer, milliseconds. */
const piecePause = 20;

/** See `SimulatedIdCardReader`. */
export const createSimulatedIdCardReader = ({
  stream,
  clock,
  timings = fieldTimings,
}: SimulatedIdCardReaderOptions): SimulatedIdCardReader => {
  const parser = new FrameParser();
  const seen: CommandName[] = [];
  const scheduled = new Set<() => void>();
  let card: LyingCard | null = null;
  let faultSwitch: FaultSwitch | null = null;

  const after = (milliseconds: number, callback: () => void): void => {
    const cancel = clock.after(milliseconds, () => {
      scheduled.delete(cancel);
      callback();
    });
    scheduled.add(cancel);
  };

  const sendPieces = (pieces: readonly Uint8Array[]): void => {
    const [first, ...others] = pieces;
    if (!first) return;
    stream.write(first);
    if (others.length > 0) after(piecePause, () => sendPieces(others));
  };

  const readCard = (lying: LyingCard, withFingerprints: boolean): Uint8Array => {
    lying.progress = 'read';
    const data = encodeCardData(
      {
        text: lying.extras.text ?? encodeTextBlock(lying.resident.card),
        photo: encodePhotoBlock(lying.resident.card),
        fingerprints: lying.extras.fingerprints ?? new Uint8Array(0),
      },
      withFingerprints,
    );
    return encodeReply(statusCodes.done, data);
  };

  /** Body of the answer to a command on the card that was there when the command came and is there still. */
  const answerTo = ({ name }: Request, lying: LyingCard | null): Uint8Array => {
    switch (name) {
      case 'samId':
        return encodeReply(statusCodes.done, samId);
      case 'findCard':
        if (lying?.progress !== 'laid' && lying?.progress !== 'found')
          return encodeReply(statusCodes['no-card']);
        lying.progress = 'found';
        return encodeReply(statusCodes['card-found'], new Uint8Array(4));
      case 'selectCard':
        if (lying?.progress !== 'found') return encodeReply(statusCodes['select-failed']);
        if (lying.extras.refusedWith !== undefined) return encodeReply(lying.extras.refusedWith);
        lying.progress = 'selected';
        return encodeReply(statusCodes.done, new Uint8Array(8));
      case 'readCard':
      case 'readCardWithFingerprint':
        if (lying?.progress !== 'selected') return encodeReply(statusCodes['read-failed']);
        return readCard(lying, name === 'readCardWithFingerprint');
      case 'readAppendedAddress':
        if (lying?.progress !== 'selected' && lying?.progress !== 'read') {
          return encodeReply(statusCodes['read-failed']);
        }
        return lying.extras.appendedAddress
          ? encodeReply(statusCodes.done, lying.extras.appendedAddress)
          : encodeReply(statusCodes['no-such-item']);
      default:
        return encodeReply(statusCodes.done);
    }
  };

  const durationOf = (name: CommandName): number => {
    switch (name) {
      case 'findCard':
        return timings.find;
      case 'selectCard':
        return timings.select;
      case 'readCard':
      case 'readCardWithFingerprint':
        return timings.read;
      default:
        return timings.other;
    }
  };

  const work = (request: Request): void => {
    seen.push(request.name);
    if (seen.length > maximumCommandsSeen) seen.shift();
    const lying = card;
    const spoils = !faultSwitch?.commands || faultSwitch.commands.includes(request.name);
    const fault = spoils ? (faultSwitch?.fault ?? null) : null;
    const lateness = fault?.kind === 'slow' ? fault.delay : 0;
    after(durationOf(request.name) + lateness, () => {
      const body =
        fault?.kind === 'wrong-status'
          ? encodeReply(fault.code)
          : answerTo(request, card === lying ? lying : null);
      sendPieces(spoil(encodeFrame(body), fault));
    });
  };

  const take = (bytes: Uint8Array): void => {
    for (const output of parser.push(bytes)) {
      if (output.type === 'junk') continue;
      const request = decodeRequest(output.body);
      if (request) work(request);
      else sendPieces([encodeFrame(encodeReply(statusCodes['bad-command']))]);
    }
  };
  stream.on('data', take);

  return {
    layCard(resident, extras = {}) {
      card = { resident, extras, progress: 'laid' };
    },
    liftCard() {
      card = null;
    },
    cardOnReader: () => card?.resident.key ?? null,
    setFault(fault) {
      faultSwitch = fault;
    },
    commandsSeen: () => [...seen],
    close() {
      stream.off('data', take);
      for (const cancel of scheduled) cancel();
      scheduled.clear();
    },
  };
};
