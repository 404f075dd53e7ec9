/** How the simulated printer fares and how it answers: every fault is a value here, set and unset alike. */
export interface PrinterConditions {
  /** Sheets left; 2 lets the third page wait for paper. */
  readonly sheetsInTray: number;
  readonly jammed: boolean;
  readonly coverOpen: boolean;
  /** Stopped at its panel. */
  readonly stopped: boolean;
  readonly tonerPercent: Readonly<Record<TonerColour, number>>;
  /** Pace of printing, in milliseconds. */
  readonly millisecondsPerPage: number;
  /** Until a request is answered, in milliseconds. */
  readonly millisecondsPerAnswer: number;
  readonly answers: PrinterAnswers;
  /** One job may have several documents. */
  readonly takesSeveralDocuments: boolean;
}

export const tonerColours = ['black', 'cyan', 'magenta', 'yellow'] as const;
export type TonerColour = (typeof tonerColours)[number];

/** A request is always carried out; what is wrong, if anything, is the reply. */
export const printerAnswers = [
  'normal',
  /** The connection stays open and nothing comes. */
  'never',
  'garbage',
  'truncated',
  'wrong-request-id',
  'http-error',
] as const;
export type PrinterAnswers = (typeof printerAnswers)[number];

export const trayCapacity = 250;
/** From here on the printer warns. */
export const lowSheets = 10;
export const lowTonerPercent = 10;

/** A printer that has everything it needs. */
export const soundConditions: PrinterConditions = {
  sheetsInTray: trayCapacity,
  jammed: false,
  coverOpen: false,
  stopped: false,
  tonerPercent: { black: 80, cyan: 75, magenta: 70, yellow: 65 },
  millisecondsPerPage: 1_500,
  millisecondsPerAnswer: 0,
  answers: 'normal',
  takesSeveralDocuments: true,
};

/** `printer-state-reasons` of these conditions, with suffixes (RFC 8011 §5.4.12). */
export const stateReasonsOf = (conditions: PrinterConditions): string[] => {
  const levels = Object.values(conditions.tonerPercent);
  const reasons = [
    ...(conditions.coverOpen ? ['cover-open-error'] : []),
    ...(conditions.jammed ? ['media-jam-error'] : []),
    ...(conditions.sheetsInTray <= 0 ? ['media-empty-error', 'media-needed-error'] : []),
    ...(levels.some((level) => level <= 0) ? ['toner-empty-error', 'marker-supply-empty-error'] : []),
    ...(conditions.stopped ? ['paused'] : []),
    ...(conditions.sheetsInTray > 0 && conditions.sheetsInTray <= lowSheets ? ['media-low-warning'] : []),
    ...(levels.some((level) => level > 0 && level <= lowTonerPercent) ? ['toner-low-warning'] : []),
  ];
  return reasons.length > 0 ? reasons : ['none'];
};

/** Whether a page cannot be printed now. */
export const isBlocked = (conditions: PrinterConditions): boolean =>
  conditions.stopped ||
  conditions.coverOpen ||
  conditions.jammed ||
  conditions.sheetsInTray <= 0 ||
  Object.values(conditions.tonerPercent).some((level) => level <= 0);
