import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawSoak } from '../test/soak/soak-picture.ts';
import { judgeSoak, tableOf, titleOf } from '../test/soak/soak-report.ts';
import { runSoak } from '../test/soak/soak-run.ts';

/**
 * `npm run soak -- --sessions N [--seed S] [--picture FILE]`: whole sessions with faults at random at a real core; says what
 * has grown and draws it. Ctrl-C ends the run early, and it is judged by what there is. Exit code 1 when something grew or
 * a session got stuck.
 */
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '500' },
    seed: { type: 'string' },
    picture: { type: 'string', default: join(import.meta.dirname, '../docs/soak.svg') },
  },
});
const sessions = Number(values.sessions);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const fewestSessions = 20;
if (!(Number.isInteger(sessions) && sessions >= fewestSessions) || !Number.isInteger(seed)) {
  console.error('usage: npm run soak -- [--sessions N] [--seed S] [--picture FILE], at least 20 sessions');
  process.exit(2);
}
const interrupted = new AbortController();
// More than once it may come: from the terminal and from whoever started this.
process.on('SIGINT', () => interrupted.abort());
console.log(`${sessions} sessions, seed ${seed}`);
const result = await runSoak({
  sessions,
  seed,
  signal: interrupted.signal,
  progress: (done) => {
    if (done % 100 === 0) console.log(`${done} sessions`);
  },
});
console.log(tableOf(result));
writeFileSync(
  values.picture,
  drawSoak(result.samples, { title: titleOf(result), sessions: result.sessions }),
);
console.log(`drawn to ${values.picture}`);
process.exit(judgeSoak(result).passed ? 0 : 1);
