import { readFile } from 'node:fs/promises';
import { checkExport, type ExportCheck, type ExportProblem } from '../../core/log-export/export-format.ts';
import { defineCommand, type Report } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import type { LogVerifyDocument } from '../json-documents.ts';
import { columns } from '../text/columns.ts';
import { localTime } from '../text/local-time.ts';
import { printable } from '../text/printable.ts';
import { inBoth, type Words, words } from '../words/words.ts';

type LogResult = ExportCheck | { readonly outcome: 'file-refused'; readonly problem: string };

const problemWords: Readonly<Record<ExportProblem, Words>> = {
  'not-a-log': words('this is no log that a kiosk has exported', '这不是自助终端导出的日志'),
  'cut-short': words(
    'its end is missing: the stick was pulled out, or it was cut',
    '文件不完整：可能中途拔出了 U 盘',
  ),
  altered: words('it was changed after the kiosk had signed it', '导出后被改动过'),
  'chain-broken': words(
    'signed, but entries of the audit log are missing or changed: the log was altered at the kiosk',
    '签名有效，但审计日志有缺失或改动：在终端上就被改过',
  ),
};
const genuineWords = words(
  'signed by the kiosk, and the chain of the audit log has no gap',
  '签名有效，审计日志完整连续',
);

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

const reportOf = (result: LogResult): Report => {
  switch (result.outcome) {
    case 'genuine': {
      const { header, keyId, entries, logLines } = result;
      const { kioskId, stationCode, exportedAt, from, to } = header;
      return {
        exitCode: exitCodes.ok,
        text: [
          `genuine: ${inBoth(genuineWords)}`,
          ...columns(
            [
              ['kiosk · 终端', printable(`${kioskId} (${stationCode})`)],
              ['exported · 导出时间', localTime(exportedAt)],
              ['entries · 审计记录', `${entries} (${from.sequence + 1}–${to.sequence})`],
              ['log lines · 运行日志', String(logLines)],
              ['head · 链首', to.hash],
              ['key · 密钥', keyId],
            ],
            '  ',
          ),
        ],
        document: {
          command: 'log',
          ok: true,
          outcome: 'genuine',
          kioskId,
          stationCode,
          exportedAt: isoOf(exportedAt),
          keyId,
          entries,
          logLines,
          head: to,
        } satisfies LogVerifyDocument,
      };
    }
    case 'file-refused':
      return {
        exitCode: exitCodes.notVerified,
        text: [],
        complaint: [result.problem],
        document: { command: 'log', ok: false, outcome: 'file-refused' } satisfies LogVerifyDocument,
      };
    default:
      return {
        exitCode: exitCodes.notGenuine,
        text: [`${result.outcome}: ${inBoth(problemWords[result.outcome])}`],
        document: { command: 'log', ok: false, outcome: result.outcome } satisfies LogVerifyDocument,
      };
  }
};

/** `log`: whether a log that staff have exported is as the kiosk left it. */
export const logCommand = defineCommand<{ readonly file: string }, LogResult>({
  name: 'log',
  standsAlone: true,
  synopsis: 'verify FILE',
  summary: 'verify a log that was exported to a USB stick: signature, and the chain of the audit log',
  details: [
    'FILE is a yizhan-log-….jsonl as maintenance mode writes it. No kiosk and no line are needed.',
    'The key that signed is told: compare it with the one under which the platform knows the kiosk, and the head of the',
    'chain with the one that the kiosk last reported there.',
  ],
  accepts: [],
  positionals: ['verify', 'FILE'],
  request: (_options, [action, file = '']) =>
    action === 'verify'
      ? { ok: true, request: { file } }
      : { ok: false, problem: `there is no "${action}"; there is verify` },
  run: async ({ file }) => {
    try {
      return checkExport(await readFile(file));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return { outcome: 'file-refused', problem: `${file}: cannot be read (${code})` };
    }
  },
  report: reportOf,
});
