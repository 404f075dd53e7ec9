import type { DeliveryView, FilingState } from '../../electron/contract/items.ts';
import type { CaptureFault } from '../../electron/contract/capture.ts';
import type { AnswerSource, CertificateKind, MaterialWayName } from '../../electron/contract/material.ts';
import type { DeviceView } from '../../electron/contract/device-view.ts';
import type { AccessEntry, HeldFace } from '../../electron/contract/my-documents.ts';
import type { Notice } from '../../electron/contract/view-snapshot.ts';
import type { ProgressLight, ProgressState } from '../../electron/contract/progress-view.ts';
import type { OutOfServiceReason, VisitProblem } from '../../electron/contract/problems.ts';
import type { PrintedDocument } from '../../electron/contract/visit-view.ts';
import type {
  ClosingReason,
  DeadLetterReasonName,
  MisprintReason,
  Reopening,
  SignInRefusal,
  StaffPageName,
  StaffResult,
  StaffRoleName,
} from '../../electron/contract/staff/staff-words.ts';
import type { SettlementReason } from '../../electron/contract/staff/settlement-reasons.ts';
import type {
  DeviceCounterName,
  StartView,
  SyncInspection,
  TraceEntryView,
} from '../../electron/contract/diagnostics/diagnostic-pages.ts';
import type { UpdateProblem, UpdateView } from '../../electron/contract/diagnostics/update-view.ts';
import type {
  DeviceTestName,
  DeviceTestOutcome,
} from '../../electron/contract/diagnostics/device-test-words.ts';
import type { PortRole, ProbeOutcome, DetectionView } from '../../electron/contract/ports/port-views.ts';
import type { SetupField, SetupResult, SetupStep } from '../../electron/contract/setup/setup-words.ts';
import type { VerificationOutcome } from '../../electron/contract/verification-view.ts';
import { zhCn } from './zh-cn/index.ts';

type DeviceRole = DeviceView['role'];
type DeviceReasonCode = DeviceView['reasons'][number]['code'];
type DeviceActor = DeviceView['reasons'][number]['actor'];

/** Keys that the contract with the core demands: a code without words fails the type check. */
type DemandedKey =
  | `device.${DeviceRole}`
  | `deviceEffect.${DeviceRole}`
  | `deviceActor.${DeviceActor}`
  | `deviceReason.${DeviceReasonCode}`
  | `outOfService.${OutOfServiceReason}`
  | `problem.${VisitProblem}.${'title' | 'kept' | 'todo'}`
  | `notice.${Notice}`
  | `closed.${ClosingReason}`
  | `opening.reason.${ClosingReason}`
  | `opening.when.${Reopening}`
  | `deadLetter.${DeadLetterReasonName}`
  | `settlement.${SettlementReason}`
  | `misprint.${MisprintReason}`
  | `signIn.refusal.${SignInRefusal}`
  | `deviceState.${DeviceView['state']}`
  | `counter.${DeviceCounterName}`
  | `trace.${TraceEntryView['direction']}`
  | `test.${DeviceTestName}`
  | `test.${DeviceTestName}.todo`
  | `testOutcome.${DeviceTestOutcome}`
  | `startPart.${StartView['part']}`
  | `sync.line.${SyncInspection['line']}`
  | `staff.page.${StaffPageName}`
  | `staff.role.${StaffRoleName}`
  | `staff.result.${StaffResult}`
  | `update.state.${UpdateView['state']}`
  | `update.off.${NonNullable<UpdateView['off']>}`
  | `update.problem.${UpdateProblem}`
  | `update.event.${UpdateView['events'][number]['kind']}`
  | `setup.step.${SetupStep}`
  | `setup.field.${SetupField}`
  | `setup.field.${SetupField}.hint`
  | `setup.result.${SetupResult}`
  | `probe.${ProbeOutcome}`
  | `ports.detect.${DetectionView['stage']}`
  | `ports.typeLead.${PortRole}`
  | `receipt.${DeliveryView}`
  | `source.${AnswerSource}`
  | `certificateKind.${CertificateKind}`
  | `capture.fault.${CaptureFault}`
  | `material.state.${MaterialWayName}`
  | `replyReceipt.${DeliveryView}`
  | `course.${ProgressState}`
  | `light.${ProgressLight}`
  | `held.${CertificateKind}`
  | `held.state.${HeldFace['state']}`
  | `access.purpose.${AccessEntry['purpose']}`
  | `verified.${VerificationOutcome}.${'title' | 'lead'}`
  | `choose.filing.${Exclude<FilingState, 'possible'>}.${'title' | 'body'}`
  | `${'printing.sending' | 'printing.paused.lead' | 'takePaper.title'}.${PrintedDocument}`;

const source = zhCn satisfies Readonly<Record<DemandedKey, string>>;
type Source = typeof source;

/** Key of a text. */
export type MessageKey = keyof Source;

/** Without the words that follow a number: `'days|day|days'` → `'days'`. */
type Plain<Name extends string> = Name extends `${infer Before}|${string}` ? Before : Name;

/** Names between braces in a text: `'{a} of {b|page|pages}'` → `'a' | 'b'`. */
export type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Plain<Name> | Placeholder<Rest>
  : never;

/** Values for the placeholders of a text; no argument where it has none. */
export type MessageArguments<Key extends MessageKey> = [Placeholder<Source[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholder<Source[Key]>, string | number>>];

type SamePlaceholders<Texts extends Readonly<Record<MessageKey, string>>> = {
  readonly [Key in MessageKey]: [Placeholder<Texts[Key]>, Placeholder<Source[Key]>] extends [
    Placeholder<Source[Key]>,
    Placeholder<Texts[Key]>,
  ]
    ? string
    : `placeholders must be those of: ${Source[Key]}`;
};

/** Accepts a translation that has every key, no other one, and in each text the placeholders of the source. */
export const translation = <const Texts extends Readonly<Record<MessageKey, string>>>(
  texts: Texts & SamePlaceholders<Texts> & Readonly<Record<Exclude<keyof Texts, MessageKey>, never>>,
): Readonly<Record<MessageKey, string>> => texts;

/**
 * Puts values in the places of a text's {placeholders}. A number may bring its noun, for one and for any other:
 * `{days|working day|working days}` → "1 working day", "3 working days".
 */
export const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replaceAll(
    /\{(\w+)(?:\|([^|{}]+)\|([^|{}]+))?\}/g,
    (whole, name: string, one: string | undefined, other: string | undefined) => {
      const value = values[name];
      if (value === undefined) return whole;
      return one === undefined ? String(value) : `${value} ${Number(value) === 1 ? one : other}`;
    },
  );
