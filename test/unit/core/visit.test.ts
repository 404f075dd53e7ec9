import { describe, expect, it } from 'vitest';
import { goodbyeMilliseconds, preparingMilliseconds } from '../../../electron/core/session/visit-setup.ts';
import { certificate, createVisitWorld, lin } from '../../helpers/visit.ts';

const screenOf = (world: ReturnType<typeof createVisitWorld>) => world.view().visit.screen;

describe('a visit', () => {
  it('leads from the invitation through card, choice, consent, preview and print to the goodbye', async () => {
    const world = createVisitWorld();
    const seen: string[] = [screenOf(world)];
    for (const screen of [
      'identify',
      'choose',
      'consent',
      'preparing',
      'preview',
      'printing',
      'takePaper',
      'rate',
      'goodbye',
    ] as const) {
      const fresh = createVisitWorld();
      await fresh.walkTo(screen);
      seen.push(screenOf(fresh));
    }
    expect(seen).toEqual([
      'attract',
      'identify',
      'choose',
      'consent',
      'preparing',
      'preview',
      'printing',
      'takePaper',
      'rate',
      'goodbye',
    ]);
  });

  it('does each piece of work once and records how it ended', async () => {
    const world = createVisitWorld();
    await world.walkTo('goodbye');
    expect(world.calls).toEqual([
      'prepare school',
      `print ${certificate.certificateNumber}`,
      `rate 5 ${certificate.requestId} ${certificate.certificateNumber}`,
      'end completed',
    ]);
  });

  it('shows the person masked and never in full', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    const text = JSON.stringify(world.view());
    expect(text).toContain('林**');
    expect(text).not.toContain(lin.name);
    expect(text).not.toContain(lin.idNumber);
    expect(text).not.toContain('19580312');
  });

  it('looks for a card only while it wants one', async () => {
    const world = createVisitWorld();
    expect(world.card()).toBeNull();
    await world.walkTo('identify');
    expect(world.card()).not.toBeNull();
    world.card()?.read({});
    expect(world.card()).toBeNull();
  });

  it('knows nobody any more once it says goodbye', async () => {
    const world = createVisitWorld();
    await world.walkTo('preview');
    const document = world.session.previewDocument(certificate.certificateNumber);
    expect(document?.some((byte) => byte !== 0)).toBe(true);
    world.act({ name: 'endVisit' });
    expect(document?.every((byte) => byte === 0)).toBe(true);
    expect(world.session.previewDocument(certificate.certificateNumber)).toBeNull();
    await world.clock.advance(6_000);
    expect(screenOf(world)).toBe('attract');
    expect(world.act({ name: 'home' })).toEqual({ accepted: false, reason: 'not-now' });
  });

  it('gives the next resident Chinese at normal size', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    world.act({ name: 'setLocale', locale: 'en' });
    world.act({ name: 'setElderMode', on: true });
    expect(world.view()).toMatchObject({ locale: 'en', elderMode: true });
    world.act({ name: 'endVisit' });
    expect(world.view()).toMatchObject({ locale: 'en', elderMode: true });
    await world.clock.advance(6_000);
    expect(world.view()).toMatchObject({ locale: 'zh-CN', elderMode: false });
  });
});

describe('a resident who touches twice', () => {
  it('starts one print, however often the button is hit', async () => {
    const world = createVisitWorld();
    await world.walkTo('preview');
    expect(world.act({ name: 'print' })).toEqual({ accepted: true });
    expect(world.act({ name: 'print' })).toEqual({ accepted: false, reason: 'not-now' });
    expect(world.calls.filter((call) => call.startsWith('print'))).toHaveLength(1);
  });

  it('cannot consent without a purpose, nor choose what was not offered', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    expect(world.act({ name: 'chooseItem', itemCode: 'passport' })).toEqual({
      accepted: false,
      reason: 'unknown-choice',
    });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    expect(world.act({ name: 'consent' })).toEqual({ accepted: false, reason: 'not-now' });
    expect(world.act({ name: 'choosePurpose', purposeCode: 'fun' })).toEqual({
      accepted: false,
      reason: 'unknown-choice',
    });
    expect(screenOf(world)).toBe('consent');
  });
});

