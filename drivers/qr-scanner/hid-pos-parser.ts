import { CodeBuffer } from './code-buffer.ts';
import { decodeHidPosReport, type HidPosReport, scannedDataReportId } from './hid-pos-report.ts';
import type { ParserRefusal, ScanParser, ScanParserOutput } from './scan-parser.ts';

/**
 * Joins the reports of a HID POS scanner to codes. Joined before anything is decoded: a report may end in the middle of
 * a character. Reports with other ids (status, buttons) are passed over.
 */
export class HidPosParser implements ScanParser {
  readonly #buffer = new CodeBuffer();
  /** Identifier of the code whose next report is awaited. */
  #aimId: string | null = null;
  /** The rest of the present code is passed over: up to its last report, or silence. */
  #skipping = false;

  get unfinished(): boolean {
    return this.#skipping || this.#aimId !== null;
  }

  push(report: Uint8Array): ScanParserOutput[] {
    if (report[0] !== scannedDataReportId) return [];
    const output: ScanParserOutput[] = [];
    const part = decodeHidPosReport(report);
    if (!part) this.#refuse('malformed', output);
    else if (this.#skipping) this.#skipping = part.more;
    else this.#take(part, output);
    return output;
  }

  silence(): ScanParserOutput[] {
    const output: ScanParserOutput[] = [];
    if (this.#aimId !== null) this.#refuse('incomplete', output);
    this.#skipping = false;
    return output;
  }

  abandon(): void {
    this.#skipping = this.unfinished;
    this.#aimId = null;
    this.#buffer.wipe();
  }

  reset(): void {
    this.abandon();
    this.#skipping = false;
  }

  /** The code under way cannot be had any more; what follows of it is not a code of its own. */
  #refuse(reason: ParserRefusal, output: ScanParserOutput[]): void {
    if (!this.#skipping) output.push({ type: 'refused', reason });
    this.abandon();
  }

  #take({ aimId, data, more }: HidPosReport, output: ScanParserOutput[]): void {
    // Another kind of code: the end of the one before was lost, and this is a new one.
    if (this.#aimId !== null && this.#aimId !== aimId) {
      this.#refuse('incomplete', output);
      this.#skipping = false;
    }
    if (!this.#buffer.append(data)) {
      this.#refuse('oversized', output);
      this.#skipping = more;
      return;
    }
    this.#aimId = more ? aimId : null;
    if (!more) output.push({ type: 'code', aimId, bytes: this.#buffer.take() });
  }
}
