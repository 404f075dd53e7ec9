import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMyApplications } from '../../../../electron/core/applications/my-applications.ts';
import { createCoreLog } from '../../../../electron/core/log/core-log.ts';
import { allowanceDraft, createFilingWorld, type FilingWorld } from '../../../helpers/filing.ts';
import { visitId } from '../../../helpers/journal.ts';
import { temporaryFolder } from '../../../helpers/database.ts';
import { lin } from '../../../helpers/visit.ts';

const secretOfMaterial = 'SYNTHETIC-MATERIAL-OF-LIN';

/** Everything of the resident that could come to lie somewhere: as typed, as shown, as encoded. */
const secrets = [
  lin.name,
  lin.idNumber,
  lin.idNumber.slice(6, 14),
  '13907315566',
  '139 0731 5566',
  'ninety',
  'livesAlone',
  secretOfMaterial,
].flatMap((text) => [text, Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -2)]);

const encodings = ['utf8', 'utf16le'] as const;

const findings = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const content = readFileSync(join(entry.parentPath, entry.name));
      return secrets
        .filter((secret) => encodings.some((encoding) => content.includes(secret, 0, encoding)))
        .map((secret) => `${entry.name}: ${secret}`);
    });

let world: FilingWorld;
let logFolder: string;
beforeEach(() => {
  logFolder = temporaryFolder();
  world = createFilingWorld({ log: createCoreLog(logFolder) });
});
afterEach(() => {
  world.database.dispose();
  rmSync(logFolder, { recursive: true, force: true });
});

describe('after an application was filed', () => {
  it('no answer, name or number lies in the database, its WAL or the log, before and after it is closed', async () => {
    const material = {
      code: 'certificate-copy',
      mediaType: 'application/pdf',
      bytes: new TextEncoder().encode(secretOfMaterial.repeat(50)),
    } as const;
    const filed = await world.filing.file(allowanceDraft({ materials: [material] }));
    expect(filed.outcome).toBe('filed');
    if (filed.outcome !== 'filed') return;
    const { key, receiptNumber } = filed.receipt;
    world.journal.rated({
      visitId,
      businessId: key,
      subject: receiptNumber,
      groupId: key,
      itemCode: 'elderly-allowance',
      level: 5,
    });
    world.journal.receiptPrinted({
      receiptNumber,
      pseudonym: lin.pseudonym,
      settlement: { outcome: 'failed', reason: 'aborted-by-printer' },
    });
    // What is looked for would be found: the receipt number is meant to be readable.
    expect(readFileSync(`${world.database.file}-wal`).includes(receiptNumber)).toBe(true);
    expect(readFileSync(join(logFolder, 'logs', 'core.log'), 'utf8')).toContain('application-filed');
    expect(findings(world.database.folder)).toEqual([]);
    world.database.current().close();
    expect(readFileSync(world.database.file).includes(receiptNumber)).toBe(true);
    expect([...findings(world.database.folder), ...findings(logFolder)]).toEqual([]);
  });
});

describe('my applications', () => {
  it('are found by pseudonym, with how far each has got', async () => {
    for (let count = 0; count < 4; count += 1) await world.filing.file(allowanceDraft());
    const my = createMyApplications(world.database.current());
    const keys = world.submissions().map(({ key }) => key);
    const [received, refused, settled] = keys;
    if (!received || !refused || !settled) throw new Error('nothing was filed');
    world.database.commit(({ applications }) => {
      applications.follow(received, 'received');
      applications.follow(refused, 'refused');
      applications.follow(settled, 'refused');
      applications.follow(settled, 'settled');
    });
    const states = my.of(lin.pseudonym)?.map(({ delivery }) => delivery);
    expect(states?.toSorted()).toEqual(['received', 'refused', 'refused', 'waiting']);
    expect(my.of(lin.pseudonym)?.[0]).toMatchObject({ item: 'elderly-allowance' });
    expect(my.of('b'.repeat(64))).toEqual([]);
    expect(my.deliveryOf(received)).toBe('received');
    expect(my.deliveryOf('019a9c00-0000-7000-8000-00000000ffff')).toBe('waiting');
  });
});
