import { basename } from 'node:path';
import { expect } from '@playwright/test';
import type { SyntheticResident } from '../../drivers/simulator/residents/synthetic-resident.ts';
import { previewIsDrawn, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { type TestKiosk, test } from '../helpers/kiosk.ts';
import { needlesOf } from '../integration/leak/encodings.ts';
import { createLeakSearch, filesUnder, type LeakSearch } from '../integration/leak/search-files.ts';
import { chooseItem } from './support/choose-item.ts';
import { openKiosk, toldLeaks as told, valuesFound as found } from './support/memory/open-kiosk.ts';
import { scannedCode } from './support/scanned-code.ts';
import {
  codeValues,
  documentValues,
  residentFromElsewhere,
  type TypedAnswers,
  visitValues,
} from './support/visit-values.ts';

/**
 * The wipe at the end of a visit: nothing of it is left in the core or in the page. What is searched is what a program can
 * still reach: V8 heaps whole, the contents of buffers, the nodes of the page, its storages.
 */

const item = 'elderly-allowance';
const impatient = {
  resident: residentFromElsewhere('check-character-x'),
  account: '621799345678901234',
  telephone: '13517318842',
};
/** Somebody for whom the impatient one acts. */
const principal = residentFromElsewhere('many-strokes');
const patient = {
  resident: residentFromElsewhere('zhou-haifeng'),
  account: '621700987654321098',
  telephone: '13907315566',
};

/** A station whose next card is this resident's. */
const withCardOf = ({ simulators, liftCard }: Station, resident: SyntheticResident) => ({
  layCard: () => simulators.reader.layCard(resident),
  liftCard,
});

const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
};

/** From the choice on to the last question, whose answer is typed but not given. */
const fillIn = async (kiosk: TestKiosk, { account, telephone }: TypedAnswers): Promise<void> => {
  await kiosk.screen('choose');
  await chooseItem(kiosk, item);
  await kiosk.tap('answer-bank-card');
  await kiosk.page.locator('[data-field="account"]').waitFor();
  await typeDigits(kiosk, account);
  await kiosk.tap('answer-digits');
  await kiosk.tap('answer-no');
  await kiosk.page.locator('[data-field="phone"]').waitFor();
  await typeDigits(kiosk, telephone);
};

test.use({ kioskOptions: { settings: { session: { idleSeconds: 120 } } } });
// Each look into a heap takes seconds.
test.setTimeout(360_000);

