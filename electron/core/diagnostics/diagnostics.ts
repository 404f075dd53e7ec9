import type { KioskDatabase } from '../../../db/connection.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import type { DiagnosedDevice, SyncInspection } from '../../contract/diagnostics/diagnostic-pages.ts';
import type { DeviceTestOfCore } from '../../contract/diagnostics/device-test-words.ts';
import type { Typefaces } from '../certificates/rendering/typesetting/typeface.ts';
import type { SealDocument, SealedDocument } from '../kiosk-documents/seal-document.ts';
import type { Log } from '../log/core-log.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import { fileNameOn, writeAllToStick } from '../log-export/write-to-stick.ts';
import { auditActorOf } from '../staff-mode/audit-actor.ts';
import type { DiagnosticPageViews } from '../staff-mode/pages/staff-pages.ts';
import type { ActionResult, Diagnose, SignedIn } from '../staff-mode/staff-types.ts';
import type { KioskChecks } from './kiosk-checks.ts';
import { type ReadinessReport, type ReportedKiosk, readinessReport } from './report/readiness-report.ts';
import type { RunTest } from './tests/device-test-types.ts';
import { printForTechnician } from './tests/device-tests.ts';
import { createTestResults } from './tests/test-results.ts';

/** What a technician finds faults with: pages to look at, and what can be done on them. */
export interface Diagnostics {
  readonly pages: DiagnosticPageViews;
  readonly diagnose: Diagnose;
}

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });

/** What draws comes with the rest of it (composition/paper.ts). */
const loadDrawing = () => import('./report/report-document.ts');

