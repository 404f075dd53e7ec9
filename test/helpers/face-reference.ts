import { chipPhoto } from '../../bench/face/pictures.ts';
import { readFace } from '../../bench/face/faces.ts';
import { loadNodeEngine } from '../../bench/face/node-engine.ts';
import { embeddingText } from '../../platform/contract/face-comparison.ts';

/**
 * `node test/helpers/face-reference.ts PACK SUBJECT`: what an ID photo of a subject of the test faces looks like to a pack, as
 * the platform's register takes it, in JSON. A program of its own: the models want WebAssembly compiled, which takes a while.
 */
const [pack = '', subject = ''] = process.argv.slice(2);
const loading = await loadNodeEngine(pack);
if (loading.outcome !== 'loaded') throw new Error(`${loading.fault}: ${loading.detail}`);
const reference = await loading.engine.embedReference(chipPhoto(readFace(Number(subject), 2)));
if (reference.outcome !== 'embedded') throw new Error(reference.outcome);
const { name, version } = loading.engine.manifest;
process.stdout.write(
  JSON.stringify({ model: { name, version }, embedding: embeddingText(reference.embedding) }),
);
