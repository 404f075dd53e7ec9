import { type AdvanceOutcome, advance } from '../applications/advance.ts';
import { type CorrectionAnswer, correctionAnswerOf } from '../applications/correction-answer.ts';
import type { CourseMove } from '../applications/course-machine.ts';
import { loadWorkingCalendar } from '../applications/working-days.ts';
import { applicantOf } from '../applications/applicant.ts';
import { type ApprovalSubject, approvalSubject } from '../approvals/approval-subject.ts';
import { type ApprovalDecision, decideApproval } from '../approvals/decide-approval.ts';
import type { PlatformClock } from '../clock.ts';
import type { KioskPolicy } from '../contract/feed.ts';
import type { FaceReference, FaceRegister } from '../face-register/reference-register.ts';
import { type Preparation, type PreparationOutcome, prepareDocument } from '../feed/prepared-documents.ts';
import { type ApprovalOutcome, approveProof, type ProofApproval } from '../proofs/approve-proof.ts';
import type { IssuingContext } from '../departments/issue-certificate.ts';
import { publishDocument } from '../feed/publish.ts';
import { policyId } from '../feed/standing-documents.ts';
import { revokeCertificate } from '../feed/revocations.ts';
import { createEnrolmentCode, type EnrolmentCode } from '../kiosks/enrolment-codes.ts';
import {
  type KioskAlert,
  type LatestHealth,
  latestHealth,
  listAlerts,
  settleAlert,
} from '../kiosks/health.ts';
import {
  type CommandRequest,
  giveCommand,
  type KioskCommand,
  listCommands,
} from '../kiosks/remote-commands.ts';
import type { CityApp, IssuedCode } from '../identity-codes/city-app.ts';
import type { KioskRegistry, KioskSummary } from '../kiosks/kiosk-registry.ts';
import { identityOwner, rootOwner } from '../signing/key-owners.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import {
  type ApplicationAlert,
  listApplicationAlerts,
  reopenApplication,
} from '../submissions/application-alerts.ts';
import { listReplyAlerts, type ReplyAlert, reopenReply } from '../submissions/reply-alerts.ts';
import type { ReplyName } from '../submissions/reply-openings.ts';
import {
  type ListedKioskDocument,
  listKioskDocuments,
  type ReadKioskDocument,
  readKioskDocument,
} from '../submissions/kiosk-documents.ts';

/** Which document of which kiosk. */
export interface KioskDocumentName {
  readonly kioskId: string;
  readonly key: string;
}

/** A kiosk and how it was when it last reported. */
export interface KioskOverview extends KioskSummary {
  readonly latestHealth: LatestHealth | null;
}

