import {
  attributesOf,
  firstBoolean,
  firstNumber,
  firstText,
  texts,
} from '../../printer/ipp/attribute-reader.ts';
import { operations, statusCodes, statusName } from '../../printer/ipp/codes.ts';
import { decodeMessage } from '../../printer/ipp/decoder.ts';
import { encodeMessage } from '../../printer/ipp/encoder.ts';
import {
  charset,
  type IppAttributes,
  type IppGroup,
  type IppMessage,
  type IppValue,
  naturalLanguage,
  text,
} from '../../printer/ipp/message.ts';
import { groupTags } from '../../printer/ipp/tags.ts';
import type { PrintEngine, SimulatedJob } from './print-engine.ts';
import {
  getJobsOperation,
  jobAttributes,
  mostCopies,
  printerAttributes,
  supportedKeywords,
} from './printer-description.ts';

/** Characters of a name that is repeated in a reply (RFC 8011 §5.1.3: 255 octets). */
const longestName = 255;

interface Answer {
  readonly status: number;
  readonly groups?: readonly IppGroup[];
}

/** Carries out one IPP request on the engine and gives the reply (RFC 8011 §4). */
export const answerRequest = (engine: PrintEngine, printerUri: string, octets: Uint8Array): Uint8Array => {
  const decoded = decodeMessage(octets);
  if (!decoded.ok) {
    return encodeAnswer(0, { status: statusCodes.clientErrorBadRequest });
  }
  return encodeAnswer(decoded.message.requestId, perform(engine, printerUri, decoded.message));
};

const encodeAnswer = (requestId: number, { status, groups = [] }: Answer): Uint8Array =>
  encodeMessage({
    version: { major: 2, minor: 0 },
    code: status,
    requestId,
    groups: [
      {
        tag: groupTags.operation,
        attributes: new Map<string, IppValue[]>([
          ['attributes-charset', [charset('utf-8')]],
          ['attributes-natural-language', [naturalLanguage('en')]],
          ['status-message', [text(statusName(status))]],
        ]),
      },
      ...groups,
    ],
    data: new Uint8Array(0),
  });

const perform = (engine: PrintEngine, printerUri: string, request: IppMessage): Answer => {
  const operation = attributesOf(request, groupTags.operation);
  // These two come first in every request (RFC 8011 §4.1.4).
  const [first, second] = [...operation.keys()];
  if (first !== 'attributes-charset' || second !== 'attributes-natural-language') {
    return { status: statusCodes.clientErrorBadRequest };
  }
  switch (request.code) {
    case operations.getPrinterAttributes:
      return answerWith(groupTags.printer, [
        selected(printerAttributes(engine, printerUri), texts(operation, 'requested-attributes')),
      ]);
    case operations.validateJob:
      return judgeTicket(request, operation, () => ({ status: statusCodes.successfulOk }));
    case operations.createJob:
      return judgeTicket(request, operation, () => describeJob(createJob(engine, request), printerUri));
    case operations.printJob:
      return judgeTicket(request, operation, () => {
        const job = createJob(engine, request);
        engine.addDocument(job.id, formatOf(operation), Uint8Array.from(request.data), true);
        return describeJob(job, printerUri);
      });
    case getJobsOperation:
      return answerWith(
        groupTags.job,
        engine
          .jobs()
          .map((job) =>
            selected(jobAttributes(job, printerUri), texts(operation, 'requested-attributes'), 'job-id'),
          ),
      );
    default:
      return performOnJob(engine, printerUri, request, operation);
  }
};

