import type { DeviceActor, DeviceRole, DeviceState } from '../../../drivers/device/device-status.ts';
import { type Words, words } from './words.ts';

export const roleWords: Record<DeviceRole, Words> = {
  idCardReader: words('ID-card reader', '读卡器'),
  printer: words('printer', '打印机'),
  qrScanner: words('code scanner', '扫码器'),
  camera: words('camera', '摄像头'),
};

export const stateWords: Record<DeviceState, Words> = {
  online: words('online', '正常'),
  starting: words('starting', '正在启动'),
  offline: words('offline', '连不上'),
  noDevice: words('no device', '没有接上'),
  hardwareError: words('hardware error', '设备故障'),
  userError: words('needs attention', '需要人处理'),
  deviceBusy: words('busy', '忙'),
  fraudSuspected: words('fraud suspected', '疑似被动过手脚'),
};

export const actorWords: Record<DeviceActor, Words> = {
  resident: words('the person at the kiosk', '办事人'),
  staff: words('the staff', '工作人员'),
  technician: words('a technician', '维修人员'),
};
