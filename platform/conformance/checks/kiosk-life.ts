import { type HealthReport, healthReplySchema, keyRotationReplySchema } from '../../contract/kiosks.ts';
import { verifyCommand } from '../../contract/remote-commands.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { type KioskKey, newKioskKey, rotationProof } from '../kiosk-key.ts';
import type { World } from '../world.ts';

const healthReport = (world: World): HealthReport => ({
  reportedAt: world.now(),
  appVersion: 'conformance',
  versions: { electron: null, node: '24', system: 'conformance' },
  lastStart: { at: world.now(), after: 'none' },
  queue: { pending: 0, refused: 0, oldestPendingAt: null },
  devices: [{ role: 'printer', state: 'ready', reasons: [], supplies: [] }],
  auditHead: { sequence: 1, hash: '0'.repeat(64) },
  database: { bytes: 4_096, lastBackupAt: null },
  commands: [],
});

const report = (world: World, content: unknown, key?: KioskKey) =>
  world.ask(
    { method: 'POST', path: 'v1/kiosks/self/health', body: json(content) },
    key === undefined ? {} : { key },
  );

const rotate = async (world: World, next: KioskKey, provedBy: KioskKey = next) => {
  const { kioskId } = world.kiosk();
  const proof = await rotationProof(provedBy, { kioskId, keyId: next.keyId, issuedAt: world.now() });
  return world.ask({
    method: 'POST',
    path: 'v1/kiosks/self/keys',
    body: json({ publicKey: next.publicJwk, proof }),
  });
};

const rotation = 'kiosks.ts POST /v1/kiosks/self/keys';

export const healthChecks: readonly Check[] = [
  {
    name: 'A kiosk’s report of its health is taken, one that does not fit is refused',
    clause: 'kiosks.ts POST /v1/kiosks/self/health',
    async prove(world) {
      const content = healthReport(world);
      demandAnswer(await report(world, content), healthReplySchema);
      demandProblem(await report(world, { ...content, resident: 'x' }), 'malformed-request');
    },
  },
  {
    name: 'Commands are signed for this kiosk alone, have not run out, and come in the order of their numbers',
    clause: 'remote-commands.ts',
    async prove(world) {
      const { commands } = demandAnswer(await report(world, healthReport(world)), healthReplySchema);
      const { answerKeys } = await world.keySet();
      let last = 0;
      for (const jws of commands) {
        const verified = await verifyCommand(jws, {
          kioskId: world.kiosk().kioskId,
          findKey: (keyId) => answerKeys.find((key) => key.keyId === keyId),
        });
        demand(verified.outcome === 'genuine', `a command is ${verified.outcome}`);
        const { number, expiresAt } = verified.command;
        demand(number > last, 'numbers of commands do not grow');
        demand(expiresAt > world.now(), 'a command comes that has run out');
        last = number;
      }
    },
  },
  {
    name: 'A word on a command that the platform does not know is no reason to refuse the report',
    clause: 'kiosks.ts HealthReport.commands',
    async prove(world) {
      const at = world.now();
      const commands = [{ number: 1, outcome: 'done', reason: null, at }];
      demandAnswer(await report(world, { ...healthReport(world), commands }), healthReplySchema);
      demandProblem(
        await report(world, { ...healthReport(world), commands: [{ number: 1, outcome: 'perhaps' }] }),
        'malformed-request',
      );
    },
  },
];

/** Replaces the suite's key, so it stands behind everything that signs with it. */
export const rotationChecks: readonly Check[] = [
  {
    name: 'A next key without proof that the kiosk has its private half is refused',
    clause: `${rotation} proof`,
    async prove(world) {
      const next = newKioskKey();
      demandProblem(await rotate(world, next, newKioskKey()), 'signature-invalid', 'malformed-request');
      demandProblem(await report(world, healthReport(world), next), 'unknown-kiosk');
    },
  },
  {
    name: 'The present key stays good until the next one has signed, and stops then',
    clause: rotation,
    async prove(world) {
      const { key: present, kioskId } = world.kiosk();
      const next = newKioskKey();
      for (const _time of ['first', 'after a lost answer']) {
        const { keyId } = demandAnswer(await rotate(world, next), keyRotationReplySchema);
        demand(keyId === next.keyId, 'the key id is not the RFC 7638 thumbprint of the next key');
      }
      demandAnswer(await report(world, healthReport(world), present), healthReplySchema);
      demandAnswer(await report(world, healthReport(world), next), healthReplySchema);
      world.become({ key: next, kioskId });
      demandProblem(await report(world, healthReport(world), present), 'unknown-kiosk');
      demandAnswer(await report(world, healthReport(world), next), healthReplySchema);
    },
  },
];
