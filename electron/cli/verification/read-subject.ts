import { readFile, stat } from 'node:fs/promises';
import { longestVerifiedText } from '../../../platform/contract/certificate/judge-certificate.ts';
import { claimsTextOf } from '../../../platform/contract/pdf-signature/index.ts';

/** What is to be verified. */
export interface VerificationSubject {
  /** Text of the QR code; empty where a document carries none. */
  readonly text: string;
  /** The document that it came in; null for the text alone. */
  readonly pdf: Uint8Array | null;
}

export type SubjectOutcome =
  | { readonly ok: true; readonly subject: VerificationSubject }
  /** One sentence. */
  | { readonly ok: false; readonly problem: string };

/** Certificates have some hundred kilobytes; this keeps a wrong file from filling the memory. Bytes. */
const largestFile = 64 * 1024 * 1024;

/** The text of a certificate's code, which no file is called. */
const codePattern = /^\s*YZ\d:/;

/** Beginnings of files that hold a picture of a code: PNG, JPEG. */
const pictures = [Buffer.from('89504e47', 'hex'), Buffer.from('ffd8ff', 'hex')];

/** Reads what was given: the text of a code, a file with that text, or a PDF that carries it. */
export const readSubject = async (given: string): Promise<SubjectOutcome> => {
  if (codePattern.test(given)) return { ok: true, subject: { text: given, pdf: null } };
  const refuse = (problem: string): SubjectOutcome => ({ ok: false, problem: `${given}: ${problem}` });
  try {
    const status = await stat(given);
    if (!status.isFile()) return refuse('is not a file');
    if (status.size > largestFile) return refuse(`is larger than ${largestFile / 1024 / 1024} MB`);
    const content = await readFile(given);
    // ISO 32000-1 §7.5.2.
    if (content.subarray(0, 5).toString('latin1') === '%PDF-') {
      return { ok: true, subject: { text: claimsTextOf(content) ?? '', pdf: content } };
    }
    if (pictures.some((mark) => content.subarray(0, mark.length).equals(mark))) {
      return refuse('is a picture: scan its code with "yizhan device scan --show" and give the text');
    }
    return {
      ok: true,
      subject: { text: content.subarray(0, longestVerifiedText * 4).toString('utf8'), pdf: null },
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refuse(
      code === 'ENOENT'
        ? 'is neither a file nor the text of a certificate (YZ1:…)'
        : `cannot be read (${code})`,
    );
  }
};
