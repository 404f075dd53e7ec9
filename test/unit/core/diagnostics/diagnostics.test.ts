import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealDocument } from '../../../../electron/core/kiosk-documents/seal-document.ts';
import type { SealingKey } from '../../../../platform/contract/api.ts';
import {
  kioskDocumentSubmissionSchema,
  largestReadinessPaper,
} from '../../../../platform/contract/submissions.ts';
import { createSealingKey } from '../../../helpers/platform-submissions.ts';
import { createDiagnostics } from '../../../../electron/core/diagnostics/diagnostics.ts';
import { fileNameOn } from '../../../../electron/core/log-export/write-to-stick.ts';
import type { RunTest } from '../../../../electron/core/diagnostics/tests/device-test-types.ts';
import type { DiagnosticAction } from '../../../../electron/contract/staff/staff-intents.ts';
import type { Typefaces } from '../../../../electron/core/certificates/rendering/typesetting/typeface.ts';
import { openFontLibrary } from '../../../../electron/core/certificates/rendering/typesetting/font-library.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { folderAsStick } from '../../../helpers/folder-as-stick.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { stationMaster } from '../../../helpers/staff-mode.ts';
import { enrolStaff } from '../../../helpers/staff.ts';

const fonts = openFontLibrary(
  join(import.meta.dirname, '../../../../node_modules/@expo-google-fonts/noto-serif-sc'),
  [],
);
const technician = { ...stationMaster, role: 'technician' } as const;

let database: TestDatabase;
let stick: string;
let freeBytes: number;
let sealingKey: SealingKey | null;
let woken = 0;
let typefaces: Promise<Typefaces | null>;
let printed: readonly { readonly pages: number }[];
beforeEach(async () => {
  database = openTestDatabase();
  stick = mkdtempSync(join(tmpdir(), 'yizhan-stick-'));
  freeBytes = 1_000_000;
  printed = [];
  woken = 0;
  typefaces = fonts;
  sealingKey = createSealingKey().published;
  await enrolStaff(database, technician.pseudonym, { label: 'W-003', role: 'technician' });
});
afterEach(() => {
  database.dispose();
  rmSync(stick, { recursive: true });
});

const open = (cardTest: RunTest = async () => ({ outcome: 'passed', detail: 'resident, photo, 900 ms' })) => {
  const run = {
    at: database.clock.now(),
    findings: [{ check: 'platform', verdict: 'bad', code: 'line-refused', detail: 'ECONNREFUSED' }] as const,
    starts: [],
  };
  let ran = false;
  return createDiagnostics({
    database: database.current(),
    checks: {
      last: () => (ran ? run : null),
      run: async () => {
        ran = true;
        return run;
      },
    },
    deviceTests: {
      'card-read': cardTest,
      'scan-code': null,
      'test-page': async () => ({ outcome: 'unknown', detail: 'line-lost' }),
      'camera-picture': null,
    },
    devices: () => [],
    devicesSince: 0,
    inspectSync: () => {
      throw new Error('not asked for');
    },
    sticks: () => [folderAsStick(stick, { freeBytes })],
    kiosk: {
      kioskId: 'QS-001-A',
      stationCode: 'QS-001',
      versions: { app: '0.1.0', electron: '45.0.0', node: '24.0.0', system: 'linux' },
    },
    printer: {
      print: async ({ pages }) => {
        printed = [...printed, { pages }];
        return { outcome: 'completed', impressions: pages };
      },
    },
    typefaces,
    seal: createSealDocument({
      sealingKey: () => sealingKey,
      now: database.clock.now,
      newId: () => v7(),
    }),
    wakeQueue: () => {
      woken += 1;
    },
    newId: () => v7(),
    now: database.clock.now,
    log: silentLog,
  });
};
const act = (action: DiagnosticAction, cardTest?: RunTest) =>
  open(cardTest).diagnose(technician, action, new AbortController().signal);
const actions = () => database.read(({ audit }) => audit.after(0, 50)).map(({ action }) => action);
const resultsOf = (test: string) => {
  const page = open().pages.tests('technician');
  return page.tests.find(({ name }) => name === test)?.results;
};

describe('a device test', () => {
  it('is kept with when and who, and stands in the audit log', async () => {
    expect(await act({ name: 'runTest', test: 'card-read' })).toEqual({ code: 'test-passed', good: true });
    expect(resultsOf('card-read')).toEqual([
      { outcome: 'passed', detail: 'resident, photo, 900 ms', at: database.clock.now(), by: 'W-003' },
    ]);
    expect(actions()).toEqual(['device.test-begun', 'device.tested']);
  });

  it('whose outcome nobody knows is called so', async () => {
    expect(await act({ name: 'runTest', test: 'test-page' })).toEqual({ code: 'test-unknown', good: false });
    expect(resultsOf('test-page')).toMatchObject([{ outcome: 'unknown', detail: 'line-lost' }]);
  });

  it('of a device that is not fitted is not done', async () => {
    expect(await act({ name: 'runTest', test: 'scan-code' })).toEqual({ code: 'no-longer-so', good: false });
    expect(open().pages.tests('technician').tests).toContainEqual({
      name: 'scan-code',
      fitted: false,
      results: [],
    });
  });

  it('that was given up leaves no result', async () => {
    const given = new AbortController();
    const waits: RunTest = (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ outcome: 'failed', detail: 'cancelled' }));
      });
    const diagnostics = open(waits);
    const ended = diagnostics.diagnose(technician, { name: 'runTest', test: 'card-read' }, given.signal);
    expect(diagnostics.pages.tests('technician').underWay).toBe('card-read');
    given.abort();
    await ended;
    expect(diagnostics.pages.tests('technician').underWay).toBeNull();
    expect(resultsOf('card-read')).toEqual([]);
    expect(actions()).toEqual(['device.test-begun', 'device.test-given-up']);
  });

  it('at the screen is kept as somebody found it', async () => {
    const found = { name: 'keepTest', test: 'touch-grid', passed: false, detail: '44 of 46' } as const;
    expect(await act(found)).toEqual({ code: 'test-failed', good: false });
    expect(resultsOf('touch-grid')).toMatchObject([{ outcome: 'failed', detail: '44 of 46' }]);
  });

  it('keeps of each test the last fifty', async () => {
    for (let count = 0; count < 52; count += 1) {
      await act({ name: 'keepTest', test: 'dead-pixels', passed: true, detail: String(count) });
    }
    const kept = database.read(({ deviceTests }) => deviceTests.latest('dead-pixels', 100));
    expect(kept).toHaveLength(50);
    expect(kept[0]?.detail).toBe('51');
  });
});

