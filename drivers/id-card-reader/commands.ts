/**
 * What the bodies of SAM/SDT frames mean. A request is `command, parameter, data…`, a reply `SW1 SW2 SW3 data…` with
 * SW1 = SW2 = 0. Replies neither repeat the command nor carry a number: see `answers`.
 */

const requestCodes = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  samId: [0x12, 0xff],
  findCard: [0x20, 0x01],
  selectCard: [0x20, 0x02],
  readCard: [0x30, 0x01],
  readAppendedAddress: [0x30, 0x03],
  readCardWithFingerprint: [0x30, 0x10],
  setBaudRate115200: [0x60, 0x00],
  setBaudRate57600: [0x60, 0x01],
  setBaudRate38400: [0x60, 0x02],
  setBaudRate19200: [0x60, 0x03],
  setBaudRate9600: [0x60, 0x04],
  /** One byte of data: the size. */
  setRadioFrameSize: [0x61, 0xff],
} as const;

export type CommandName = keyof typeof requestCodes;

export interface Request {
  readonly name: CommandName;
  readonly data: Uint8Array;
}

const commandNames = Object.keys(requestCodes) as CommandName[];
const noData = new Uint8Array(0);

/** Body of a request. */
export const encodeRequest = (name: CommandName, data: Uint8Array = noData): Uint8Array =>
  Uint8Array.of(...requestCodes[name], ...data);

/** Meaning of a request's body, or null for a command that is not known. */
export const decodeRequest = (body: Uint8Array): Request | null => {
  const name = commandNames.find(
    (candidate) => requestCodes[candidate][0] === body[0] && requestCodes[candidate][1] === body[1],
  );
  return name ? { name, data: body.slice(2) } : null;
};

const statusNames = {
  144: 'done',
  159: 'card-found',
  16: 'bad-check-sum',
  17: 'bad-length',
  33: 'bad-command',
  36: 'unknown-error',
  49: 'card-refused-reader',
  50: 'reader-refused-card',
  51: 'verification-failed',
  64: 'wrong-card',
  65: 'read-failed',
  71: 'random-number-failed',
  96: 'self-test-failed',
  102: 'reader-not-authorised',
  128: 'no-card',
  129: 'select-failed',
  145: 'no-such-item',
} as const satisfies Record<number, string>;

export type KnownReaderStatus = (typeof statusNames)[keyof typeof statusNames];
/** Meaning of SW3; `unknown` for a value that no list has. */
export type ReaderStatus = KnownReaderStatus | 'unknown';

/** SW3 of each known status. */
export const statusCodes = Object.fromEntries(
  Object.entries(statusNames).map(([code, name]) => [name, Number(code)]),
) as Record<KnownReaderStatus, number>;

export interface Reply {
  readonly status: ReaderStatus;
  /** SW3 as it came, for the technician. */
  readonly code: number;
  readonly data: Uint8Array;
}

/** Body of a reply. */
export const encodeReply = (code: number, data: Uint8Array = noData): Uint8Array => {
  const body = new Uint8Array(3 + data.length);
  body[2] = code;
  body.set(data, 3);
  return body;
};

/** Meaning of a reply's body, or null where it is none: shorter than three bytes, or SW1 or SW2 not zero. */
export const decodeReply = (body: Uint8Array): Reply | null => {
  const [sw1, sw2, code] = body;
  if (sw1 !== 0 || sw2 !== 0 || code === undefined) return null;
  const names: Partial<Record<number, KnownReaderStatus>> = statusNames;
  return { status: names[code] ?? 'unknown', code, data: body.slice(3) };
};

/** No reply but that to a read has as much data as this. */
const shortestCardData = 256;

/**
 * Whether a reply can be meant for a command. A reply that comes after its time-out would else be taken for the answer to
 * the next command, and every later one would be off by one.
 */
export const answers = (command: CommandName, { status, data }: Reply): boolean => {
  switch (status) {
    case 'card-found':
    case 'no-card':
      return command === 'findCard';
    // Readers differ in which of the two they give when the card goes.
    case 'select-failed':
    case 'read-failed':
      return command === 'selectCard' || command.startsWith('read');
    case 'no-such-item':
      return command.startsWith('read');
    case 'done':
      switch (command) {
        case 'findCard':
          return false;
        case 'readCard':
        case 'readCardWithFingerprint':
          return data.length >= shortestCardData;
        case 'samId':
        case 'readAppendedAddress':
        case 'selectCard':
          return data.length > 0 && data.length < shortestCardData;
        default:
          return data.length === 0;
      }
    default:
      return true;
  }
};

/** What a read yields: text block, photo, and fingerprints where they were asked for and the card has them. */
export interface CardData {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  readonly fingerprints: Uint8Array;
}

/**
 * Takes the data of a `done` reply to a read apart: two lengths (with fingerprints three) of two bytes, high byte
 * first, then the blocks. Null where the lengths do not add up to what came.
 */
export const decodeCardData = (data: Uint8Array, withFingerprints: boolean): CardData | null => {
  const lengthAt = (offset: number) => ((data[offset] ?? 0) << 8) | (data[offset + 1] ?? 0);
  const header = withFingerprints ? 6 : 4;
  const textEnd = header + lengthAt(0);
  const photoEnd = textEnd + lengthAt(2);
  const end = photoEnd + (withFingerprints ? lengthAt(4) : 0);
  if (data.length !== end || data.length < header) return null;
  return {
    text: data.slice(header, textEnd),
    photo: data.slice(textEnd, photoEnd),
    fingerprints: data.slice(photoEnd, end),
  };
};

/** The opposite of `decodeCardData`. */
export const encodeCardData = (
  { text, photo, fingerprints }: CardData,
  withFingerprints: boolean,
): Uint8Array => {
  const blocks = withFingerprints ? [text, photo, fingerprints] : [text, photo];
  const lengths = blocks.flatMap((block) => [block.length >> 8, block.length & 0xff]);
  return Uint8Array.from([...lengths, ...blocks.flatMap((block) => [...block])]);
};
