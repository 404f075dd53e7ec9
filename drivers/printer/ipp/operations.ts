import { attributesOf, firstNumber, firstText } from './attribute-reader.ts';
import { isSuccessful, operations, statusCodes, statusName } from './codes.ts';
import { type DecoderLimits, decodeMessage, defaultDecoderLimits } from './decoder.ts';
import { encodeMessage } from './encoder.ts';
import type { IppTransport, TransportFailure } from './ipp-transport.ts';
import {
  boolean,
  charset,
  type IppAttributes,
  type IppGroup,
  type IppMessage,
  type IppValue,
  integer,
  keyword,
  mimeMediaType,
  name,
  naturalLanguage,
  text,
  uri,
} from './message.ts';
import { groupTags } from './tags.ts';

/** Why an operation gave no result. */
export type IppFailure =
  | {
      readonly ok: false;
      readonly reason: TransportFailure | 'malformed-reply';
      readonly detail: string;
      /** False only if the printer certainly knows nothing of the request. */
      readonly mayHaveArrived: boolean;
    }
  /** The printer answered no; `status` is the IPP status code. */
  | { readonly ok: false; readonly reason: 'refused'; readonly status: number; readonly detail: string };

export type IppOutcome<Result> = { readonly ok: true; readonly value: Result } | IppFailure;

/** What is asked of a job, apart from its document. */
export interface JobTicket {
  /** At most 255 octets. It is shown on the printer's panel and kept in its log. */
  readonly jobName: string;
  readonly documentFormat: string;
  /** Job template attributes (RFC 8011 §5.2). */
  readonly template: IppAttributes;
}

/** A job as the printer named it. */
export interface CreatedJob {
  readonly jobUri: string;
  readonly jobId: number;
  /** Names of attributes that the printer ignored or replaced. */
  readonly ignored: readonly string[];
}

/** The operations of RFC 8011 §4.2 and §4.3 that the kiosk uses. None rejects. */
export interface IppClient {
  /** The printer attributes of these names, as far as it has them. */
  getPrinterAttributes(names: readonly string[]): Promise<IppOutcome<IppAttributes>>;
  /** Asks whether the job would be taken; the value names the attributes that would be ignored. */
  validateJob(ticket: JobTicket): Promise<IppOutcome<readonly string[]>>;
  createJob(ticket: JobTicket): Promise<IppOutcome<CreatedJob>>;
  /** Sends a document of a created job; after the last one the printer begins. */
  sendDocument(
    jobId: number,
    documentFormat: string,
    document: Uint8Array,
    isLast: boolean,
  ): Promise<IppOutcome<null>>;
  /** Create-Job and Send-Document in one. */
  printJob(ticket: JobTicket, document: Uint8Array): Promise<IppOutcome<CreatedJob>>;
  getJobAttributes(jobId: number, names: readonly string[]): Promise<IppOutcome<IppAttributes>>;
  cancelJob(jobId: number): Promise<IppOutcome<null>>;
  close(): void;
}

export interface IppClientOptions {
  readonly printerUri: string;
  readonly transport: IppTransport;
  readonly decoderLimits?: DecoderLimits;
}

/** Who asks; the resident is nobody's business on the printer's panel. */
const requestingUserName = 'kiosk';
const largestRequestId = 0x7fffffff;

/**
 * An IPP client over `transport`. Jobs are addressed by printer-uri and job-id, never by the job-uri that the
 * printer made up, which may hold a host name that only the printer knows.
 */