/** What the entry of a report that was sent names: the report as data, and on paper. */
const queued = () =>
  database.read(({ outbox, audit }) => {
    const entry = audit.find(1);
    return [entry?.subject, JSON.parse(entry?.details ?? '{}').pdf].map((key) => {
      const found = outbox.find(String(key));
      return found === undefined
        ? undefined
        : kioskDocumentSubmissionSchema.parse(JSON.parse(found.body ?? 'null'));
    });
  });

describe('the readiness report', () => {
  it('lies on the stick as JSON and PDF, and says that something does not work', async () => {
    await act({ name: 'keepTest', test: 'touch-grid', passed: true, detail: '46 of 46' });
    expect(await act({ name: 'saveReport', stick: 'KINGSTON' })).toEqual({
      code: 'report-saved',
      good: true,
    });
    const names = readdirSync(stick).sort();
    expect(names).toEqual([
      expect.stringMatching(/^yizhan-readiness-QS-001-A-\d{8}T\d{6}Z\.json$/),
      expect.stringMatching(/^yizhan-readiness-QS-001-A-\d{8}T\d{6}Z\.pdf$/),
    ]);
    expect(JSON.parse(readFileSync(join(stick, names[0] ?? ''), 'utf8'))).toMatchObject({
      format: 'yizhan-readiness-1',
      ready: false,
      by: 'W-003',
      findings: [{ code: 'line-refused', words: { en: expect.stringContaining('no connection') } }],
      tests: expect.arrayContaining([
        { name: 'touch-grid', latest: expect.objectContaining({ outcome: 'passed' }) },
        { name: 'dead-pixels', latest: null },
      ]),
    });
    expect(
      readFileSync(join(stick, names[1] ?? ''))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(actions()).toEqual(expect.arrayContaining(['report.save-begun', 'report.saved']));
  });

  it('is not begun on a stick without room for both files, and that is on record', async () => {
    freeBytes = 10_000;
    expect(await act({ name: 'saveReport', stick: 'KINGSTON' })).toEqual({ code: 'stick-full', good: false });
    expect(readdirSync(stick)).toEqual([]);
    expect(actions()).toEqual(['report.save-begun', 'report.save-failed']);
  });

  it('of which one file cannot be written leaves none', async () => {
    const taken = fileNameOn('readiness', 'QS-001-A', database.clock.now(), 'pdf');
    mkdirSync(join(stick, taken));
    expect(await act({ name: 'saveReport', stick: 'KINGSTON' })).toEqual({
      code: 'stick-refused',
      good: false,
    });
    expect(readdirSync(stick)).toEqual([taken]);
  });

  it('says so when the stick was pulled out', async () => {
    expect(await act({ name: 'saveReport', stick: 'SANDISK' })).toEqual({ code: 'stick-gone', good: false });
  });

  it('goes into the queue for the platform, sealed, and the queue is woken', async () => {
    expect(await act({ name: 'sendReport' })).toEqual({ code: 'report-sent', good: true });
    expect(woken).toBe(1);
    expect(actions()).toEqual(['report.queued']);
    const [report, paper] = queued();
    expect([report?.document, paper?.document]).toEqual(['readiness-report', 'readiness-report-pdf']);
    expect(paper?.madeAt).toBe(report?.madeAt);
    expect(paper?.bytes).toBeLessThan(largestReadinessPaper / 10);
    expect(JSON.stringify([report, paper])).not.toContain('ECONNREFUSED');
  });

  it('goes as data alone where no typefaces are there to set it with', async () => {
    typefaces = Promise.resolve(null);
    expect(await act({ name: 'sendReport' })).toEqual({ code: 'report-sent', good: true });
    expect(queued().map((each) => each?.document)).toEqual(['readiness-report', undefined]);
  });

  it('is not queued by a kiosk that knows no key of the platform', async () => {
    sealingKey = null;
    expect(await act({ name: 'sendReport' })).toEqual({ code: 'report-not-sent', good: false });
    expect(actions()).toEqual([]);
  });

  it('is printed', async () => {
    expect(await act({ name: 'printReport' })).toEqual({ code: 'report-printed', good: true });
    expect(printed).toEqual([{ pages: 1 }]);
    expect(actions()).toEqual(['report.print-begun', 'report.print-ended']);
  });
});
