import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atLeast, atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseTimes } from '../support/statistics.ts';
import type { CandidateName, RoundFigures } from './candidate-process.ts';
import { coreFlags } from '../../electron/main/core-host/core-flags.ts';

const program = fileURLToPath(new URL('./candidate-process.ts', import.meta.url));

const rounds = 60;
/** Ours is so much shorter that it takes some rounds more until it is compiled. */
const warmUp = 20;

const largestKilobytes = 100;

interface Candidate {
  readonly id: CandidateName;
  readonly name: string;
  readonly remark: string;
}

const contenders: readonly [Candidate, Candidate, Candidate, Candidate] = [
  {
    id: 'ours',
    name: 'certificate renderer, signed',
    remark:
      'PDF/A-2b, QR code, seal, watermark; the department’s signature made in the same process, verified and embedded (PAdES B-B)',
  },
  {
    id: 'typst',
    name: 'typst',
    remark: 'its npm compiler, PDF/A-2b, remembering the rounds before; no signature',
  },
  {
    id: 'pdfkit',
    name: 'pdfkit with font paths',
    remark:
      'PDF/A-2b, fonts by path for each document, texts by text(); line breaks, pages and QR code by our code; no signature',
  },
  {
    id: 'chromium',
    name: 'Chromium page.pdf()',
    remark: 'kept open, fonts installed; no PDF/A, no signature',
  },
];

interface Running extends Candidate {
  readonly process: ChildProcess;
  readonly times: number[];
  readonly sizes: number[];
}

/** What a process sends next; rejects when it ends instead. */
const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a candidate ended with ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message;
  } finally {
    heard.abort();
    await ended.catch(() => undefined);
  }
};

const start = async (candidate: Candidate): Promise<Running> => {
  const child = fork(program, [candidate.id], { execArgv: [...coreFlags] });
  await nextMessage(child);
  return { ...candidate, process: child, times: [], sizes: [] };
};

const measureRound = async ({ process: child, times, sizes }: Running, round: number): Promise<void> => {
  child.send(round);
  const { milliseconds, bytes } = (await nextMessage(child)) as RoundFigures;
  times.push(milliseconds);
  sizes.push(bytes / 1000);
};

/** The same certificate by everybody, in turn, each time with another person, number and symbol. */
export const measureWarmRender = async (): Promise<Measurement[]> => {
  const candidates: Running[] = [];
  try {
    for (const contender of contenders) candidates.push(await start(contender));
    for (let round = 0; round < warmUp + rounds; round++) {
      for (const candidate of candidates) await measureRound(candidate, round);
    }
  } finally {
    for (const { process: child } of candidates) {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    }
  }
  return describeRun(candidates);
};

const describeRun = (candidates: readonly Running[]): Measurement[] => {
  const [own, byTypst, byPdfkit, byChromium] = candidates;
  if (!own || !byTypst || !byPdfkit || !byChromium) throw new Error('a candidate is missing');
  const p50 = ({ times }: Running): number => quantile(times.slice(warmUp), 0.5);
  const summary = (values: (candidate: Running) => number[]) =>
    withRatios(
      candidates.map((each) => ({
        name: each.name,
        kind: each === own ? ('ours' as const) : ('peer' as const),
        remark: each.remark,
        ...summariseTimes(values(each).slice(warmUp)),
      })),
    );
  const faster = (goal: number, peer: Running) =>
    atLeast(goal, `p50 of ${peer.name} to ours`, p50(peer) / p50(own), '×');
  return [
    {
      name: 'warm render of a full certificate',
      unit: 'ms',
      method: `From verified claims to the PDF in memory: two pages with a table of 14 rows, watermark, seal and QR code. ${rounds} certificates each after ${warmUp} to warm up, every one of another person, in turn, each candidate in a process of its own.`,
      candidates: summary(({ times }) => times),
      goals: [faster(12, byChromium), faster(5, byPdfkit), faster(1, byTypst)],
    },
    {
      name: 'size of a full certificate',
      unit: 'kB',
      method: 'The documents of the same run.',
      candidates: summary(({ sizes }) => sizes),
      goals: [atMost(largestKilobytes, 'the largest of ours', Math.max(...own.sizes), 'kB')],
    },
  ];
};
