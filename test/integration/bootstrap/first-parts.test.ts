import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTargets } from '../../../scripts/build/targets.ts';

/** What the product loads before its first screen, and what only after it: seen in what the build puts into which file. */

const root = join(import.meta.dirname, '../../..');

interface Parts {
  /** Sources of the file that is started and of all that it imports, relative to the project. */
  readonly first: readonly string[];
  readonly late: readonly string[];
}

/** Builds a target of the project and tells its sources apart, by when they are loaded. */
const partsOf = async (name: string): Promise<Parts> => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-parts-'));
  try {
    const target = buildTargets(root, folder).find((candidate) => candidate.name === name);
    if (!target) throw new Error(`there is no target ${name}`);
    const built = (await build(target.config)) as Rolldown.RolldownOutput;
    const chunks = built.output.filter((file) => file.type === 'chunk');
    const first = new Set<string>();
    const follow = (fileName: string): void => {
      if (first.has(fileName)) return;
      first.add(fileName);
      for (const imported of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? [])
        follow(imported);
    };
    for (const { fileName, isEntry } of chunks) if (isEntry) follow(fileName);
    const sourcesOf = (isFirst: boolean) =>
      chunks
        .filter(({ fileName }) => first.has(fileName) === isFirst)
        .flatMap(({ moduleIds }) => moduleIds.map((id) => relative(root, id)));
    return { first: sourcesOf(true), late: sourcesOf(false) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

let core: Parts;
let page: Parts;
beforeAll(async () => {
  core = await partsOf('core');
  page = await partsOf('renderer');
}, 120_000);

describe('what the core loads before its first screen', () => {
  it.each([
    'electron/core/session/visit-machine.ts',
    'electron/core/session/visit-journal.ts',
    'db/connection.ts',
    'db/audit-log.ts',
    'drivers/id-card-reader/id-card-reader-driver.ts',
  ])('is %s', (source) => {
    expect(core.first).toContain(source);
  });

  it.each([
    'electron/core/certificates/rendering/drawing/draw-certificate.ts',
    'electron/core/certificates/rendering/certificate-renderer.ts',
    'electron/core/applications/receipt/receipt-renderer.ts',
    'electron/core/hall/notice/print-notice.ts',
    'electron/core/appointments/print-appointment.ts',
    'electron/core/diagnostics/report/report-document.ts',
    'electron/core/setup/open-setup.ts',
    'node_modules/qrcode/lib/core/qrcode.js',
    'node_modules/@serialport/stream/dist/index.js',
    'node_modules/@noble/hashes/argon2.js',
  ])('is not %s', (source) => {
    expect(core.first).not.toContain(source);
    expect(core.late).toContain(source);
  });

  it('are not the readings of ideographs, which are read from their own package', () => {
    expect([...core.first, ...core.late].filter((source) => source.includes('pinyin-pro'))).toEqual([]);
  });
});

describe('what the page loads before its first screen', () => {
  it.each(['attract/attract-screen', 'closed/closed-screen', 'out-of-service/out-of-service-screen'])(
    'is %s',
    (screen) => {
      expect(page.first).toContain(`renderer/resident/${screen}.tsx`);
    },
  );

  it.each([
    'renderer/resident/resident-screen.tsx',
    'renderer/resident/home/home-screen.tsx',
    'renderer/staff/staff-screen.tsx',
    'renderer/setup/setup-screen.tsx',
    'renderer/keyboard/pinyin-table.ts',
    'renderer/components/help/help-panel.tsx',
  ])('is not %s', (source) => {
    expect(page.first).not.toContain(source);
    expect(page.late).toContain(source);
  });
});