/** Puts checks, tests, inspection and report together. Every test and every report stands in the audit log. */
export const createDiagnostics = (options: {
  readonly database: Pick<KioskDatabase, 'read' | 'transaction'>;
  readonly checks: KioskChecks;
  readonly deviceTests: Readonly<Record<DeviceTestOfCore, RunTest | null>>;
  readonly devices: () => DiagnosedDevice[];
  /** Since when devices are watched, epoch milliseconds. */
  readonly devicesSince: number;
  readonly inspectSync: () => SyncInspection;
  readonly sticks: () => readonly Stick[];
  readonly kiosk: ReportedKiosk;
  readonly printer: Pick<Printer, 'print'>;
  readonly typefaces: Promise<Typefaces | null>;
  readonly seal: SealDocument;
  /** Something is in the outbox. */
  readonly wakeQueue: () => void;
  readonly newId: () => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): Diagnostics => {
  const { database, checks, deviceTests, log } = options;
  const results = createTestResults({
    database,
    newId: options.newId,
    isFitted: (test) => !(test in deviceTests) || deviceTests[test as DeviceTestOfCore] !== null,
    log,
  });
  let underWay: DeviceTestOfCore | null = null;

  const record = (member: SignedIn, action: string, about: { subject?: string; reason?: string }): boolean =>
    database.transaction(({ audit }) => {
      audit.append({ actor: auditActorOf(member), action, ...about });
      return { ok: true };
    }).ok;

  const runTest = async (
    member: SignedIn,
    test: DeviceTestOfCore,
    signal: AbortSignal,
  ): Promise<ActionResult> => {
    const run = deviceTests[test];
    if (run === null || underWay !== null) return bad('no-longer-so');
    if (!record(member, 'device.test-begun', { subject: test })) return bad('could-not-record');
    underWay = test;
    try {
      const finding = await run(signal);
      log.info('device-test', { test, outcome: finding.outcome, detail: finding.detail });
      if (signal.aborted && finding.detail === 'cancelled') {
        record(member, 'device.test-given-up', { subject: test });
        return bad('test-failed');
      }
      return results.keep(member, test, finding);
    } finally {
      underWay = null;
    }
  };

  const makeReport = async (member: SignedIn): Promise<ReadinessReport> =>
    readinessReport({
      kiosk: options.kiosk,
      run: await checks.run(),
      devices: options.devices(),
      tests: results.newest(),
      by: member.label,
    });

  const printReport = async (member: SignedIn, signal: AbortSignal): Promise<ActionResult> => {
    const report = await makeReport(member);
    const typefaces = await options.typefaces;
    if (typefaces === null) return bad('report-not-printed');
    if (!record(member, 'report.print-begun', {})) return bad('could-not-record');
    const { renderReport } = await loadDrawing();
    const document = await renderReport(report, typefaces);
    const printed = await printForTechnician(options.printer, { ...document, id: options.newId() }, signal);
    record(member, 'report.print-ended', { reason: printed.outcome });
    return printed.outcome === 'passed' ? { code: 'report-printed', good: true } : bad('report-not-printed');
  };

  const saveReport = async (member: SignedIn, name: string): Promise<ActionResult> => {
    const stick = options.sticks().find((found) => found.name === name);
    if (stick === undefined) return bad('stick-gone');
    const report = await makeReport(member);
    if (!record(member, 'report.save-begun', {})) return bad('could-not-record');
    const nameOf = (extension: string) =>
      fileNameOn('readiness', report.kioskId, Math.round(report.at), extension);
    const json = new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
    const typefaces = await options.typefaces;
    const { renderReport } = await loadDrawing();
    const paper = typefaces && (await renderReport(report, typefaces));
    const problem = await writeAllToStick(stick, [
      { name: nameOf('json'), bytes: json },
      ...(paper === null ? [] : [{ name: nameOf('pdf'), bytes: paper.pdf }]),
    ]);
    if (problem !== null) {
      record(member, 'report.save-failed', { reason: problem });
      return bad(problem);
    }
    record(member, 'report.saved', {});
    return { code: 'report-saved', good: true };
  };

  /** The report as it is printed; null where it cannot be made, and the report goes without. */
  const sealPaper = async (
    report: ReadinessReport,
    facts: { readonly madeAt: number; readonly command: null },
  ): Promise<SealedDocument | null> => {
    const typefaces = await options.typefaces;
    if (typefaces === null) return null;
    const { renderReport } = await loadDrawing();
    const { pdf } = await renderReport(report, typefaces);
    const sealed = await options.seal({ document: 'readiness-report-pdf', ...facts, content: pdf });
    if (sealed.ok) return sealed.document;
    log.warn('report-sent-without-paper', { reason: sealed.reason });
    return null;
  };

  const sendReport = async (member: SignedIn): Promise<ActionResult> => {
    const report = await makeReport(member);
    const facts = { madeAt: Math.round(report.at), command: null };
    const content = new TextEncoder().encode(JSON.stringify(report));
    const sealed = await options.seal({ document: 'readiness-report', ...facts, content });
    if (!sealed.ok) {
      log.warn('report-not-sent', { reason: sealed.reason });
      return bad('report-not-sent');
    }
    const paper = await sealPaper(report, facts);
    const kept = database.transaction((unit) => {
      sealed.document.keep(unit);
      paper?.keep(unit);
      unit.audit.append({
        actor: auditActorOf(member),
        action: 'report.queued',
        subject: sealed.document.key,
        ...(paper === null ? {} : { details: { pdf: paper.key } }),
      });
      return { ok: true };
    });
    if (!kept.ok) return bad('could-not-record');
    options.wakeQueue();
    return { code: 'report-sent', good: true };
  };

  const diagnose: Diagnose = async (member, action, signal) => {
    switch (action.name) {
      case 'runTest':
        return runTest(member, action.test, signal);
      case 'keepTest': {
        const { test, passed, detail } = action;
        return results.keep(member, test, { outcome: passed ? 'passed' : 'failed', detail });
      }
      case 'runChecks':
        await checks.run();
        return { code: 'checks-done', good: true };
      case 'printReport':
        return printReport(member, signal);
      case 'sendReport':
        return sendReport(member);
      case 'saveReport':
        return saveReport(member, action.stick);
    }
  };

  return {
    diagnose,
    pages: {
      devices: () => ({ name: 'devices', since: options.devicesSince, devices: options.devices() }),
      tests: () => ({ name: 'tests', tests: results.all(), underWay }),
      checks: () => {
        const run = checks.last();
        return {
          name: 'checks',
          checkedAt: run && Math.round(run.at),
          findings: [...(run?.findings ?? [])],
          starts: [...(run?.starts ?? [])],
        };
      },
      sync: () => ({ name: 'sync', sync: options.inspectSync() }),
      report: () => {
        const run = checks.last();
        const newest = results.newest();
        const countOf = (verdict: 'bad' | 'warning') =>
          run?.findings.filter((found) => found.verdict === verdict).length ?? 0;
        return {
          name: 'report',
          sticks: options.sticks().map(({ name, freeBytes }) => ({ name, freeBytes })),
          checkedAt: run && Math.round(run.at),
          bad: countOf('bad'),
          warnings: countOf('warning'),
          passed: newest.filter(({ latest }) => latest?.outcome === 'passed').length,
          tests: newest.length,
        };
      },
    },
  };
};
