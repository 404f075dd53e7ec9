import type { DeviceReason } from '../device/device-status.ts';
import { firstBoolean, firstRange, numbers, texts } from './ipp/attribute-reader.ts';
import { operations } from './ipp/codes.ts';
import { type IppAttributes, type IppValue, integer, keyword } from './ipp/message.ts';
import { type GivenReasonCode, printerReason } from './printer-state-reasons.ts';

/** Printer attributes that this file reads. */
export const capabilityAttributeNames = [
  'operations-supported',
  'document-format-supported',
  'color-supported',
  'print-color-mode-supported',
  'media-supported',
  'media-ready',
  'sides-supported',
  'copies-supported',
  'print-scaling-supported',
  'multiple-document-jobs-supported',
] as const;

export const certificateFormat = 'application/pdf';
/** ISO A4 by its self-describing name (PWG 5101.1). */
export const certificateMedia = 'iso_a4_210x297mm';

/** What a printer says it can do, as far as certificates need it. */
export interface PrinterCapabilities {
  /** Create-Job and Send-Document: the job has a name before any page can come out. */
  readonly createsJobs: boolean;
  readonly pdf: boolean;
  readonly colour: boolean;
  readonly colourModes: readonly string[];
  readonly a4: boolean;
  /** Paper that lies in the trays; empty where the printer does not say. */
  readonly mediaReady: readonly string[];
  readonly sides: readonly string[];
  readonly mostCopies: number;
  /** A job may have several documents (RFC 8011 §5.4.16). */
  readonly severalDocuments: boolean;
  readonly scalings: readonly string[];
}

/** Reads the capabilities from printer attributes; what a printer does not mention it cannot do. */
export const readCapabilities = (attributes: IppAttributes): PrinterCapabilities => {
  const supported = numbers(attributes, 'operations-supported');
  const colourModes = texts(attributes, 'print-color-mode-supported');
  return {
    createsJobs: supported.includes(operations.createJob) && supported.includes(operations.sendDocument),
    pdf: texts(attributes, 'document-format-supported').includes(certificateFormat),
    colour: firstBoolean(attributes, 'color-supported') ?? colourModes.includes('color'),
    colourModes,
    a4: texts(attributes, 'media-supported').includes(certificateMedia),
    mediaReady: texts(attributes, 'media-ready'),
    sides: texts(attributes, 'sides-supported'),
    severalDocuments: firstBoolean(attributes, 'multiple-document-jobs-supported') ?? false,
    mostCopies: firstRange(attributes, 'copies-supported')?.upper ?? 1,
    scalings: texts(attributes, 'print-scaling-supported'),
  };
};

/** What keeps this printer from printing a certificate at all, or only now because of the paper in it. */
export const reasonsFromCapabilities = (
  capabilities: PrinterCapabilities,
): DeviceReason<GivenReasonCode>[] => [
  ...(capabilities.createsJobs ? [] : [printerReason('other', 'no Create-Job or Send-Document', 'error')]),
  ...(capabilities.pdf ? [] : [printerReason('document-format-unsupported', certificateFormat)]),
  ...(capabilities.a4 ? [] : [printerReason('media-size-unsupported', certificateMedia)]),
  ...(capabilities.colour ? [] : [printerReason('no-colour')]),
  ...(capabilities.a4 &&
  capabilities.mediaReady.length > 0 &&
  !capabilities.mediaReady.includes(certificateMedia)
    ? [printerReason('media-needed', `loaded: ${capabilities.mediaReady.slice(0, 4).join(', ')}`, 'warning')]
    : []),
];

export type TemplateOutcome =
  | { readonly ok: true; readonly template: IppAttributes }
  | {
      readonly ok: false;
      readonly reason:
        | 'operations-unsupported'
        | 'document-format-unsupported'
        | 'media-size-unsupported'
        | 'no-colour'
        | 'copies-unsupported'
        | 'several-documents-unsupported';
      readonly detail: string;
    };

/**
 * The job template of a certificate (RFC 8011 §5.2, PWG 5100.13): A4, colour, one side, unscaled. What would change
 * the certificate if it were missing fails here; sides and scaling are asked for where the printer knows them.
 */
export const templateOf = (
  capabilities: PrinterCapabilities,
  { copies, documents }: { readonly copies: number; readonly documents: number },
): TemplateOutcome => {
  if (!capabilities.createsJobs) {
    return { ok: false, reason: 'operations-unsupported', detail: 'no Create-Job or Send-Document' };
  }
  if (!capabilities.pdf) {
    return { ok: false, reason: 'document-format-unsupported', detail: certificateFormat };
  }
  if (!capabilities.a4) {
    return { ok: false, reason: 'media-size-unsupported', detail: certificateMedia };
  }
  if (!capabilities.colour) {
    return { ok: false, reason: 'no-colour', detail: 'the printer prints in black only' };
  }
  if (copies > capabilities.mostCopies) {
    return { ok: false, reason: 'copies-unsupported', detail: `at most ${capabilities.mostCopies}` };
  }
  if (documents > 1 && !capabilities.severalDocuments) {
    return { ok: false, reason: 'several-documents-unsupported', detail: 'one document a job' };
  }
  const wanted: [string, IppValue, boolean][] = [
    ['media', keyword(certificateMedia), true],
    ['print-color-mode', keyword('color'), capabilities.colourModes.includes('color')],
    ['sides', keyword('one-sided'), capabilities.sides.includes('one-sided')],
    ['print-scaling', keyword('none'), capabilities.scalings.includes('none')],
    // Without the attribute a printer makes one copy; many that cannot count refuse to be asked for one.
    ['copies', integer(copies), copies > 1],
  ];
  return {
    ok: true,
    template: new Map(wanted.filter(([, , asked]) => asked).map(([key, value]) => [key, [value]])),
  };
};

/** Attributes without which the page would not be the certificate: none of them may be ignored by the printer. */
export const indispensableAttributes: ReadonlyMap<
  string,
  'media-size-unsupported' | 'no-colour' | 'copies-unsupported'
> = new Map([
  ['media', 'media-size-unsupported'],
  ['print-color-mode', 'no-colour'],
  ['copies', 'copies-unsupported'],
]);
