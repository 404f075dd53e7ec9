import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fieldTimings } from '../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { coreFlags } from '../../electron/main/core-host/core-flags.ts';
import { createStation } from '../../scripts/station/station.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { stationCards } from '../../scripts/station/station-cards.ts';
import { type ChildProgram, startProgram } from '../queue/child-program.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseTimes } from '../support/statistics.ts';

const program = fileURLToPath(new URL('./quick-resident.ts', import.meta.url));
const itemCode = 'housing-status';

/** As many as one may print of a kind in a day. */
const roundsOfEach = 3;
/** The first visit of each resident after a start is measured like the others; so many in all. */
const mostRounds = 18;
const longestTap = 2_500;

const saidSchema = z.object({ screen: z.string() });

/** When each screen was reached in one visit, milliseconds after the card was laid; `accepted`: the printer had the job. */
interface Round {
  readonly read: number;
  readonly preview: number;
  readonly accepted: number;
}

const untilScreen = async (core: ChildProgram, ...screens: readonly string[]): Promise<string> => {
  for (;;) {
    const { screen } = saidSchema.parse(await core.line());
    if (screens.includes(screen)) return screen;
  }
};

/** One visit; null where this resident gets no certificate: a card that has expired, somebody whom no register knows. */
const visit = async (station: Station, core: ChildProgram, residentId: string): Promise<Round | null> => {
  const { printer } = station.simulators;
  if (!printer) throw new Error('the printer is not simulated');
  await untilScreen(core, 'identify waiting');
  // The reader is asked again and again: the card comes at any moment of that.
  await wait(Math.random() * 500);
  let accepted = Number.NaN;
  const stopListening = printer.onEvent((event) => {
    if (event.type === 'document-received') accepted = performance.now();
  });
  const laid = performance.now();
  station.layCard(residentId);
  try {
    if ((await untilScreen(core, 'choose', 'problem')) === 'problem') return null;
    const read = performance.now();
    if ((await untilScreen(core, 'preview', 'problem')) === 'problem') return null;
    const preview = performance.now();
    await untilScreen(core, 'takePaper');
    return { read: read - laid, preview: preview - laid, accepted: accepted - laid };
  } finally {
    stopListening();
    station.liftCard();
  }
};

/** From the card on the reader to the job in the printer, with a resident who needs no time. */
export const measureTapToPaper = async (): Promise<Measurement[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-tap-'));
  const station = await createStation({
    folder,
    printer: 'simulated',
    platformStore: 'memory',
    printerConditions: { millisecondsPerPage: 50 },
  });
  const core = startProgram(program, [station.kioskFolder, itemCode], { flags: coreFlags });
  const rounds: Round[] = [];
  try {
    for (const { id } of stationCards) {
      for (let round = 0; round < roundsOfEach && rounds.length < mostRounds; round += 1) {
        const measured = await visit(station, core, id);
        if (measured === null) break;
        rounds.push(measured);
      }
    }
  } finally {
    await core.stop();
    await station.close();
    await rm(folder, { recursive: true, force: true });
  }
  const { find, select, read } = fieldTimings;
  const part = (name: string, kind: 'ours' | 'reference', remark: string, values: readonly number[]) => ({
    name,
    kind,
    remark,
    ...summariseTimes([...values]),
  });
  const accepted = rounds.map((round) => round.accepted);
  return [
    {
      name: 'from card to job',
      unit: 'ms',
      method: `${rounds.length} visits at the real core in a process of its own; reader (${find + select + read} ms a card), platform and printer are simulated in another. The resident’s touches are made at once; ends when the printer has the whole job.`,
      candidates: withRatios([
        part('card laid to job accepted', 'ours', 'reading, asking, verifying, rendering, sending', accepted),
        part(
          'of it until the card is read and judged',
          'reference',
          `the reader itself takes ${find + select + read} ms`,
          rounds.map((round) => round.read),
        ),
        part(
          'of it from there to the preview',
          'reference',
          'two durable records, the department’s answer over the line, its signature verified, the PDF and the department’s signature on it',
          rounds.map((round) => round.preview - round.read),
        ),
        part(
          'of it from there to the printer',
          'reference',
          'intent on record, capabilities, Create-Job, Send-Document',
          rounds.map((round) => round.accepted - round.preview),
        ),
      ]),
      goals: [atMost(longestTap, 'p50 from card laid to job accepted', quantile(accepted, 0.5), 'ms')],
    },
  ];
};
