import type { MessagesOutcome } from './merge-messages.ts';
import type { TableCounts } from './merge-rows.ts';
import type { AuditOutcome } from './merge-audit.ts';
import type { Unreadable } from './damaged-rows.ts';

/** What the damaged file yielded. */
export interface Salvage {
  readonly unreadable: Unreadable;
  readonly tables: Readonly<Record<string, TableCounts>>;
  readonly messages: Omit<MessagesOutcome, 'counts'>;
  /** Receipt numbers of applications whose content is lost in part or altogether, as far as they are known. */
  readonly incompleteApplications: readonly string[];
  /** Certificate numbers of print jobs that were found while the issue of the certificate was not; they are left out. */
  readonly printJobsWithoutIssue: readonly string[];
  /** Visits of which other rows speak and whose own row is lost: each has a row that says so. */
  readonly standInVisits: number;
  readonly audit: AuditOutcome;
}

/** What was and what was not recovered: counts, names of files, receipt and certificate numbers, no data of anybody. */
export interface RecoveryReport {
  readonly setAside: string;
  readonly cause: string;
  /** The backup that somebody asked for; absent where the database was found damaged. */
  readonly wanted?: string;
  readonly finishedAt: number;
  /** The backup that was brought back, by its name; null: none was whole, the database begins anew. */
  readonly backup: { readonly name: string; readonly madeAt: number } | null;
  /** Backups that were newer and not whole. */
  readonly refusedBackups: readonly string[];
  /** Null when nothing of the damaged file could be used; then `salvageProblem` says why. */
  readonly salvage: Salvage | null;
  readonly salvageProblem: string | null;
}

/** Whether everything that can be read in the damaged file stands in the database that followed it. */
export const isWhollySalvaged = ({ salvage }: RecoveryReport): boolean =>
  salvage !== null &&
  salvage.unreadable.pages === 0 &&
  salvage.unreadable.cells === 0 &&
  salvage.messages.incomplete.length === 0 &&
  salvage.printJobsWithoutIssue.length === 0 &&
  salvage.audit.lost === null &&
  Object.values(salvage.tables).every(({ refused }) => refused === 0);

const tableNames: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  outbox: ['待上报消息', 'messages for the platform'],
  application: ['申请', 'applications'],
  supplement: ['补交的容缺材料', 'promised materials'],
  reply: ['补正答复和投诉建议', 'answers and complaints'],
  print_job: ['打印任务', 'print jobs'],
  shared_print_job: ['同一任务中的位置', 'places in shared print jobs'],
  certificate_issue: ['证明开具', 'certificate issues'],
  visit: ['办事过程', 'visits'],
  rating: ['好差评', 'ratings'],
  staff_member: ['工作人员', 'staff'],
  service_credential: ['服务凭证', 'service credentials'],
  recovery: ['恢复记录', 'recoveries'],
  station_state: ['本站设置', 'settings of the station'],
  remote_command: ['远程指令', 'remote commands'],
  policy_confirmation: ['政策确认', 'confirmed policies'],
  device_test: ['设备检测', 'device tests'],
  sync_state: ['同步状态', 'synchronisation state'],
  known_course: ['办件进度', 'courses of applications'],
  feed_document: ['平台发布文件', 'published documents'],
  kept_document: ['留存文件', 'kept documents'],
};

const timeText = (time: number): string => new Date(time).toISOString();

const tableLines = ({ tables }: Salvage): readonly string[] =>
  Object.entries(tables).map(([table, { inBackup, found, added, updated, refused }]) => {
    const [chinese, english] = tableNames[table] ?? [table, table];
    return (
      `  ${chinese} ${english}: 备份 in backup ${inBackup}, 读出 found ${found}, 补回 added ${added}, ` +
      `更新 updated ${updated}, 损坏 damaged ${refused}`
    );
  });

const listText = (items: readonly string[]): string => (items.length === 0 ? '无 none' : items.join(', '));

const salvageLines = (salvage: Salvage): readonly string[] => [
  '',
  '从损坏文件中抢救 Salvaged from the damaged file:',
  ...tableLines(salvage),
  `无法读取的页 unreadable pages: ${salvage.unreadable.pages}; 单元 cells: ${salvage.unreadable.cells}`,
  `仅凭正文恢复的消息 messages rebuilt from their text: ${salvage.messages.rebuilt}`,
  `内容缺失、已列入死信的消息 messages whose content is lost, now dead letters: ${salvage.messages.incomplete.length}`,
  `  其回执号 their receipt numbers: ${listText(salvage.incompleteApplications)}`,
  `未找到开具记录的打印任务（证明编号）print jobs left out, their certificate's issue is lost: ${listText(salvage.printJobsWithoutIssue)}`,
  `以占位记录代替的办事过程 visits with a stand-in row: ${salvage.standInVisits}`,
  '',
  '审计日志 Audit log:',
  `  备份止于 head of the backup: ${salvage.audit.backupHead.sequence}; 接续至 continued to: ${salvage.audit.head.sequence}`,
  salvage.audit.lost
    ? `  缺失序号 lost sequence numbers: ${salvage.audit.lost.from}–${salvage.audit.lost.to}; ` +
      `其中另存 of these kept apart: ${salvage.audit.unlinked}`
    : '  未发现缺失 no entry is known to be lost',
];

/** The report for staff, as a text file in Chinese and English. */
export const reportText = (report: RecoveryReport): string =>
  [
    '数据库恢复报告 Report of a database recovery',
    '',
    `时间 time: ${timeText(report.finishedAt)}`,
    `原因 cause: ${report.cause}`,
    isWhollySalvaged(report)
      ? `损坏文件（内容已全部取回，空间不足时自动删除）damaged file, all of it recovered, removed when room is needed: ${report.setAside}.db`
      : `损坏文件（保留，勿删）damaged file, kept, do not delete: ${report.setAside}.db`,
    report.backup
      ? `恢复自备份 brought back from backup: ${report.backup.name} (${timeText(report.backup.madeAt)})`
      : '无可用备份，数据库重新建立 no backup was whole; the database begins anew',
    ...(report.refusedBackups.length > 0
      ? [`不完整的备份 backups that were not whole: ${report.refusedBackups.join(', ')}`]
      : []),
    ...(report.salvage
      ? salvageLines(report.salvage)
      : [
          '',
          `损坏文件中未能取回任何数据 Nothing of the damaged file could be used: ${report.salvageProblem}`,
        ]),
    '',
    '请将此文件与损坏文件交给技术人员。Give this file and the damaged file to the technician.',
    '',
  ].join('\n');
