/** What each setting is called and in which unit it counts, in both languages; by its path in the settings file. */
export interface SettingWords {
  readonly 'zh-CN': string;
  readonly en: string;
  readonly unit?: keyof typeof unitWords;
}

export const unitWords = {
  seconds: { 'zh-CN': '秒', en: 's' },
  milliseconds: { 'zh-CN': '毫秒', en: 'ms' },
} as const;

const words = (chinese: string, english: string, unit?: keyof typeof unitWords): SettingWords => ({
  'zh-CN': chinese,
  en: english,
  ...(unit && { unit }),
});

/** The groups of the page: the first name of a path. */
export const settingGroupWords: Readonly<Record<string, SettingWords>> = {
  station: words('站点', 'Station'),
  platform: words('中心平台', 'Platform'),
  devices: words('设备', 'Devices'),
  identity: words('身份核验', 'Identity'),
  speech: words('语音', 'Speech'),
  maintenance: words('维护', 'Maintenance'),
  update: words('软件更新', 'Updates'),
  session: words('等待时间', 'Waiting times'),
};

export const settingWords: Readonly<Record<string, SettingWords>> = {
  'station.code': words('站点编号', 'Station code'),
  'station.name.zh-CN': words('站名（中文）', 'Name (Chinese)'),
  'station.name.en': words('站名（英文）', 'Name (English)'),
  'station.phone': words('服务电话', 'Telephone'),
  'station.staffedHours.zh-CN': words('有人值守的时间（中文）', 'Staffed hours (Chinese)'),
  'station.staffedHours.en': words('有人值守的时间（英文）', 'Staffed hours (English)'),
  'platform.url': words('平台地址', 'Address'),
  'platform.rootKey': words('平台根公钥', 'Root key'),
  'platform.timeoutMilliseconds': words('等待应答', 'Wait for an answer', 'milliseconds'),
  'devices.idCardReader.transport': words('读卡器：接口', 'Card reader: line'),
  'devices.idCardReader.path': words('读卡器：串口', 'Card reader: serial port'),
  'devices.idCardReader.usb.vendorId': words('读卡器：USB 厂商', 'Card reader: USB vendor'),
  'devices.idCardReader.usb.productId': words('读卡器：USB 产品', 'Card reader: USB product'),
  'devices.idCardReader.usb.serialNumber': words('读卡器：USB 序列号', 'Card reader: USB serial number'),
  'devices.idCardReader.baudRate': words('读卡器：速率', 'Card reader: rate'),
  'devices.idCardReader.photoDecoder.program': words('照片解码程序', 'Photo decoder: program'),
  'devices.idCardReader.photoDecoder.arguments': words('照片解码参数', 'Photo decoder: arguments'),
  'devices.idCardReader.photoDecoder.timeoutMilliseconds': words(
    '照片解码最长时间',
    'Photo decoder: longest wait',
    'milliseconds',
  ),
  'devices.printer.uri': words('打印机：地址', 'Printer: address'),
  'devices.printer.certificateSha256': words('打印机：证书指纹', 'Printer: certificate'),
  'devices.qrScanner.transport': words('扫码器：接口', 'Scanner: line'),
  'devices.qrScanner.path': words('扫码器：串口', 'Scanner: serial port'),
  'devices.qrScanner.usb.vendorId': words('扫码器：USB 厂商', 'Scanner: USB vendor'),
  'devices.qrScanner.usb.productId': words('扫码器：USB 产品', 'Scanner: USB product'),
  'devices.qrScanner.usb.serialNumber': words('扫码器：USB 序列号', 'Scanner: USB serial number'),
  'devices.qrScanner.baudRate': words('扫码器：速率', 'Scanner: rate'),
  'devices.camera.label': words('摄像头名称', 'Camera: label'),
  'identity.face': words('人脸比对', 'Face comparison'),
  'speech.quietFrom': words('夜间静音开始', 'Quiet from'),
  'speech.quietUntil': words('夜间静音结束', 'Quiet until'),
  'maintenance.stickFolders': words('U 盘所在文件夹', 'Folders of USB sticks'),
  'update.source': words('更新地址', 'Address of releases'),
  'update.ring': words('更新批次', 'Ring'),
  'session.idleSeconds': words('无人触摸多久后提醒', 'Ask after no touch for', 'seconds'),
  'session.warningSeconds': words('提醒多久后结束', 'End after asking for', 'seconds'),
  'session.staffIdleSeconds': words('维护模式多久后提醒', 'Staff mode: ask after', 'seconds'),
};