/** An entry of the administration's own log. `actedAt` is milliseconds since the Unix epoch. */
export interface AdminAuditEntry {
  readonly entryId: number;
  readonly actedAt: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** A step of a department's clerk, by the codes of both. */
export interface ClerkStep {
  readonly receiptNumber: string;
  readonly department: string;
  readonly clerk: string;
  readonly move: CourseMove;
  /** Position of the last step that the clerk has seen; without it whatever stands there now counts. */
  readonly seenPosition?: number | undefined;
}

/** What the centre does with its platform. Every act leaves an entry, written before the act itself. */
export interface Administration {
  /** @param stationCode as in `stationCodeSchema`; a new one makes the station */
  createEnrolmentCode(stationCode: string): Promise<EnrolmentCode>;
  listKiosks(): Promise<KioskOverview[]>;
  /** Has a kiosk do something; answers with the command's number, undefined for a kiosk that is not in service. */
  giveCommand(request: CommandRequest): Promise<number | undefined>;
  /** What a kiosk was told to do, and what became of it, the newest first. */
  listCommands(kioskId: string): Promise<KioskCommand[]>;
  /** From now on nothing the kiosk signs is taken. False when there is no such kiosk or it is revoked already. */
  revokeKiosk(kioskId: string, reason: string): Promise<boolean>;
  /**
   * Makes the next key of a department, of `platform-answer` or of `platform-sealing` and returns its id; undefined for
   * an owner that has no key, and for the root, which is pinned at the kiosks.
   */
  rotateKeys(owner: string): Promise<string | undefined>;
  /** Ends a key now: nothing it signs from now on is good. False when there is none to end. */
  revokeKey(keyId: string): Promise<boolean>;
  /** The certificate is not honoured any more, and the kiosks are told. False when there is no such one or it is revoked already. */
  revokeCertificate(certificateNumber: string, reason: string): Promise<boolean>;
  /** From now on what the centre decides for its kiosks; answers with the version of the published policy. */
  publishPolicy(policy: KioskPolicy): Promise<number>;
  /** Delivers a certificate in advance to the kiosks of a station, sealed to its holder. */
  prepareDocument(preparation: Preparation): Promise<PreparationOutcome>;
  /** A department approves a proof that a resident applied for online: it lies ready at a station. */
  approveProof(approval: ProofApproval): Promise<ApprovalOutcome>;
  /** What is wrong at kiosks: those that are open, and settled ones. */
  listAlerts(): Promise<KioskAlert[]>;
  /** Somebody has seen to an alert of a kiosk. False when there is none that is open. */
  settleAlert(alertId: number): Promise<boolean>;
  /** Applications that could not be opened. */
  listApplicationAlerts(): Promise<ApplicationAlert[]>;
  /** Has an application opened again that was tried too often; false when there is no such one. */
  reopenApplication(receiptNumber: string): Promise<boolean>;
  /** Answers, materials and complaints that were tried too often. */
  listReplyAlerts(): Promise<readonly ReplyAlert[]>;
  /** Has one of them opened again; false when there is no such one. */
  reopenReply(name: ReplyName): Promise<boolean>;
  /** What a clerk of a department does in the course of an application. */
  takeStep(step: ClerkStep): Promise<AdvanceOutcome>;
  /**
   * A code by which the city's app would tell that a resident is there: for trying out only. Undefined for nobody's id
   * number, and where the platform does not play the app.
   */
  issueIdentityCode(idNumber: string): Promise<IssuedCode | undefined>;
  /** Puts a face of the ID register in, to compare with. False for nobody's id number. */
  putFaceReference(reference: FaceReference): Promise<boolean>;
  /** Logs and readiness reports that a kiosk handed in, the newest first. */
  listKioskDocuments(kioskId: string): Promise<ListedKioskDocument[]>;
  /** Opens a log or a report that a kiosk handed in. */
  readKioskDocument(name: KioskDocumentName): Promise<ReadKioskDocument>;
  /** A clerk decides about a certificate that waits for one; false when none with this number is pending. */
  decideApproval(requestNumber: string, decided: ApprovalDecision): Promise<boolean>;
  /** Whom a request is about; undefined when there is no such one. */
  approvalSubject(requestNumber: string): Promise<ApprovalSubject | undefined>;
  /** Who filed an application; undefined while it is sealed, or where there is none. */
  applicant(receiptNumber: string): Promise<ApprovalSubject | undefined>;
  /** What its applicant answered last to what the department asked; undefined where nothing was. */
  correctionAnswer(receiptNumber: string): Promise<CorrectionAnswer | undefined>;
  auditTrail(): Promise<AdminAuditEntry[]>;
}

export interface AdministrationContext extends Pick<IssuingContext, 'catalogue' | 'issuers'> {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly keyRing: KeyRing;
  readonly kiosks: KioskRegistry;
  readonly faceRegister: FaceRegister;
  readonly cityApp: CityApp | null;
}

/** Alerts and entries that are listed at most, newest first. */
const listedAtMost = 1_000;

/** @param actor who acts, for the log: `console`, `http` */
export const createAdministration = (context: AdministrationContext, actor: string): Administration => {
  const { database, clock, keyRing, kiosks, cityApp } = context;
  const calendar = loadWorkingCalendar();

  const note = async (act: string, subject: string, detail: Record<string, string> = {}): Promise<void> => {
    await database
      .insertInto('admin_audit')
      .values({ acted_at: new Date(clock.now()), actor, act, subject, detail })
      .execute();
  };

  const hasKey = async (owner: string): Promise<boolean> =>
    (await database
      .selectFrom('signing_keys')
      .select('key_id')
      .where('owner', '=', owner)
      .limit(1)
      .executeTakeFirst()) !== undefined;

  return {
    async createEnrolmentCode(stationCode) {
      await note('create-enrolment-code', stationCode);
      return createEnrolmentCode(database, stationCode, context);
    },
    async listKiosks() {
      const health = await latestHealth(database);
      return (await kiosks.list()).map((kiosk) => ({
        ...kiosk,
        latestHealth: health.get(kiosk.kioskId) ?? null,
      }));
    },
    async revokeKiosk(kioskId, reason) {
      await note('revoke-kiosk', kioskId, { reason });
      return kiosks.revoke(kioskId, reason);
    },
    async giveCommand(request) {
      const { kioskId, order } = request;
      await note('give-command', kioskId, { order: JSON.stringify(order), life: `${request.life}` });
      return giveCommand(database, clock, request);
    },
    listCommands: (kioskId) => listCommands(database, clock, kioskId, listedAtMost),
    async rotateKeys(owner) {
      if (owner === rootOwner || !(await hasKey(owner))) {
        return undefined;
      }
      await note('rotate-keys', owner);
      return keyRing.rotate(owner);
    },
    async revokeKey(keyId) {
      await note('revoke-key', keyId);
      return keyRing.revoke(keyId);
    },
    async revokeCertificate(certificateNumber, reason) {
      await note('revoke-certificate', certificateNumber, { reason });
      return (await revokeCertificate(database, clock, certificateNumber)) === 'revoked';
    },
    async publishPolicy(policy) {
      await note('publish-policy', policyId, { policy: JSON.stringify(policy) });
      const document = { collection: 'settings', id: policyId, audience: 'all', content: policy } as const;
      return (await publishDocument(database, clock, document)).version;
    },
    async prepareDocument(preparation) {
      await note('prepare-document', preparation.certificateNumber, { stationCode: preparation.stationCode });
      return prepareDocument(context, preparation);
    },
    async approveProof(approval) {
      // Whose it is stays with the department: the log names no residents.
      await note('approve-proof', approval.kind, { stationCode: approval.station.code });
      return approveProof(context, approval);
    },
    listAlerts: () => listAlerts(database, listedAtMost),
    async settleAlert(alertId) {
      await note('settle-alert', `${alertId}`);
      return settleAlert(database, clock, alertId);
    },
    listApplicationAlerts: () => listApplicationAlerts(database, listedAtMost),
    async reopenApplication(receiptNumber) {
      await note('reopen-application', receiptNumber);
      return reopenApplication(database, receiptNumber, clock.now());
    },
    listReplyAlerts: () => listReplyAlerts(database, listedAtMost),
    async reopenReply(name) {
      await note('reopen-reply', name.kioskId, { key: name.key });
      return reopenReply(database, name);
    },
    async takeStep({ receiptNumber, department, clerk, move, seenPosition }) {
      await note('take-step', receiptNumber, { department, clerk, step: move.step });
      return advance(
        { database, clock, calendar },
        { receiptNumber, move, actor: { role: 'department', department, clerk }, seenPosition },
      );
    },
    async issueIdentityCode(idNumber) {
      if (cityApp === null) {
        return undefined;
      }
      // Whose it is stays with the app: the log names no residents.
      await note('issue-identity-code', identityOwner);
      return cityApp.issueCode({ idNumber });
    },
    async putFaceReference(reference) {
      const { name, version } = reference.model;
      // Whose it is stays with the register: the log names no residents.
      await note('put-face-reference', `${name}-${version}`);
      return context.faceRegister.put(reference);
    },
    listKioskDocuments: (kioskId) => listKioskDocuments(database, kioskId),
    async readKioskDocument(name) {
      await note('read-kiosk-document', name.kioskId, { key: name.key });
      return readKioskDocument(context, name);
    },
    async decideApproval(requestNumber, decided) {
      await note('decide-approval', requestNumber, {
        decision: decided.decision,
        ...(decided.decision === 'refuse' ? { reason: decided.reason['zh-CN'] } : {}),
      });
      return decideApproval(database, clock, requestNumber, decided);
    },
    async approvalSubject(requestNumber) {
      await note('read-approval-subject', requestNumber);
      return approvalSubject(database, requestNumber);
    },
    async applicant(receiptNumber) {
      await note('read-applicant', receiptNumber);
      return applicantOf(database, receiptNumber);
    },
    async correctionAnswer(receiptNumber) {
      await note('read-correction-answer', receiptNumber);
      return correctionAnswerOf(context, receiptNumber);
    },
    async auditTrail() {
      const rows = await database
        .selectFrom('admin_audit')
        .selectAll()
        .orderBy('entry_id', 'desc')
        .limit(listedAtMost)
        .execute();
      return rows.map((row) => ({
        entryId: row.entry_id,
        actedAt: row.acted_at.getTime(),
        actor: row.actor,
        act: row.act,
        subject: row.subject,
        detail: row.detail,
      }));
    },
  };
};