describe('a resident who walks away', () => {
  it('is warned after the idle time and forgotten after the warning', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    expect(world.view().timeLeft).toEqual({ milliseconds: 30_000, warning: false });
    await world.clock.advance(30_000);
    expect(world.view().timeLeft).toEqual({ milliseconds: 30_000, warning: true });
    await world.clock.advance(30_000);
    expect(world.view().visit).toEqual({ screen: 'goodbye', done: false, cardOnReader: false });
    expect(world.calls).toEqual(['end timed-out']);
  });

  it('stays when they say that they are still there', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    await world.clock.advance(59_999);
    world.act({ name: 'stillHere' });
    await world.clock.advance(59_999);
    expect(screenOf(world)).toBe('choose');
  });

  it('has twice the time in elder mode', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    world.act({ name: 'setElderMode', on: true });
    await world.clock.advance(60_000);
    expect(world.view().timeLeft).toEqual({ milliseconds: 60_000, warning: true });
    await world.clock.advance(59_999);
    expect(screenOf(world)).toBe('choose');
    await world.clock.advance(1);
    expect(screenOf(world)).toBe('goodbye');
  });

  it('is not timed out while the kiosk prints', async () => {
    const world = createVisitWorld();
    await world.walkTo('printing');
    expect(world.view().timeLeft).toBeNull();
    await world.clock.advance(600_000);
    expect(screenOf(world)).toBe('printing');
  });

  it('tells a preparation that never ends, and asks for no second certificate', async () => {
    const world = createVisitWorld();
    await world.walkTo('preparing');
    expect(world.view().timeLeft).toBeNull();
    await world.clock.advance(preparingMilliseconds - 1);
    expect(screenOf(world)).toBe('preparing');
    await world.clock.advance(1);
    expect(world.view().visit).toMatchObject({ screen: 'problem', canRetry: false });
  });

  it('counts as served when the paper was printed', async () => {
    const world = createVisitWorld();
    await world.walkTo('takePaper');
    await world.clock.advance(60_000);
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', done: true });
    expect(world.calls.at(-1)).toBe('end completed');
  });
});

describe('a resident who only looks', () => {
  it('leaves neither language nor size to the next one', async () => {
    const world = createVisitWorld();
    world.act({ name: 'setLocale', locale: 'en' });
    await world.clock.advance(20_000);
    world.act({ name: 'setElderMode', on: true });
    await world.clock.advance(59_000);
    expect(world.view()).toMatchObject({ locale: 'en', elderMode: true, visit: { screen: 'attract' } });
    await world.clock.advance(1_000);
    expect(world.view()).toMatchObject({ locale: 'zh-CN', elderMode: false, visit: { screen: 'attract' } });
  });
});

