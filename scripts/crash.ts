import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCrashes, tableOf } from '../test/crash/core/crash-run.ts';

/** `npm run test:crash -- --kills N [--seed S]`: kills loaded cores and compares kiosk and platform row by row. */

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '500' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
if (!(Number.isInteger(kills) && kills > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run test:crash -- [--kills N] [--seed S]');
  process.exit(2);
}
console.log(`${kills} kills, seed ${seed}`);
const result = await runCrashes({
  kills,
  seed,
  progress: (done) => {
    if (done % 100 === 0) console.log(`${done} kills`);
  },
});
console.log(tableOf(result));
process.exit(result.findings.length === 0 ? 0 : 1);
