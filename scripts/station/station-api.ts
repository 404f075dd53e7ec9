import type {
  ReaderTimings,
  SimulatedIdCardReader,
} from '../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import type { PrinterConditions } from '../../drivers/simulator/printer/conditions.ts';
import type { PrinterSimulator } from '../../drivers/simulator/printer/printer-simulator.ts';
import type { SimulatedQrScanner } from '../../drivers/simulator/qr-scanner/qr-scanner-simulator.ts';
import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';
import type { PlatformContent } from '../../platform/seed/platform-content.ts';
import type { Platform } from '../../platform/server.ts';
import type { NetworkLine } from './network-line.ts';
import type { PrintedDocument } from './output-tray.ts';
import type {
  ActionOutcome,
  IdentityCodeKind,
  StationAction,
  StationEvent,
  StationState,
} from './station-contract.ts';

export interface StationOptions {
  /** Everything of the station lies here: `platform/`, `kiosk/` (the kiosk's data folder) and `dev/` (the ports of reader and scanner). */
  readonly folder: string;
  /** The simulated printer, or one that is there already. */
  readonly printer: 'simulated' | { readonly uri: string };
  /** Fields of the kiosk's settings that are to differ from the station's own. */
  readonly settings?: Partial<SettingsFile>;
  /** Where the platform keeps its store: beneath `folder` (kept between starts) unless told. */
  readonly platformStore?: 'folder' | 'memory';
  /** People of the synthetic city, beside those with a card in the box; the platform's own number unless told. */
  readonly populationSize?: number;
  /** What the platform publishes; what this version brings with it unless told. */
  readonly platformContent?: PlatformContent;
  readonly readerTimings?: ReaderTimings;
  readonly printerConditions?: Partial<PrinterConditions>;
}

/** The simulated printer's paper. */
export interface PaperTray {
  empty(): void;
  refill(): void;
  /** Puts exactly this many sheets in. */
  fill(sheets: number): void;
}

/**
 * A station with everything but the kiosk: simulated devices, reference platform, and the line between it and the kiosk.
 * Tests, dev dock and demo play with the same object.
 */
export interface Station {
  /** The kiosk's data folder; `settings.json` is in it. */
  readonly kioskFolder: string;
  readonly settings: SettingsFile;
  /** The serial port at which the reader hangs. */
  readonly readerPath: string;
  /** The serial port at which the code scanner hangs. */
  readonly scannerPath: string;
  readonly platform: Platform;
  /** The line between kiosk and platform. */
  readonly network: Pick<NetworkLine, 'state' | 'delay' | 'cut' | 'restore' | 'setDelay'>;
  /** The simulators themselves, for tests that need more than the switches; the printer is null where it is not simulated. */
  readonly simulators: {
    readonly reader: SimulatedIdCardReader;
    readonly scanner: SimulatedQrScanner;
    readonly printer: PrinterSimulator | null;
  };
  /** @throws Error when there is no such resident */
  layCard(residentId: string): void;
  liftCard(): void;
  /** Holds a code before the scanner. */
  showCode(text: string): void;
  /**
   * Holds a resident's phone with an identity code before the scanner.
   * @throws Error when there is no such resident
   */
  showIdentityCode(residentId: string, kind: IdentityCodeKind): Promise<void>;
  /** Shows the last identity code once more; false where none has been shown. */
  showIdentityCodeAgain(): boolean;
  /** @throws Error where the printer is not simulated */
  readonly paperTray: PaperTray;
  /** @throws Error when no simulator knows this fault */
  setFault(name: string, on: boolean): Promise<void>;
  /** What came out of the simulated printer, newest last. */
  printedDocuments(): readonly PrintedDocument[];
  /** The document of this hash as the printer received it. */
  document(hash: string): Uint8Array | undefined;
  state(): StationState;
  /** Does what the dock asks for; what cannot be done is an outcome. */
  perform(action: StationAction): Promise<ActionOutcome>;
  onEvent(listener: (event: StationEvent) => void): () => void;
  /** Ends everything that the station started. May be called twice. */
  close(): Promise<void>;
}