test('nothing of a visit is left in the core or in the page', async ({ kiosk }) => {
  const { station } = kiosk;
  const opened = await openKiosk(kiosk);
  const expectNothingOf = async (search: LeakSearch): Promise<void> => {
    await kiosk.screen('attract');
    expect(kiosk.page.workers()).toEqual([]);
    expect(told(await opened.inCore(search))).toEqual([]);
    expect(told(await opened.inPage(search))).toEqual([]);
  };

  const ofImpatient = visitValues(impatient.resident, impatient);
  await test.step('while somebody types, the search finds it in both', async () => {
    await walkTo('choose', kiosk, withCardOf(station, impatient.resident));
    station.liftCard();
    await fillIn(kiosk, impatient);
    const search = createLeakSearch(ofImpatient);
    const inPage = found(await opened.inPage(search));
    expect([...inPage]).toEqual(expect.arrayContaining(['telephone']));
    await kiosk.tap('answer-digits');
    await kiosk.screen('review');
    const inCore = found(await opened.inCore(search));
    expect([...inCore]).toEqual(expect.arrayContaining(['name', 'id number', 'account', 'telephone']));
  });

  await test.step('who leaves without handing in leaves nothing', async () => {
    await kiosk.tap('intent-endVisit');
    await expectNothingOf(createLeakSearch(ofImpatient));
  });

  await test.step('who acts for another leaves nothing of either', async () => {
    const ofPrincipal = visitValues(principal, { account: '621755512345678901', telephone: '13607318811' });
    await walkTo('choose', kiosk, withCardOf(station, impatient.resident));
    await kiosk.tap('intent-helpAnother');
    station.liftCard();
    await kiosk.tap('help-by-card');
    station.simulators.reader.layCard(principal);
    await kiosk.page.getByTestId('acting-for').waitFor();
    station.liftCard();
    const inCore = found(await opened.inCore(createLeakSearch(ofPrincipal)));
    expect([...inCore]).toEqual(expect.arrayContaining(['name', 'id number']));
    await kiosk.tap('intent-endVisit');
    await expectNothingOf(createLeakSearch([...ofImpatient, ...ofPrincipal]));
  });

  const ofPatient = [...visitValues(patient.resident, patient)];
  await test.step('a certificate is printed; the search finds it in both until then', async () => {
    // A core that was looked through has not heard its reader for a while.
    await expect(kiosk.page.locator('[data-testid^="device-problem-"]')).toHaveCount(0);
    await walkTo('preview', kiosk, withCardOf(station, patient.resident));
    await previewIsDrawn(kiosk);
    const shown = await opened.buffersOfPage();
    await kiosk.tap('intent-print');
    await kiosk.screen('takePaper');
    const [printed] = station.printedDocuments();
    const pdf = printed?.pdf ?? new Uint8Array();
    const document = documentValues(pdf);
    ofPatient.push(...document, ...codeValues(scannedCode(pdf)));
    const search = createLeakSearch(document);
    const foundIn = (buffers: readonly Buffer[]) => buffers.flatMap((bytes) => search.bytes('', bytes));
    expect(foundIn(shown)).not.toEqual([]);
    expect(foundIn(await opened.buffersOfCore())).not.toEqual([]);
  });

  await test.step('who has printed, handed in and rated leaves nothing', async () => {
    await kiosk.tap('intent-home');
    await fillIn(kiosk, patient);
    await kiosk.tap('answer-digits');
    await kiosk.tap('intent-submit');
    await kiosk.tap('intent-printReceipt');
    await kiosk.screen('takePaper');
    station.liftCard();
    await kiosk.tap('intent-paperTaken');
    await kiosk.tap('rate-4');
    await expectNothingOf(createLeakSearch([...ofImpatient, ...ofPatient]));
  });

  const complaint = { name: 'complaint', needles: needlesOf('jammedagain') };
  await test.step('who looked at what was filed and wrote a complaint leaves nothing', async () => {
    await kiosk.tap('intent-start');
    await kiosk.tap('door-progress');
    await kiosk.screen('progressDoor');
    withCardOf(station, patient.resident).layCard();
    await kiosk.screen('progress');
    station.liftCard();
    await kiosk.tap('intent-back');
    await kiosk.screen('choose');
    await kiosk.tap('intent-openHall');
    await kiosk.tap('door-feedback');
    await kiosk.tap('answer-complaint');
    await kiosk.tap('answer-kiosk');
    await kiosk.page.locator('[data-field="text"]').waitFor();
    await kiosk.tap('layout-latin');
    for (const letter of 'jammedagain') await kiosk.tap(`key-${letter}`);
    await kiosk.tap('answer-text');
    await kiosk.tap('answer-yes');
    await kiosk.page.locator('[data-field="callback"]').waitFor();
    await typeDigits(kiosk, patient.telephone);
    await kiosk.tap('answer-digits');
    await kiosk.tap('answer-yes');
    await kiosk.screen('replyReview');
    const search = createLeakSearch([complaint]);
    expect([...found(await opened.inCore(search))]).toEqual(['complaint']);
    await kiosk.tap('intent-endVisit');
    await expectNothingOf(createLeakSearch([complaint, ...ofImpatient, ...ofPatient]));
  });

  await test.step('who booked a time at the hall leaves nothing', async () => {
    await kiosk.tap('intent-start');
    await kiosk.tap('door-search');
    for (const letter of 'shenfenzheng') await kiosk.tap(`letter-${letter}`);
    await kiosk.tap('guide-id-card-issue');
    await kiosk.tap('guide-book');
    await kiosk.screen('appointmentDays');
    const first = kiosk.page.locator('.hall-tile[data-unavailable="false"]').first();
    await kiosk.tap((await first.getAttribute('data-testid')) ?? 'no day');
    await kiosk.screen('appointmentTimes');
    await kiosk.tap((await first.getAttribute('data-testid')) ?? 'no time');
    await kiosk.screen('identify');
    withCardOf(station, patient.resident).layCard();
    await kiosk.tap('intent-confirmBooking');
    const told = kiosk.page.getByTestId('appointment-number');
    const number = (await told.getAttribute('data-number')) ?? 'no number';
    const appointment = { name: 'appointment', needles: needlesOf(number) };
    station.liftCard();
    const search = createLeakSearch([appointment]);
    expect([...found(await opened.inCore(search))]).toEqual(['appointment']);
    await kiosk.tap('appointment-done');
    await expectNothingOf(createLeakSearch([appointment, ...ofImpatient, ...ofPatient]));
  });

  await test.step('nor on the disk', () => {
    const search = createLeakSearch([complaint, ...ofImpatient, ...ofPatient]);
    expect(filesUnder(kiosk.dataFolder).map((file) => basename(file))).toContain('kiosk.db');
    expect(told(search.folder(kiosk.dataFolder))).toEqual([]);
  });
});
