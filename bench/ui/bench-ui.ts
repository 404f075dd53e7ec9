/**
 * Measures what residents wait for on the screen, beside peers: `npm run bench:ui [-- --json] [-- --only search] [-- --sessions N]`.
 * Nothing is asserted: the figures are for people.
 */
import { parseArgs } from 'node:util';
import { reportLines } from '../support/report-lines.ts';
import { runParts } from '../support/run-parts.ts';
import { measureBringingIn } from './bringing-in.ts';
import { measureSearch } from './search.ts';
import { measureSessionsMemory } from './sessions-memory.ts';
import { measureTouches } from './touches.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    sessions: { type: 'string', default: '1000' },
  },
});
const parts = [
  ['search', measureSearch],
  ['bringing-in', measureBringingIn],
  ['touches', measureTouches],
  ['memory', () => measureSessionsMemory(Number(values.sessions))],
] as const;
const bench = await runParts(
  'Screens',
  parts.filter(([name]) => values.only === undefined || name === values.only),
);
if (values.json) console.log(JSON.stringify(bench, null, 2));
else for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
