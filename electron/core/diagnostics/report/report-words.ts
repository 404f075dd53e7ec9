import type { DeviceRole } from '../../../../drivers/device/device-status.ts';
import type { DeviceTestName, DeviceTestOutcome } from '../../../contract/diagnostics/device-test-words.ts';

interface Words {
  readonly 'zh-CN': string;
  readonly en: string;
}

const both = (chinese: string, english: string): Words => ({ 'zh-CN': chinese, en: english });

/** Words that only the report on paper needs: it is in both languages at once. */
export const deviceWords: Readonly<Record<DeviceRole, Words>> = {
  idCardReader: both('读卡器', 'card reader'),
  printer: both('打印机', 'printer'),
  qrScanner: both('扫码器', 'scanner'),
  camera: both('摄像头', 'camera'),
};

export const testWords: Readonly<Record<DeviceTestName, Words>> = {
  'card-read': both('读卡', 'card read'),
  'scan-code': both('扫码', 'scan'),
  'test-page': both('打印检测页', 'test page'),
  'camera-picture': both('摄像头画面', 'camera picture'),
  'touch-grid': both('触摸屏', 'touch grid'),
  'dead-pixels': both('屏幕坏点', 'dead pixels'),
};

export const outcomeWords: Readonly<Record<DeviceTestOutcome | 'not-done', Words>> = {
  passed: both('通过', 'passed'),
  failed: both('未通过', 'failed'),
  unknown: both('不确定', 'unknown'),
  'not-done': both('未做', 'not done'),
};
