import type { DiagnosticCheck, Verdict } from './diagnostic-checks.ts';

/**
 * What the checks are called and what they can find, and what to do where something is to be done: one set of words for
 * the command line, the technician's screen and the report on paper.
 */
interface Words {
  readonly en: string;
  readonly 'zh-CN': string;
}

const words = (english: string, chinese: string): Words => ({ en: english, 'zh-CN': chinese });

export const checkWords: Readonly<Record<DiagnosticCheck, Words>> = {
  kiosk: words('kiosk', '自助终端'),
  settings: words('settings', '设置'),
  'data-folder': words('data folder', '数据文件夹'),
  database: words('database', '数据库'),
  backup: words('backup', '备份'),
  clock: words('clock', '时钟'),
  identity: words('identity', '终端身份'),
  device: words('device', '设备'),
  platform: words('platform', '中心平台'),
  queue: words('queue', '待上报'),
  memory: words('memory', '内存'),
  restarts: words('restarts', '重启记录'),
  starts: words('power cuts', '断电记录'),
};

export const verdictWords: Readonly<Record<Verdict, Words>> = {
  good: words('good', '正常'),
  warning: words('look', '留意'),
  bad: words('BAD', '故障'),
};

export const findingWords = {
  'kiosk-runs': words('the kiosk runs', '终端正在运行'),
  'kiosk-awaits-setup': words(
    'the kiosk runs and awaits its set-up: on its screen, or yizhan enrol',
    '终端正在运行，等待首次开通：请在屏幕上完成，或用 yizhan enrol',
  ),
  'kiosk-stopped': words('the kiosk does not run', '终端没有在运行'),
  'settings-read': words('read, every field is right', '已读取，各项正确'),
  'settings-missing': words('there are none yet: the set-up writes them', '还没有设置：首次开通时写入'),
  'settings-refused': words('refused: correct what is named', '设置有误：请改正所列各项'),
  'folder-usable': words('belongs to this account, takes data', '属于本账户，可以写入'),
  'folder-missing': words('there is none: start the kiosk once', '不存在：请先启动终端'),
  'folder-of-another': words(
    'belongs to another account: run this as the account of the kiosk',
    '属于另一个账户：请用终端的账户运行',
  ),
  'folder-open': words('others may look into it: chmod 700', '其他账户可以查看：请执行 chmod 700'),
  'folder-refuses': words('does not take data', '无法写入'),
  'folder-nearly-full': words('little room is left', '剩余空间不足'),
  'database-whole': words('whole: pages, references, audit chain', '完整：页面、引用、审计链'),
  'database-not-checked': words('not looked through since the start', '启动后还没有全面检查'),
  'database-not-read': words('could not be looked at', '无法查看'),
  'database-not-whole': words(
    'not whole: the kiosk recovers it at its next start',
    '已损坏：终端下次启动时会自动恢复',
  ),
  'backup-fresh': words('there is one of the last two days', '两天内有备份'),
  'backup-old': words('the newest is older than two days', '最近的备份已超过两天'),
  'backup-missing': words('there is none yet', '还没有备份'),
  'clock-believed': words('agrees with what the platform said', '与平台时间相符'),
  'clock-not-believed': words('cannot be right: set the clock', '时钟不可信：请校准'),
  'identity-enrolled': words('enrolled', '已登记'),
  'identity-missing': words('not enrolled: yizhan enrol --code …', '尚未登记：yizhan enrol --code …'),
  'identity-revoked': words('the platform has revoked it', '已被平台吊销'),
  'identity-unreadable': words('cannot be read', '无法读取'),
  'device-answers': words('answers', '有回应'),
  'device-held': words(
    'in use by the kiosk, which tells of it on its screen',
    '正由终端使用，状态见终端屏幕',
  ),
  'device-faulty': words('does not work', '不能工作'),
  'address-given': words('this machine has an address', '本机有网络地址'),
  'address-missing': words(
    'this machine has no address: cable, router, DHCP',
    '本机没有网络地址：请检查网线、路由器和 DHCP',
  ),
  'name-found': words('its name is known', '域名可以解析'),
  'name-not-found': words('nobody knows its name: cable, DNS', '域名无法解析：请检查网线和 DNS'),
  'line-open': words('a connection stands', '可以连接'),
  'line-refused': words('no connection: firewall, port, platform down', '无法连接：请检查防火墙、端口或平台'),
  'encryption-good': words('its certificate is good', '证书有效'),
  'encryption-refused': words('its certificate is refused', '证书无效'),
  'encryption-none': words('not encrypted: it is on this machine', '未加密：平台在本机'),
  'answer-genuine': words('its keys are signed by the root of the settings', '密钥由设置中的根签名'),
  'answer-not-genuine': words(
    'whoever answers is not the platform of the settings',
    '应答方不是设置中的平台',
  ),
  'time-agrees': words('its clock and this one agree', '与平台时钟一致'),
  'time-differs': words('its clock and this one differ: set the clock', '与平台时钟不一致：请校准'),
  'time-not-told': words('it does not say what time it is', '平台没有给出时间'),
  'queue-empty': words('nothing waits', '没有待上报'),
  'queue-waits': words('waits to be handed in', '等待上报'),
  'queue-stuck': words('has waited for more than a day', '已等待超过一天'),
  'queue-dead': words('the platform refused some: yizhan queue', '有被平台退回的：请看 yizhan queue'),
  'memory-enough': words('enough is free', '充足'),
  'memory-short': words('less than a tenth is free', '剩余不足一成'),
  'power-cuts-none': words('none in the last 30 days', '三十天内没有断电'),
  'power-cuts-some': words(
    'switched off without warning: look at plug and supply',
    '曾突然断电：请检查插头和供电',
  ),
  'restarts-few': words('few in the last day', '一天内很少'),
  'restarts-many': words('many in the last day: look at the newest', '一天内较多：请看最近的原因'),
} as const satisfies Record<string, Words>;
export type FindingCode = keyof typeof findingWords;
