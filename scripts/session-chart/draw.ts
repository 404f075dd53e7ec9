import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withChart } from './session-doc.ts';

/** `node scripts/session-chart/draw.ts`: draws the chart in docs/session.md anew. */
const file = join(import.meta.dirname, '../../docs/session.md');
writeFileSync(file, withChart(readFileSync(file, 'utf8')));
