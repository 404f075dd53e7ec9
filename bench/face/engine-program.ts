/**
 * Loads the engine with a pack in a fresh process, looks at one person, and says in one line of JSON how long it took and
 * how much memory the process has: `node engine-program.ts PACK`.
 */
import { readFaces } from './faces.ts';
import { loadNodeEngine } from './node-engine.ts';
import { cameraPicture } from './pictures.ts';

const [pack = ''] = process.argv.slice(2);
const [face] = readFaces();
if (!face) throw new Error('no faces');
const picture = cameraPicture(face.picture);
const residentMegabytes = (): number => process.memoryUsage.rss() / 1_000_000;

const before = residentMegabytes();
const started = performance.now();
const loading = await loadNodeEngine(pack);
const loadMilliseconds = performance.now() - started;
if (loading.outcome !== 'loaded') throw new Error(`${loading.fault}: ${loading.detail}`);
for (let count = 0; count < 20; count += 1) await loading.engine.measure(picture, performance.now());
console.log(JSON.stringify({ loadMilliseconds, addedMegabytes: residentMegabytes() - before }));
