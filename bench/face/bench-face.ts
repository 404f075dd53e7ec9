/**
 * Measures the face engine beside a peer, in one run: `npm run bench:face -- [--json FILE] [--pack NAME] [--only
 * PART]… [--quick]`. Nothing is asserted: the figures are for people, who see the ratios and how busy the machine was.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadEngine } from '../../renderer/face/pack/load-engine.ts';
import { atLeast, type Goal } from '../support/measurement.ts';
import { reportLines } from '../support/report-lines.ts';
import { type BenchPart, runParts } from '../support/run-parts.ts';
import { accuracyLines, accuracyOfEngine, accuracyOfFaceApi } from './accuracy.ts';
import type { Accuracy } from './all-pairs.ts';
import { type FaceApiPeer, startFaceApi } from './face-api-peer.ts';
import { facesMissing, readFaces } from './faces.ts';
import { packMissing, readInstalled, readRuntime } from './node-engine.ts';
import { measureDecisions, measureFrames, measureLoading } from './timing.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    pack: { type: 'string', default: 'faceplugin' },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
  },
});
const { pack, quick } = values;

const missing = facesMissing() ?? packMissing(pack);
if (missing !== null) {
  process.stderr.write(`nothing measured: ${missing}\n`);
  process.exit(1);
}
const loading = await loadEngine({ pack, read: readInstalled(pack), wasm: readRuntime });
if (loading.outcome !== 'loaded') throw new Error(`${loading.fault}: ${loading.detail}`);
const { engine } = loading;
const all = readFaces();
const subjects = [...new Set(all.map(({ subject }) => subject))].slice(0, quick ? 5 : undefined);
const faces = all.filter(({ subject }) => subjects.includes(subject));

let peer: FaceApiPeer | null = null;
const accuracies: Accuracy[] = [];
const goalTrueAccept = 0.99;

const parts: readonly BenchPart[] = [
  [
    'accuracy',
    async () => {
      accuracies.push(await accuracyOfEngine(engine, faces));
      return [];
    },
  ],
  [
    'face-api',
    async () => {
      peer = await startFaceApi();
      accuracies.push(await accuracyOfFaceApi(peer, faces));
      return [];
    },
  ],
  ['pictures', async () => [await measureFrames(engine, peer, faces.slice(0, 60))]],
  ['decisions', async () => [await measureDecisions(engine, faces)]],
  ['loading', async () => measureLoading(pack, quick ? 3 : 7)],
];

const names = parts.map(([name]) => name);
const unknown = values.only?.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${names.join(', ')}`);

const bench = await runParts(
  quick ? 'Faces (quick)' : 'Faces',
  parts.filter(([name]) => values.only?.includes(name) ?? true),
);
(peer as FaceApiPeer | null)?.stop();

const goals: readonly Goal[] = accuracies
  .filter(({ kind }) => kind === 'ours')
  .map(({ trueAcceptAtOnePerMille }) =>
    atLeast(goalTrueAccept * 100, 'TAR at FAR 0.1 %', trueAcceptAtOnePerMille * 100, '%'),
  );
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ ...bench, accuracies, goals }, null, 2)}\n`);
}
const [head = '', ...rest] = reportLines(bench);
const lines = [
  head,
  ...accuracyLines(accuracies),
  ...goals.map(
    (goal) => `  goal: ${goal.text}: ${goal.value.toFixed(2)} ${goal.unit}: ${goal.met ? 'met' : 'NOT MET'}`,
  ),
  '',
  ...rest,
];
for (const line of lines) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
