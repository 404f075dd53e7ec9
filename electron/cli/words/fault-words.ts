import type {
  IdCardReaderReasonCode,
  PrinterReasonCode,
  QrScannerReasonCode,
} from '../../../drivers/device/reason-codes.ts';
import type { ReadFailureReason } from '../../../drivers/id-card-reader/card-event.ts';
import type { PrintFailure } from '../../../drivers/printer/print-outcome.ts';
import type { ScanRefusal } from '../../../drivers/qr-scanner/scan-event.ts';
import { type Words, words } from './words.ts';

/** What can be wrong when the command line is used, beyond what a driver reports. */
export type OwnFaultCode =
  /** The device was well, but nothing was laid on it or held before it. */
  | 'no-card'
  | 'no-code'
  /** It is not certain what became of a print. */
  | 'outcome-unknown';

/** Everything that can end a command with exit code 3. */
export type FaultCode =
  | IdCardReaderReasonCode
  | QrScannerReasonCode
  | PrinterReasonCode
  | ReadFailureReason
  | ScanRefusal
  | PrintFailure
  | OwnFaultCode;

/** What each means and, where it is not plain, what to do. A code without words fails the type check. */
export const faultWords: Record<FaultCode, Words> = {
  'not-configured': words('It has not been set up', '还没有设置好'),
  'driver-restarting': words('Its driver is being started anew', '驱动正在重新启动'),
  'port-not-found': words('It is not connected: check cable and power', '没有接上,请检查连线和电源'),
  'several-match': words('Several connected devices fit: name one of them', '有好几个设备都符合,请指定一个'),
  'port-access-denied': words('This user may not use it', '没有使用权限'),
  'port-busy': words(
    'Another program is using it. If the kiosk is running, it is the kiosk: stop it, then try again',
    '被别的程序占用了;如果自助终端正在运行,请先停止',
  ),
  'port-not-serial': words('What is set up is not a serial port', '接的不是串口设备'),
  'port-closed': words('The connection was lost', '连接断了'),
  'hid-support-missing': words('This machine cannot talk to HID devices', '这台机器用不了 HID 设备'),
  'no-answer': words('It does not answer: check power, cable and port', '没有回应,请检查电源和连线'),
  'unintelligible-answer': words(
    'Its answers make no sense: check cable, port and rate',
    '回应读不懂,请检查连线、端口和速率',
  ),
  'connection-refused': words('It refused the connection', '拒绝了连接'),
  'not-trusted': words('Its certificate is not the expected one', '没有通过安全检查'),

  'reader-self-test-failed': words('The reader did not pass its self-test', '读卡器自检没有通过'),
  'reader-not-authorised': words('The reader is not authorised', '读卡器没有取得授权'),
  'reader-reported-unknown-status': words('The reader reported an unknown state', '读卡器报告了不认识的状态'),

  'no-card': words('No card was laid on the reader in time', '没有等到身份证'),
  'card-lost': words('The card was lifted too early or lay badly', '身份证拿开得太早,或没有放好'),
  'card-refused': words('Card and reader did not accept each other', '这张证件读不了'),
  'reader-error': words('The reader could not read the card', '读卡器读不出来'),
  'line-lost': words('The connection was lost in mid-read', '读卡时连接断了'),
  'card-data-invalid': words('What the card says is not in order', '证件上的内容不对'),

  'no-code': words('No code was held before the scanner in time', '没有等到二维码'),
  oversized: words('The code is longer than any that the kiosk takes', '码的内容太长'),
  incomplete: words('The scanner sent only a part of the code', '码没有传完整'),
  malformed: words('The scanner sent something that is no report of a code', '扫码器传来的数据不对'),
  empty: words('The code is empty', '码是空的'),
  binary: words('The code holds no text', '码里不是文字'),
  'control-characters': words('The code holds control characters', '码里有控制字符'),

  'media-empty': words('The printer is out of paper', '打印机没有纸了'),
  'media-needed': words('The printer is waiting for paper', '打印机在等人放纸'),
  'media-low': words('The printer is low on paper', '打印纸快用完了'),
  'media-jam': words('Paper is jammed in the printer', '打印机卡纸了'),
  'input-tray-missing': words('The paper tray is not in place', '打印机的纸盒没有装好'),
  'output-area-full': words('The paper outlet is full', '出纸口满了'),
  'output-tray-missing': words('The output tray is not in place', '打印机的出纸盘没有装好'),
  'cover-open': words('The cover of the printer is open', '打印机的盖子开着'),
  'door-open': words('The door of the printer is open', '打印机的门开着'),
  'interlock-open': words('The safety lock of the printer is open', '打印机的安全锁没有合上'),
  'toner-empty': words('The printer is out of toner', '打印机没有墨粉了'),
  'toner-low': words('The printer is low on toner', '打印机的墨粉快用完了'),
  'marker-supply-empty': words('The printer is out of ink', '打印机没有墨了'),
  'marker-supply-low': words('The printer is low on ink', '打印机的墨快用完了'),
  'marker-waste-full': words('The waste container of the printer is full', '打印机的废墨盒满了'),
  'opc-life-over': words('The drum of the printer has to be replaced', '打印机的感光鼓该换了'),
  'fuser-over-temp': words('The printer is too hot and cooling down', '打印机太热,正在降温'),
  'spool-area-full': words('The memory of the printer is full', '打印机的存储满了'),
  paused: words('The printer is paused', '打印机暂停了'),
  offline: words('The printer is off line', '打印机不在线'),
  'timed-out': words('It took too long', '太久没有完成'),
  'stopped-partly': words('A part of the printer has stopped', '打印机有一部分停了'),
  shutdown: words('The printer is switched off', '打印机关机了'),
  'connecting-to-device': words('The printer is being connected', '正在连接打印机'),
  'moving-to-paused': words('The printer is about to pause', '打印机正要暂停'),
  other: words('The printer has another problem', '打印机出了别的问题'),
  'stopped-without-reason': words('The printer stopped and did not say why', '打印机停了,没有说原因'),
  'no-colour': words('The printer cannot print in colour', '打印机打不了彩色'),
  'document-format-unsupported': words('The printer does not accept PDF', '打印机不认 PDF 文件'),
  'media-size-unsupported': words('The printer has no A4 paper', '打印机里没有 A4 纸'),

  'printer-unreachable': words(
    'The printer could not be reached: nothing was printed',
    '连不上打印机,没有打印',
  ),
  'operations-unsupported': words(
    'The printer does not take jobs in the way that keeps the outcome certain',
    '打印机不支持需要的打印方式',
  ),
  'several-documents-unsupported': words('The printer takes one document a job', '打印机一次只收一个文件'),
  'copies-unsupported': words('The printer does not make so many copies', '打印机打不了这么多份'),
  'printer-busy': words('The printer is busy with other jobs', '打印机正忙'),
  'not-accepting-jobs': words('The printer takes no jobs now', '打印机现在不接受打印'),
  refused: words('The printer refused the job', '打印机拒绝了这次打印'),
  'malformed-reply': words("The printer's answers make no sense", '打印机的回应读不懂'),
  'aborted-by-printer': words('The printer gave the job up', '打印机中止了这次打印'),
  'cancelled-at-printer': words('The job was cancelled at the printer', '有人在打印机上取消了'),
  cancelled: words('The job was cancelled: not everything was printed', '已取消,没有全部打印出来'),
  'already-printing': words('The printer is still busy with an earlier print', '上一份还没有打完'),
  'outcome-unknown': words(
    'Nobody knows whether it was printed: look into the output tray before printing again',
    '不知道有没有打印出来,请先看出纸口,再决定要不要重打',
  ),
};
