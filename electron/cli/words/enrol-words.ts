import type { EnrolOutcome } from '../../sync/trust/enrol.ts';
import { type Words, words } from './words.ts';

/** What became of an enrolment, and what to do. */
export const enrolWords: Record<EnrolOutcome['outcome'], Words> = {
  enrolled: words('this kiosk is enrolled now', '本机已注册成功'),
  'already-enrolled': words(
    'this kiosk was enrolled already; the code was not used. Where the platform no longer knows it, add --anew',
    '本机早已注册，本次注册码未使用。若平台已不认得本机，请加上 --anew',
  ),
  'code-invalid': words(
    'the platform does not take this code: it is mistyped, used, out of date, or for another station; ask the centre for a new one',
    '平台不认可该注册码：可能输错、已使用、已过期或属于其他驿站，请向中心申请新码',
  ),
  'station-mismatch': words(
    'the code is for another station than station.code of the settings',
    '注册码对应的驿站与设置中的驿站编码（station.code）不一致',
  ),
  unreachable: words(
    'the platform cannot be reached: look at the network and at platform.url, then send the same code again',
    '连不上平台：请检查网络和 platform.url，之后用同一注册码重试',
  ),
  'not-genuine': words(
    'whoever answers is not the platform of platform.rootKey: look at platform.url and platform.rootKey; if they are right, somebody is on the line',
    '应答方不是 platform.rootKey 所属的平台：请核对 platform.url 与 platform.rootKey；若均无误，线路可能被人劫持',
  ),
  refused: words('the platform refuses; the reason is below', '平台拒绝注册，原因见下'),
  'malformed-reply': words(
    'the platform answers something else than this version expects',
    '平台的应答与本版本不符',
  ),
  'enrolment-under-way': words(
    'another process is enrolling this kiosk: wait for it',
    '另一个进程正在注册本机：请等它结束',
  ),
  'wrong-account': words(
    'the data folder belongs to another account: run the command as the account of the kiosk',
    '数据目录属于其他账户：请以自助终端的运行账户执行',
  ),
  'identity-unusable': words(
    'there is an identity that cannot be used; the reason is below. Nothing was changed',
    '已有的终端身份无法使用，原因见下；未作任何更改',
  ),
  storage: words('the disk does not take it', '磁盘无法写入'),
};