export const createIppClient = ({
  printerUri,
  transport,
  decoderLimits = defaultDecoderLimits,
}: IppClientOptions): IppClient => {
  let requestId = 0;

  const perform = async (
    operation: number,
    operationAttributes: readonly (readonly [string, readonly IppValue[]])[],
    extra: { template?: IppAttributes; document?: Uint8Array } = {},
  ): Promise<IppOutcome<IppMessage>> => {
    requestId = (requestId % largestRequestId) + 1;
    const sentId = requestId;
    const groups: IppGroup[] = [
      { tag: groupTags.operation, attributes: new Map([...common(), ...operationAttributes]) },
    ];
    if (extra.template !== undefined && extra.template.size > 0) {
      groups.push({ tag: groupTags.job, attributes: extra.template });
    }
    const exchanged = await transport.exchange({
      attributes: encodeMessage({
        version: { major: 2, minor: 0 },
        code: operation,
        requestId: sentId,
        groups,
        data: new Uint8Array(0),
      }),
      ...(extra.document === undefined ? {} : { document: extra.document }),
      // A job created twice prints nothing by itself; a document sent twice may.
      repeatable: extra.document === undefined,
    });
    return exchanged.ok ? interpretReply(exchanged.reply, sentId, decoderLimits) : exchanged;
  };

  const common = (): [string, IppValue[]][] => [
    ['attributes-charset', [charset('utf-8')]],
    ['attributes-natural-language', [naturalLanguage('en')]],
    ['printer-uri', [uri(printerUri)]],
  ];
  const user: readonly [string, IppValue[]] = ['requesting-user-name', [name(requestingUserName)]];
  const format = (documentFormat: string): readonly [string, IppValue[]] => [
    'document-format',
    [mimeMediaType(documentFormat)],
  ];
  const job = (jobId: number): readonly [string, IppValue[]] => ['job-id', [integer(jobId)]];
  const jobName = (ticket: JobTicket): readonly [string, IppValue[]] => ['job-name', [name(ticket.jobName)]];
  const wanted = (names: readonly string[]): readonly [string, IppValue[]] => [
    'requested-attributes',
    names.map(keyword),
  ];

  return {
    async getPrinterAttributes(names) {
      const reply = await perform(operations.getPrinterAttributes, [user, wanted(names)]);
      return reply.ok ? { ok: true, value: attributesOf(reply.value, groupTags.printer) } : reply;
    },
    async validateJob(ticket) {
      const reply = await perform(
        operations.validateJob,
        [user, jobName(ticket), format(ticket.documentFormat)],
        { template: ticket.template },
      );
      return reply.ok ? { ok: true, value: ignoredNames(reply.value) } : reply;
    },
    async createJob(ticket) {
      const reply = await perform(operations.createJob, [user, jobName(ticket)], {
        template: ticket.template,
      });
      return reply.ok ? readCreatedJob(reply.value) : reply;
    },
    async sendDocument(jobId, documentFormat, document, isLast) {
      const reply = await perform(
        operations.sendDocument,
        [job(jobId), user, format(documentFormat), ['last-document', [boolean(isLast)]]],
        { document },
      );
      return reply.ok ? { ok: true, value: null } : reply;
    },
    async printJob(ticket, document) {
      const reply = await perform(
        operations.printJob,
        [user, jobName(ticket), format(ticket.documentFormat)],
        { template: ticket.template, document },
      );
      return reply.ok ? readCreatedJob(reply.value) : reply;
    },
    async getJobAttributes(jobId, names) {
      const reply = await perform(operations.getJobAttributes, [job(jobId), user, wanted(names)]);
      return reply.ok ? { ok: true, value: attributesOf(reply.value, groupTags.job) } : reply;
    },
    async cancelJob(jobId) {
      const reply = await perform(operations.cancelJob, [
        job(jobId),
        user,
        ['message', [text('cancelled by the kiosk')]],
      ]);
      return reply.ok ? { ok: true, value: null } : reply;
    },
    close: () => transport.close(),
  };
};

const malformed = (detail: string): IppFailure => ({
  ok: false,
  reason: 'malformed-reply',
  detail,
  mayHaveArrived: true,
});

/** A reply must be well formed and belong to the request; then its status decides. */
const interpretReply = (
  reply: Uint8Array,
  sentId: number,
  decoderLimits: DecoderLimits,
): IppOutcome<IppMessage> => {
  const decoded = decodeMessage(reply, decoderLimits);
  if (!decoded.ok) {
    return malformed(decoded.detail);
  }
  const { message } = decoded;
  if (message.requestId !== sentId) {
    return malformed(`reply to request ${message.requestId} instead of ${sentId}`);
  }
  if (isSuccessful(message.code)) {
    return { ok: true, value: message };
  }
  const said = firstText(attributesOf(message, groupTags.operation), 'status-message');
  const status = statusName(message.code);
  return {
    ok: false,
    reason: 'refused',
    status: message.code,
    detail: said === null || said === status ? status : `${status}: ${said.slice(0, 200)}`,
  };
};

const ignoredNames = (message: IppMessage): string[] => [
  ...attributesOf(message, groupTags.unsupported).keys(),
];

const readCreatedJob = (message: IppMessage): IppOutcome<CreatedJob> => {
  const attributes = attributesOf(message, groupTags.job);
  const jobId = firstNumber(attributes, 'job-id');
  const jobUri = firstText(attributes, 'job-uri');
  return jobId === null || jobUri === null || jobId < 1
    ? malformed('a job without job-id or job-uri')
    : { ok: true, value: { jobId, jobUri, ignored: ignoredNames(message) } };
};

/** Refusals that mean "later": the printer may take the same request in a moment. */
export const isTemporaryRefusal = (status: number): boolean =>
  status === statusCodes.serverErrorBusy ||
  status === statusCodes.serverErrorTemporaryError ||
  status === statusCodes.serverErrorServiceUnavailable;
