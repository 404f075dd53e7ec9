import { type EnrolmentReply, enrolmentReplySchema } from '../../contract/kiosks.ts';
import { type Ask, json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { type KioskKey, newKioskKey } from '../kiosk-key.ts';
import type { World } from '../world.ts';

const appVersion = 'conformance';
/** In the alphabet of codes, and given out by nobody. */
const unknownCode = '00000-00000-00000-00000';

const enrolment = (
  { target }: World,
  key: KioskKey,
  changes: { readonly code?: string; readonly stationCode?: string } = {},
): Ask => ({
  method: 'POST',
  path: 'v1/enrolments',
  body: json({
    code: target.enrolmentCode,
    stationCode: target.stationCode,
    publicKey: key.publicJwk,
    appVersion,
    ...changes,
  }),
});

const enrol = async (world: World, key: KioskKey): Promise<EnrolmentReply> => {
  const reply = demandAnswer(await world.ask(enrolment(world, key), { key }), enrolmentReplySchema);
  demand(reply.keyId === key.keyId, 'the key id is not the RFC 7638 thumbprint of the key');
  return reply;
};

/** The suite's kiosk enrols with its code and its key once more. */
export const enrolAgain = (world: World): ReturnType<World['ask']> => {
  const { key } = world.kiosk();
  return world.ask(enrolment(world, key), { key });
};

export const enrolmentChecks: readonly Check[] = [
  {
    name: 'An enrolment that is not signed is refused',
    clause: 'kiosks.ts POST /v1/enrolments',
    async prove(world) {
      demandProblem(await world.send(world.unsigned(enrolment(world, newKioskKey()))), 'signature-missing');
    },
  },
  {
    name: 'An enrolment signed with another key than it brings is refused',
    clause: 'kiosks.ts POST /v1/enrolments',
    async prove(world) {
      const [brought, other] = [newKioskKey(), newKioskKey()];
      const key = { ...other, keyId: brought.keyId };
      demandProblem(await world.ask(enrolment(world, brought), { key }), 'signature-invalid');
    },
  },
  {
    name: 'An enrolment code that nobody gave out is refused',
    clause: 'kiosks.ts EnrolmentRequest.code',
    async prove(world) {
      const key = newKioskKey();
      const ask = enrolment(world, key, { code: unknownCode });
      demandProblem(await world.ask(ask, { key }), 'enrolment-code-invalid');
    },
  },
  {
    name: 'An enrolment code is good for its station only',
    clause: 'kiosks.ts EnrolmentRequest.code',
    async prove(world) {
      const key = newKioskKey();
      const ask = enrolment(world, key, { stationCode: `${world.target.stationCode.slice(0, 36)}-X9` });
      demandProblem(await world.ask(ask, { key }), 'station-mismatch', 'enrolment-code-invalid');
    },
  },
  {
    name: 'A one-time code enrols a kiosk, and again after a lost answer to the same kiosk',
    clause: 'kiosks.ts POST /v1/enrolments',
    async prove(world) {
      const key = newKioskKey();
      const { kioskId } = await enrol(world, key);
      world.become({ kioskId, key });
      const again = await enrol(world, key);
      demand(again.kioskId === kioskId, 'the same key and code came to another kiosk');
    },
  },
  {
    name: 'An enrolment code works once',
    clause: 'kiosks.ts EnrolmentRequest.code',
    async prove(world) {
      world.kiosk();
      const key = newKioskKey();
      demandProblem(await world.ask(enrolment(world, key), { key }), 'enrolment-code-invalid');
    },
  },
];
