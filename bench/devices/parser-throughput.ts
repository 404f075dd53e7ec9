import { Transform } from 'node:stream';
import { ByteLengthParser, DelimiterParser, PacketLengthParser } from 'serialport';
import { encodeCardData, encodeReply, statusCodes } from '../../drivers/id-card-reader/commands.ts';
import { encodeFrame, headerLength, preamble } from '../../drivers/id-card-reader/frame.ts';
import { FrameParser } from '../../drivers/id-card-reader/frame-parser.ts';
import { encodePhotoBlock, encodeTextBlock } from '../../drivers/simulator/residents/encode-card.ts';
import { linXiaolan } from '../../drivers/simulator/residents/residents.ts';
import { type Measurement, withRatios } from '../support/measurement.ts';
import { summariseSpeeds } from '../support/statistics.ts';

/** What comes over the line, and in what pieces. */
interface Workload {
  readonly name: string;
  readonly frame: Uint8Array;
  /** Bytes in each piece that the port hands over. */
  readonly chunkLength: number;
}

/** Parses all chunks and resolves with the number of frames that came out. */
type Parse = (chunks: readonly Buffer[]) => Promise<number>;

interface Contender {
  readonly name: string;
  readonly kind: 'ours' | 'peer';
  readonly remark: string;
  readonly parse: Parse;
}

const rounds = 15;
const streamLength = 1_000_000;

const workloads: readonly Workload[] = [
  {
    name: 'replies to a read',
    frame: encodeFrame(
      encodeReply(
        statusCodes.done,
        encodeCardData(
          {
            text: encodeTextBlock(linXiaolan.card),
            photo: encodePhotoBlock(linXiaolan.card),
            fingerprints: new Uint8Array(0),
          },
          false,
        ),
      ),
    ),
    chunkLength: 256,
  },
  { name: 'replies to a find', frame: encodeFrame(encodeReply(statusCodes['no-card'])), chunkLength: 64 },
];

const chunksOf = ({ frame, chunkLength }: Workload): { chunks: Buffer[]; frames: number } => {
  const frames = Math.ceil(streamLength / frame.length);
  const stream = Buffer.concat(Array.from({ length: frames }, () => frame));
  const chunks: Buffer[] = [];
  for (let start = 0; start < stream.length; start += chunkLength) {
    chunks.push(stream.subarray(start, start + chunkLength));
  }
  return { chunks, frames };
};

const parseDirectly: Parse = async (chunks) => {
  const parser = new FrameParser();
  let frames = 0;
  for (const chunk of chunks) {
    for (const output of parser.push(chunk)) if (output.type === 'frame') frames += 1;
  }
  return frames;
};

/** Our parser as serialport's are: a stream. */
const createStream = (): Transform => {
  const parser = new FrameParser();
  return new Transform({
    readableObjectMode: true,
    transform(chunk: Buffer, _encoding, done) {
      for (const output of parser.push(chunk)) if (output.type === 'frame') this.push(output.body);
      done();
    },
  });
};

/** Pipes the chunks through a stream as a port would: each as soon as the one before was taken. */
const parseThrough =
  (create: () => Transform): Parse =>
  (chunks) =>
    new Promise((resolve, reject) => {
      const stream = create();
      let frames = 0;
      stream.on('data', () => {
        frames += 1;
      });
      stream.once('error', reject);
      stream.once('end', () => resolve(frames));
      let next = 0;
      const write = (): void => {
        for (let chunk = chunks[next]; chunk; chunk = chunks[next]) {
          next += 1;
          if (!stream.write(chunk)) {
            stream.once('drain', write);
            return;
          }
        }
        stream.end();
      };
      write();
    });

const lengthHigh = preamble.length;
const lengthLow = preamble.length + 1;

const contendersFor = ({ frame }: Workload): Contender[] => [
  {
    name: 'FrameParser',
    kind: 'ours',
    remark: 'length, check sum, resynchronises one byte on, wipes what it gave out; called directly',
    parse: parseDirectly,
  },
  {
    name: 'FrameParser in a stream',
    kind: 'ours',
    remark: 'the same as a Transform, like the peers',
    parse: parseThrough(createStream),
  },
  {
    name: '@serialport/parser-delimiter',
    kind: 'peer',
    remark:
      'cuts before each preamble: no length, no check sum, gives a frame only when the next begins, cuts data that holds a preamble',
    parse: parseThrough(() => new DelimiterParser({ delimiter: Buffer.from(preamble) })),
  },
  {
    name: '@serialport/parser-byte-length',
    kind: 'peer',
    remark: 'cuts every so many bytes: must know the length beforehand, never finds back after noise',
    parse: parseThrough(() => new ByteLengthParser({ length: frame.length })),
  },
  // Reads its length field low byte first, so it can take SDT frames only by their low byte.
  ...(frame[lengthHigh] === 0
    ? [
        {
          name: '@serialport/parser-packet-length',
          kind: 'peer' as const,
          remark: 'preamble and length, but only of frames below 256 bytes (low byte first); no check sum',
          parse: parseThrough(
            () =>
              new PacketLengthParser({
                delimiter: Buffer.from(preamble).readUIntBE(0, preamble.length),
                delimiterBytes: preamble.length,
                packetOverhead: headerLength,
                lengthBytes: 1,
                lengthOffset: lengthLow,
                maxLen: 0xff,
              }),
          ),
        },
      ]
    : []),
];

const measure = async (workload: Workload): Promise<Measurement> => {
  const { chunks, frames } = chunksOf(workload);
  const octets = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const contenders = contendersFor(workload).map((contender) => ({ ...contender, speeds: [] as number[] }));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, kind, parse, speeds } of contenders) {
      const start = performance.now();
      const found = await parse(chunks);
      const seconds = (performance.now() - start) / 1000;
      // A stream parser may give an empty head or tail besides; ours may not.
      if (kind === 'ours' ? found !== frames : Math.abs(found - frames) > 1) {
        throw new Error(`${name} gave ${found} frames instead of ${frames}`);
      }
      if (round > 0) speeds.push(octets / 1_000_000 / seconds);
    }
  }
  return {
    name: `SDT frames: ${workload.name}, ${workload.frame.length} bytes each`,
    unit: 'MB/s',
    method: `${(octets / 1_000_000).toFixed(1)} MB in pieces of ${workload.chunkLength} bytes, from memory, candidates in turn. A reader at 115200 baud sends 0.0115 MB/s. @serialport/parser-inter-byte-timeout frames by silence and has no speed to compare.`,
    candidates: withRatios(
      contenders.map(({ name, kind, remark, speeds }) => ({
        name,
        kind,
        remark,
        ...summariseSpeeds(speeds),
      })),
    ),
    goals: [],
  };
};

/** Our frame parser beside those of serialport. */
export const measureParsers = async (): Promise<Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const workload of workloads) measurements.push(await measure(workload));
  return measurements;
};
