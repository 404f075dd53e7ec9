import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** `npm run test:fuzz -- --megabytes N [--seed S]`: the parsers' noise tests for longer, with a seed of their own. */

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '100' }, seed: { type: 'string' } },
});
const megabytes = Number(values.megabytes);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
if (!(megabytes > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run test:fuzz -- [--megabytes N] [--seed S]');
  process.exit(2);
}
console.log(`${megabytes} MB for each parser, seed ${seed}`);
const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'unit', 'test/property', '-t', 'random bytes|noise'],
  {
    stdio: 'inherit',
    env: { ...process.env, YIZHAN_FUZZ_BYTES: String(megabytes * 1_000_000), YIZHAN_FUZZ_SEED: String(seed) },
  },
);
process.exit(status ?? 1);
