import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { LoadedEngine } from '../../renderer/face/pack/load-engine.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { cosine } from './all-pairs.ts';
import type { FaceApiPeer } from './face-api-peer.ts';
import type { Face } from './faces.ts';
import { cameraPicture, chipPhoto } from './pictures.ts';

const frameGoal = 100;
const decisionGoal = 400;
const goodFrames = 3;
const challengeFrames = 2;

/** Runs `act` and gives the time on the wall and of the processor, milliseconds. */
const timed = async (
  act: () => Promise<unknown>,
): Promise<{ readonly wall: number; readonly processor: number }> => {
  const before = process.cpuUsage();
  const started = performance.now();
  await act();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1_000 };
};

/** What one picture costs, ours beside face-api, in turn. */
export const measureFrames = async (
  engine: LoadedEngine,
  peer: FaceApiPeer | null,
  faces: readonly Face[],
): Promise<Measurement> => {
  const ours: number[] = [];
  const processor: number[] = [];
  const theirs: number[] = [];
  for (const { picture } of faces) {
    const frame = cameraPicture(picture);
    const time = await timed(() => engine.measure(frame, performance.now()));
    ours.push(time.wall);
    processor.push(time.processor);
    if (peer) theirs.push((await peer.describe(frame)).milliseconds);
  }
  const wall = summariseTimes(ours);
  return {
    name: 'one picture of the camera, on one thread',
    unit: 'ms',
    method:
      '640 × 480; WebAssembly in Node, the same code and the same file as in the page’s worker; candidates in turn, warmed up.',
    candidates: withRatios([
      {
        name: 'engine',
        kind: 'ours',
        remark:
          'faces, points, pose, eyes, sharpness, light, cover, embedding; twice a second the hint of liveness',
        ...wall,
      },
      {
        name: 'engine, time of the processor',
        kind: 'ours',
        remark: 'the same, without waiting for others on a busy machine',
        ...summariseTimes(processor),
      },
      ...(peer
        ? [
            {
              name: '@vladmandic/face-api',
              kind: 'peer' as const,
              remark: 'face, points, descriptor; TensorFlow.js in WebAssembly, one thread',
              ...summariseTimes(theirs),
            },
          ]
        : []),
    ]),
    goals: [atMost(frameGoal, 'p50 of a picture', wall.p50, 'ms')],
  };
};

/** From the first picture to the decision: good ones, those of the challenges, the comparison. */
export const measureDecisions = async (
  engine: LoadedEngine,
  faces: readonly Face[],
): Promise<Measurement> => {
  const subjects = [...new Set(faces.map(({ subject }) => subject))];
  const times: number[] = [];
  const processorTimes: number[] = [];
  for (const subject of subjects) {
    const own = faces.filter((face) => face.subject === subject);
    const [photo, ...others] = own;
    if (!photo) continue;
    const reference = await engine.embedReference(chipPhoto(photo.picture));
    const frames = others.slice(0, goodFrames + challengeFrames).map(({ picture }) => cameraPicture(picture));
    const { wall, processor } = await timed(async () => {
      const scores: number[] = [];
      for (const frame of frames) {
        const { face } = await engine.measure(frame, performance.now());
        if (reference.outcome === 'embedded' && face?.embedding) {
          scores.push(cosine(reference.embedding, face.embedding));
        }
      }
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    });
    times.push(wall);
    processorTimes.push(processor);
  }
  const summary = summariseTimes(times);
  return {
    name: 'capture to decision',
    unit: 'ms',
    method: `${goodFrames} pictures that are compared and ${challengeFrames} for the challenges, one after the other as soon as the one before is measured; without the person's own time.`,
    candidates: withRatios([
      { name: 'engine', kind: 'ours', remark: 'on one thread', ...summary },
      {
        name: 'engine, time of the processor',
        kind: 'ours',
        remark: 'the same, without waiting for others on a busy machine',
        ...summariseTimes(processorTimes),
      },
    ]),
    goals: [atMost(decisionGoal, 'p50 to the decision', summary.p50, 'ms')],
  };
};

const figures = z.object({ loadMilliseconds: z.number(), addedMegabytes: z.number() });

/** Loading and memory, each time in a fresh process. */
export const measureLoading = (pack: string, runs: number): readonly Measurement[] => {
  const results = Array.from({ length: runs }, () => {
    const run = spawnSync(process.execPath, [join(import.meta.dirname, 'engine-program.ts'), pack], {
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr.slice(-2_000));
    return figures.parse(JSON.parse(run.stdout));
  });
  const remark = 'files read and their digests checked, runtime started, models loaded, each run once';
  return [
    {
      name: 'loading a pack',
      unit: 'ms',
      method: 'In a fresh process of Node.',
      candidates: withRatios([
        {
          name: 'engine',
          kind: 'ours',
          remark,
          ...summariseTimes(results.map(({ loadMilliseconds }) => loadMilliseconds)),
        },
      ]),
      goals: [],
    },
    {
      name: 'memory',
      unit: 'MB',
      method: 'Resident memory that loading and twenty pictures added to the process.',
      candidates: withRatios([
        {
          name: 'engine',
          kind: 'ours',
          remark: 'runtime, models, pictures on their way',
          ...summariseTimes(results.map(({ addedMegabytes }) => addedMegabytes)),
        },
      ]),
      goals: [],
    },
  ];
};
