import { parseArgs } from 'node:util';

export const usage = `Usage: npm run demo -- --out DIR [--printer-uri URI --spool DIR]

  --out          where certificate.pdf, the screenshots and report.json go
  --printer-uri  an IPP printer instead of the simulated one, e.g. ipp://localhost:8631/ipp/print of ippeveprinter
  --spool        folder in which that printer keeps what it received (ippeveprinter -k -d DIR)
`;

export interface DemoArguments {
  readonly out: string;
  /** A printer that is there already, and where what it received can be found. */
  readonly printer: { readonly uri: string; readonly spool: string } | null;
}

export type ParseOutcome =
  | { readonly ok: true; readonly value: DemoArguments }
  | { readonly ok: false; readonly reason: 'usage'; readonly problem: string };

const usageProblem = (problem: string): ParseOutcome => ({ ok: false, reason: 'usage', problem });

/** Reads the arguments of the demo. */
export const parseDemoArguments = (args: readonly string[]): ParseOutcome => {
  let values: { out?: string; 'printer-uri'?: string; spool?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' }, 'printer-uri': { type: 'string' }, spool: { type: 'string' } },
    }));
  } catch (error) {
    return usageProblem(error instanceof Error ? error.message : String(error));
  }
  const { out, 'printer-uri': uri, spool } = values;
  if (out === undefined || out === '') return usageProblem('--out DIR is missing');
  if (uri === undefined && spool === undefined) return { ok: true, value: { out, printer: null } };
  if (uri === undefined || spool === undefined) {
    return usageProblem('--printer-uri and --spool go together: else nobody could tell what was received');
  }
  return { ok: true, value: { out, printer: { uri, spool } } };
};
