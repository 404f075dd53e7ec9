import { z } from 'zod';
import { type RemoteCommand, signCommand } from '../../../platform/contract/remote-commands.ts';
import { answer, at, problem } from './altered-answers.ts';
import type { Misconduct } from './broken-platform.ts';

const healthRoute = /\/kiosks\/self\/health$/;

/** Answers a report with a restart for another kiosk. */
export const sendsCommandsOfOthers = at('POST', healthRoute, async (given, _request, world) => {
  if (given.status !== 200) return given;
  const command: RemoteCommand = {
    kioskId: 'K-0000000000',
    number: 1,
    issuedAt: Date.now(),
    expiresAt: Date.now() + 60_000,
    order: { kind: 'restart' },
  };
  return answer(200, { commands: [await signCommand(command, world.answerKey)] });
});

const reportedSchema = z.object({ commands: z.array(z.unknown()) });

/** Takes reports only from kiosks that were never told anything. */
export const refusesOutcomes: Misconduct = async (request, world) => {
  if (!healthRoute.test(request.path)) return world.forward(request);
  const { commands } = reportedSchema.parse(JSON.parse(Buffer.from(request.body).toString('utf8')));
  return commands.length > 0 ? problem(400, 'malformed-request') : world.forward(request);
};