describe('what goes wrong', () => {
  it('does not wait for ever for a reading that a reader never ends', async () => {
    const world = createVisitWorld();
    await world.walkTo('identify');
    world.card()?.reading();
    await world.clock.advance(20_000);
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'card-read-failed',
      canRetry: true,
    });
  });

  it('lets the card be laid again after a failed read', async () => {
    const world = createVisitWorld();
    await world.walkTo('identify');
    world.card()?.reading();
    world.card()?.failed({ problem: 'card-removed-too-early', staffCode: 'card-lost' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'card-removed-too-early',
      canRetry: true,
    });
    world.act({ name: 'retry' });
    expect(world.view().visit).toMatchObject({ screen: 'identify', step: 'waiting' });
    expect(world.card()).not.toBeNull();
  });

  it('says why a card is not accepted', async () => {
    const world = createVisitWorld();
    await world.walkTo('identify');
    world.card()?.read({});
    await world.settleIdentify({ ok: false, problem: 'card-expired', staffCode: 'card-expired' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'card-expired',
      certificateNumbers: [],
    });
  });

  it('asks the department again when the resident wants to', async () => {
    const world = createVisitWorld();
    await world.walkTo('preparing');
    await world.settlePrepare({ ok: false, problem: 'platform-unreachable', staffCode: 'x' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'platform-unreachable',
      canRetry: true,
    });
    world.act({ name: 'retry' });
    expect(screenOf(world)).toBe('preparing');
    expect(world.calls).toEqual(['prepare school', 'prepare school']);
  });

  it('asks for another identification where the platform wants more assurance, not the department once more', async () => {
    const world = createVisitWorld();
    await world.walkTo('preparing');
    await world.settlePrepare({ ok: false, problem: 'identity-not-assured', staffCode: 'x' });
    expect(world.view().visit).toMatchObject({ problem: 'identity-not-assured', canRetry: true });
    world.act({ name: 'retry' });
    expect(screenOf(world)).toBe('identify');
  });

  it('offers no other try where the platform does not recognise the kiosk', async () => {
    const world = createVisitWorld();
    await world.walkTo('preparing');
    await world.settlePrepare({ ok: false, problem: 'kiosk-not-recognised', staffCode: 'kiosk-revoked' });
    expect(world.view().visit).toMatchObject({ problem: 'kiosk-not-recognised', canRetry: false });
  });

  it('gives the number of a certificate that was issued but cannot be drawn, and issues no other', async () => {
    const world = createVisitWorld();
    await world.walkTo('preparing');
    await world.settlePrepare({
      ok: false,
      problem: 'certificate-not-printable',
      staffCode: 'character-without-glyph',
      certificateNumber: 'ZF-1',
    });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      canRetry: false,
      certificateNumbers: ['ZF-1'],
    });
    expect(world.act({ name: 'retry' })).toEqual({ accepted: false, reason: 'not-now' });
  });

  it('prints again only after a recorded fault', async () => {
    const world = createVisitWorld();
    await world.walkTo('printing');
    await world.settlePrint({ outcome: 'failed', problem: 'print-failed', staffCode: 'aborted-by-printer' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      canRetry: true,
      certificateNumbers: [certificate.certificateNumber],
    });
    world.act({ name: 'retry' });
    expect(screenOf(world)).toBe('printing');
  });

  it('never prints again when nobody knows what came out', async () => {
    const world = createVisitWorld();
    await world.walkTo('printing');
    await world.settlePrint({ outcome: 'unknown', problem: 'print-outcome-unknown', staffCode: 'x' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'print-outcome-unknown',
      canRetry: false,
    });
    expect(world.act({ name: 'retry' })).toEqual({ accepted: false, reason: 'not-now' });
  });

  it('shows what holds a print up, and goes on when it is mended', async () => {
    const world = createVisitWorld();
    await world.walkTo('printing');
    world.printProgress({
      step: 'paused',
      pagesPrinted: 0,
      printerProblem: { role: 'printer', code: 'media-empty', actor: 'staff' },
    });
    expect(world.view().visit).toMatchObject({ step: 'paused', printerProblem: { code: 'media-empty' } });
    world.printProgress({ step: 'printing', pagesPrinted: 1, printerProblem: null });
    expect(world.view().visit).toMatchObject({ step: 'printing', pagesPrinted: 1, printerProblem: null });
  });

  it('does not begin what it could not record', async () => {
    const world = createVisitWorld({
      beginVisit: () => ({ ok: false, problem: 'could-not-record', staffCode: 'disk-full' }),
    });
    world.act({ name: 'start' });
    world.act({ name: 'identify' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'could-not-record',
      staffCode: 'disk-full',
      canRetry: false,
    });
  });

  it('does not ask for a card without a reader, nor print without a printer', async () => {
    const world = createVisitWorld();
    world.around.readerProblem = { role: 'idCardReader', code: 'no-answer', actor: 'technician' };
    world.act({ name: 'start' });
    expect(world.act({ name: 'identify' })).toEqual({ accepted: false, reason: 'not-now' });
    expect(world.act({ name: 'chooseItem', itemCode: 'housing-status' })).toEqual({
      accepted: false,
      reason: 'not-now',
    });
    world.act({ name: 'endVisit' });
    await world.clock.advance(goodbyeMilliseconds);
    world.around.readerProblem = null;
    await world.walkTo('preview');
    world.around.printerProblem = { role: 'printer', code: 'media-empty', actor: 'staff' };
    expect(world.act({ name: 'print' })).toEqual({ accepted: false, reason: 'not-now' });
    expect(world.view().visit).toMatchObject({ screen: 'preview', printerProblem: { code: 'media-empty' } });
  });
});
