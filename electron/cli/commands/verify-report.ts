import type {
  CertificateJudgement,
  SignedOutcome,
} from '../../../platform/contract/certificate/judge-certificate.ts';
import type { DocumentVerification } from '../../../platform/contract/pdf-signature/index.ts';
import type { Report } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import type { CertificateDocument, VerifyDocument, VerifyFailureDocument } from '../json-documents.ts';
import { interruptedReport } from '../reports.ts';
import { columns } from '../text/columns.ts';
import { localTime } from '../text/local-time.ts';
import type { GroundFailure, VerificationGround } from '../verification/verification-ground.ts';
import {
  agencyWayWords,
  certificateOutcomeWords,
  documentOutcomeWords,
  verificationFailureWords,
} from '../words/verification-words.ts';
import { inBoth, words } from '../words/words.ts';

export type VerifyResult =
  | {
      readonly outcome: 'judged';
      readonly judgement: CertificateJudgement;
      /** Of a PDF: whether the whole file is as it was signed. */
      readonly document: DocumentVerification | null;
      readonly ground: Pick<VerificationGround, 'source' | 'lastContactAt'>;
    }
  | { readonly outcome: 'failed'; readonly failure: GroundFailure }
  | { readonly outcome: 'file-refused'; readonly problem: string }
  | { readonly outcome: 'interrupted' };

const name = 'verify';

type Signed = Extract<CertificateJudgement, { outcome: SignedOutcome }>;

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Latest instant that a date can show, milliseconds (ECMA-262 §21.4.1.1). */
const latestDate = 8.64e15;
const dateOf = (seconds: number): number => Math.min(seconds * 1000, latestDate);

const certificateDocument = ({ claims, keyId }: Signed, show: boolean): CertificateDocument => {
  const { certificateNumber, kind, department, station, purpose, assuranceLevel } = claims;
  const { holder, facts, tables } = claims;
  return {
    certificateNumber,
    kind,
    department,
    station,
    purpose,
    assuranceLevel,
    issuedAt: isoOf(dateOf(claims.issuedAt)),
    expiresAt: isoOf(dateOf(claims.expiresAt)),
    keyId,
    ...(claims.agent === undefined ? {} : { agent: claims.agent }),
    masked: !show,
    ...(show ? { holder, facts, tables } : {}),
  };
};

const lengthOf = (value: string): number => [...value].length;

const certificateRows = ({ claims, keyId }: Signed, show: boolean): string[][] => {
  const hidden = (value: string): string => (show ? value : `***  (${lengthOf(value)} characters)`);
  const { holder, agent, department, station } = claims;
  return [
    ['number · 编号', claims.certificateNumber],
    ['kind · 种类', claims.kind],
    ['issued by · 签发部门', `${department.name} (${department.code})`],
    ['for · 用途', claims.purpose],
    ['issued · 签发时间', localTime(dateOf(claims.issuedAt))],
    ['valid until · 有效期至', localTime(dateOf(claims.expiresAt))],
    ['at · 出具地点', `${station.name} (${station.code})`],
    ['level · 身份核验', String(claims.assuranceLevel)],
    ['key · 密钥', keyId],
    ['holder · 持有人', hidden(holder.name)],
    ['ID number · 证件号码', hidden(holder.idNumber)],
    ...(agent === undefined
      ? []
      : [['collected by · 代领人', `${agent.maskedName}  ${inBoth(agencyWayWords[agent.way])}`]]),
    ...Object.entries(claims.facts).map(([key, value]) => [key, hidden(value)]),
    ...Object.entries(claims.tables).flatMap(([key, rows]) =>
      rows.map((cells, index) => [`${key} ${index + 1}`, cells.map(hidden).join(' | ')]),
    ),
  ];
};

/** What a person does with it: nothing but this tells a paper that was changed. */
const compareWords = words(
  'compare this with the paper: where they differ, the paper was changed (--show prints what is masked)',
  '请与纸质证明逐项对照：不一致之处即为纸面被改（--show 显示隐去的内容）',
);

const groundText = ({
  source,
  lastContactAt,
}: Pick<VerificationGround, 'source' | 'lastContactAt'>): string =>
  source === 'platform'
    ? 'asked the platform · 已向平台查询'
    : `as the kiosk keeps them, platform last heard · 终端保存的名单，平台最后应答 ${
        lastContactAt === null ? '-' : localTime(lastContactAt)
      }`;

const judgedReport = (
  { judgement, document, ground }: Extract<VerifyResult, { outcome: 'judged' }>,
  show: boolean,
): Report => {
  const signed = 'claims' in judgement ? judgement : null;
  const ok = judgement.outcome === 'genuine' && (document === null || document.outcome === 'genuine');
  const verdict = certificateOutcomeWords[judgement.outcome];
  const documentWords = document && documentOutcomeWords[document.outcome];
  const signer =
    document?.outcome === 'genuine'
      ? {
          signedBy: document.signedBy,
          signer: document.signer.name,
          signedAt: isoOf(document.signedAt),
        }
      : {};
  return {
    exitCode: ok ? exitCodes.ok : exitCodes.notGenuine,
    text: [
      `${judgement.outcome}: ${inBoth(verdict)}`,
      ...(document && documentWords ? [`file ${document.outcome}: ${inBoth(documentWords)}`] : []),
      ...columns(
        [
          ...(signed ? certificateRows(signed, show) : []),
          ...(document?.outcome === 'genuine'
            ? [['file signed by · 文件签名者', `${document.signer.name} (${document.signedBy})`]]
            : []),
          ...(signed ? [] : [['reason · 原因', 'reason' in judgement ? judgement.reason : '']]),
          ['revocations · 作废名单', groundText(ground)],
        ],
        '  ',
      ),
      ...(signed ? [inBoth(compareWords)] : []),
    ],
    document: {
      command: name,
      ok,
      outcome: judgement.outcome,
      words: verdict,
      ...('reason' in judgement ? { reason: judgement.reason } : {}),
      ...(signed ? { certificate: certificateDocument(signed, show) } : {}),
      ...(document && documentWords
        ? { document: { outcome: document.outcome, words: documentWords, ...signer } }
        : {}),
      revocations: ground.source,
      ...(ground.lastContactAt === null ? {} : { lastContactAt: isoOf(ground.lastContactAt) }),
    } satisfies VerifyDocument,
  };
};

const failedReport = ({ reason, detail }: GroundFailure): Report => {
  const told = verificationFailureWords[reason];
  return {
    exitCode: exitCodes.notVerified,
    text: [],
    complaint: [`${reason}: ${inBoth(told)}`, ...(detail === '' ? [] : [detail])],
    document: {
      command: name,
      ok: false,
      outcome: reason,
      words: told,
      ...(detail === '' ? {} : { detail }),
    } satisfies VerifyFailureDocument,
  };
};

export const verifyReport = (result: VerifyResult, { show }: { readonly show: boolean }): Report => {
  switch (result.outcome) {
    case 'interrupted':
      return interruptedReport(name);
    case 'file-refused':
      return {
        exitCode: exitCodes.usage,
        text: [],
        complaint: [`yizhan: ${result.problem}`],
        document: null,
      };
    case 'failed':
      return failedReport(result.failure);
    case 'judged':
      return judgedReport(result, show);
  }
};