const performOnJob = (
  engine: PrintEngine,
  printerUri: string,
  request: IppMessage,
  operation: IppAttributes,
): Answer => {
  const jobId =
    firstNumber(operation, 'job-id') ?? Number(/\/(\d+)$/.exec(firstText(operation, 'job-uri') ?? '')?.[1]);
  const job = engine.job(jobId);
  switch (request.code) {
    case operations.sendDocument:
      if (job === null) {
        return { status: statusCodes.clientErrorNotFound };
      }
      return judgeTicket(request, operation, () =>
        engine.addDocument(
          jobId,
          formatOf(operation),
          Uint8Array.from(request.data),
          firstBoolean(operation, 'last-document') ?? true,
        )
          ? describeJob(job, printerUri)
          : { status: statusCodes.clientErrorNotPossible },
      );
    case operations.getJobAttributes:
      return job === null
        ? { status: statusCodes.clientErrorNotFound }
        : answerWith(groupTags.job, [
            selected(jobAttributes(job, printerUri), texts(operation, 'requested-attributes')),
          ]);
    case operations.cancelJob:
      if (job === null) {
        return { status: statusCodes.clientErrorNotFound };
      }
      return engine.endJob(jobId, 'canceled', 'job-canceled-by-user')
        ? { status: statusCodes.successfulOk }
        : { status: statusCodes.clientErrorNotPossible };
    default:
      return { status: statusCodes.serverErrorOperationNotSupported };
  }
};

const answerWith = (tag: number, groups: readonly IppAttributes[]): Answer => ({
  status: statusCodes.successfulOk,
  groups: groups.map((attributes) => ({ tag, attributes })),
});

/** The attributes that were asked for; all of them without a wish or with `all` (RFC 8011 §4.2.5.1). */
const selected = (attributes: IppAttributes, wanted: readonly string[], otherwise = 'all'): IppAttributes => {
  const names = new Set(wanted.length > 0 ? wanted : [otherwise]);
  return names.has('all') || names.has('printer-description') || names.has('job-description')
    ? attributes
    : new Map([...attributes].filter(([attributeName]) => names.has(attributeName)));
};

const formatOf = (operation: IppAttributes): string =>
  firstText(operation, 'document-format') ?? 'application/pdf';

const createJob = (engine: PrintEngine, request: IppMessage): SimulatedJob => {
  const template = attributesOf(request, groupTags.job);
  const jobName = firstText(attributesOf(request, groupTags.operation), 'job-name') ?? 'untitled';
  const copies = firstNumber(template, 'copies') ?? 1;
  return engine.createJob(
    jobName.slice(0, longestName),
    template,
    copies >= 1 && copies <= mostCopies ? copies : 1,
  );
};

const describeJob = (job: SimulatedJob, printerUri: string): Answer =>
  answerWith(groupTags.job, [
    selected(jobAttributes(job, printerUri), ['job-id', 'job-uri', 'job-state', 'job-state-reasons']),
  ]);

/**
 * Checks format and template, then goes on. What is not supported is named in a group of its own; it is ignored
 * unless the client insists on fidelity (RFC 8011 §4.1.7, §4.2.1.2).
 */
const judgeTicket = (request: IppMessage, operation: IppAttributes, goOn: () => Answer): Answer => {
  if (formatOf(operation) !== 'application/pdf') {
    return { status: statusCodes.clientErrorDocumentFormatNotSupported };
  }
  // Only the names go back: values may be anything.
  const unsupported = new Map<string, IppValue[]>(
    [...attributesOf(request, groupTags.job)]
      .filter(([attributeName, values]) => !isSupported(attributeName, values))
      .map(([attributeName]) => [
        attributeName.slice(0, longestName),
        [{ type: 'outOfBand', value: 'unsupported' }],
      ]),
  );
  if (unsupported.size === 0) {
    return goOn();
  }
  const group: IppGroup = { tag: groupTags.unsupported, attributes: unsupported };
  if (firstBoolean(operation, 'ipp-attribute-fidelity') === true) {
    return { status: statusCodes.clientErrorAttributesOrValuesNotSupported, groups: [group] };
  }
  const answer = goOn();
  return {
    status:
      answer.status === statusCodes.successfulOk
        ? statusCodes.successfulOkIgnoredOrSubstitutedAttributes
        : answer.status,
    groups: [group, ...(answer.groups ?? [])],
  };
};

const isSupported = (attributeName: string, values: readonly IppValue[]): boolean => {
  if (attributeName === 'copies') {
    return values.every((value) => value.type === 'integer' && value.value >= 1 && value.value <= mostCopies);
  }
  const known = supportedKeywords.get(attributeName) ?? [];
  return values.every((value) => value.type === 'keyword' && known.includes(value.value));
};
