import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KioskDriver, launchKioskApp } from '../kiosk/kiosk-driver.ts';
import { mainJob, previewIsDrawn } from '../kiosk/main-job.ts';
import { documentHash } from '../printed-pages.ts';
import type { Station } from '../station-api.ts';
import { findVersions, type Versions } from './versions.ts';

/** A line like that of a village, so that the screen "preparing" can be seen, milliseconds each way. */
export const lineDelayMilliseconds = 400;
/** Lines of each log that a failed demo shows. */
const tailLength = 40;

export interface DemoStep {
  readonly screen: string;
  /** From what the resident did on the screen before until this screen was there. */
  readonly milliseconds: number;
  readonly screenshot: string;
}

export interface DemoReport {
  readonly ok: boolean;
  /** What happened, in one sentence. */
  readonly sentence: string;
  readonly startedAt: string;
  readonly printer: string;
  readonly lineDelayMilliseconds: number;
  readonly steps: readonly DemoStep[];
  readonly totalMilliseconds: number;
  readonly certificate: { readonly file: string; readonly bytes: number; readonly sha256: string } | null;
  readonly versions: Versions | null;
  readonly events: readonly string[];
  /** Of a failed demo: what was on the screen, and the ends of the logs. */
  readonly failure: {
    readonly screenshot: string | null;
    readonly logs: Readonly<Record<string, readonly string[]>>;
  } | null;
}

/** What a demo needs. */
export interface DemoOptions {
  readonly station: Station;
  readonly out: string;
  /** Everything that the printer received in this demo. */
  readonly received: () => Promise<readonly Uint8Array[]>;
  /** Hears of each step as it is done. */
  readonly onStep: (step: DemoStep) => void;
}

const passingTimeout = 5_000;

const tailOf = (file: string): readonly string[] => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-tailLength);
  } catch {
    return ['(no such file)'];
  }
};

/** Walks the main job, photographing each screen. */
const walk = async (kiosk: KioskDriver, options: DemoOptions, steps: DemoStep[]): Promise<void> => {
  let actedAt = performance.now();
  for (const step of mainJob(kiosk, options.station)) {
    if (step.passing) {
      const seen = await kiosk.screen(step.screen, { timeout: passingTimeout }).then(
        () => true,
        // It has passed already: that is no fault.
        () => false,
      );
      if (!seen) continue;
    } else {
      await kiosk.screen(step.screen);
    }
    const milliseconds = Math.round(performance.now() - actedAt);
    if (step.screen === 'preview') await previewIsDrawn(kiosk);
    const screenshot = `${String(steps.length + 1).padStart(2, '0')}-${step.screen}.png`;
    // Finite animations are shown at their end: a photograph in mid-fade looks like a fault.
    await kiosk.page.screenshot({ path: join(options.out, screenshot), animations: 'disabled' });
    const done = { screen: step.screen, milliseconds, screenshot };
    steps.push(done);
    options.onStep(done);
    actedAt = performance.now();
    await step.act();
  }
};

/** Takes what the printer received; there must be exactly one document. */
const takeCertificate = async (options: DemoOptions): Promise<NonNullable<DemoReport['certificate']>> => {
  const received = await options.received();
  const [pdf] = received;
  if (pdf === undefined) throw new Error('the printer received nothing');
  if (received.length > 1)
    throw new Error(`the printer received ${received.length} documents instead of one`);
  if (Buffer.from(pdf.subarray(0, 5)).toString('latin1') !== '%PDF-')
    throw new Error('the printer received no PDF');
  await writeFile(join(options.out, 'certificate.pdf'), pdf);
  return { file: 'certificate.pdf', bytes: pdf.length, sha256: documentHash(pdf) };
};

const describeFailure = async (
  kiosk: KioskDriver | undefined,
  options: DemoOptions,
): Promise<DemoReport['failure']> => {
  const screenshot = 'failure.png';
  const photographed = await kiosk?.page.screenshot({ path: join(options.out, screenshot) }).then(
    () => true,
    () => false,
  );
  const logs = join(options.station.kioskFolder, 'logs');
  return {
    screenshot: photographed ? screenshot : null,
    logs: { core: tailOf(join(logs, 'core.log')), shell: tailOf(join(logs, 'shell.log')) },
  };
};

/** Drives the main job in a real kiosk and reports; never throws for what goes wrong in it. */
export const runDemo = async (options: DemoOptions): Promise<DemoReport> => {
  const { station } = options;
  const startedAt = new Date();
  const began = performance.now();
  const steps: DemoStep[] = [];
  let kiosk: KioskDriver | undefined;
  let versions: Versions | null = null;
  const report = (outcome: Pick<DemoReport, 'ok' | 'sentence' | 'certificate' | 'failure'>): DemoReport => ({
    ...outcome,
    startedAt: startedAt.toISOString(),
    printer: station.settings.devices.printer.uri,
    lineDelayMilliseconds,
    steps,
    totalMilliseconds: Math.round(performance.now() - began),
    versions,
    events: station
      .state()
      .events.map(({ at, source, code, detail }) =>
        `${new Date(at).toISOString()} ${source} ${code} ${detail}`.trimEnd(),
      ),
  });

  try {
    station.network.setDelay(lineDelayMilliseconds);
    kiosk = await launchKioskApp({ dataFolder: station.kioskFolder });
    versions = await findVersions(kiosk);
    await walk(kiosk, options, steps);
    const certificate = await takeCertificate(options);
    return report({
      ok: true,
      sentence: `The printer received the certificate (${certificate.bytes} bytes) after ${steps.length} screens.`,
      certificate,
      failure: null,
    });
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
    const last = steps.at(-1)?.screen ?? 'none';
    return report({
      ok: false,
      sentence: `The demo did not get through: ${message} (last screen reached: ${last}).`,
      certificate: null,
      failure: await describeFailure(kiosk, options),
    });
  } finally {
    await kiosk?.close();
  }
};
