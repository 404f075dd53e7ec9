import type { AgencyWay } from '../../../platform/contract/agency-way.ts';
import type { CertificateOutcome } from '../../../platform/contract/certificate/judge-certificate.ts';
import type { DocumentVerification } from '../../../platform/contract/pdf-signature/index.ts';
import type { VerificationFailureReason } from '../verification/verification-ground.ts';
import { databaseRefusalWords } from './database-words.ts';
import { type Words, words } from './words.ts';

export const certificateOutcomeWords: Record<CertificateOutcome, Words> = {
  genuine: words(
    'genuine and valid now: signed by the department and not revoked',
    '证明真实有效：部门签名无误，未作废',
  ),
  revoked: words('the department has revoked it', '签发部门已作废该证明'),
  expired: words('genuine, but its time is over', '证明真实，但已过有效期'),
  'not-yet-valid': words('dated in the future: it or the clock is wrong', '签发时间在将来：证明或时钟有误'),
  altered: words(
    'altered or forged: what it says is not what the department signed',
    '被改动或伪造：内容与部门签名不符',
  ),
  'unknown-issuer': words('no department has the key that it names', '没有部门使用过该签名密钥'),
  'key-not-valid': words(
    'its key is of another department, or was not in use then',
    '签名密钥不属于该部门，或当时不在使用期内',
  ),
  malformed: words('incomplete or damaged', '内容不完整或已损坏'),
  'not-a-certificate': words('not a certificate of these kiosks', '不是本系统签发的证明'),
  'unknown-version': words('of a newer form than this version knows', '格式比本版本新，无法识别'),
};

export const agencyWayWords: Record<AgencyWay, Words> = {
  'principal-card': words("with the holder's ID card", '出示持证人身份证'),
  authorisation: words('by a registered authorisation', '凭登记的授权委托'),
  child: words('a parent, by the household register', '未成年人的父母，凭户籍登记'),
};

export const documentOutcomeWords: Record<DocumentVerification['outcome'], Words> = {
  genuine: words('the file is as it was signed', '文件自签名后未被改动'),
  unsigned: words(
    'the file is not signed: only the code in it was verified, not what the page shows',
    '文件没有签名：只核验了其中的二维码内容，版面未经核验',
  ),
  altered: words('the file was changed after it was signed', '文件在签名后被改动'),
  malformed: words('the signature of the file cannot be read', '文件签名无法识别'),
  'bad-signature': words('the signature of the file is not good', '文件签名无效'),
  'unknown-signer': words('nobody known here has signed the file', '文件签名者未知'),
  'signer-not-valid-then': words(
    'the signer of the file could not sign at that time',
    '签名时签名者的证书不在有效期内',
  ),
  'claims-differ': words(
    'the file was signed for another certificate than the one in it',
    '文件签名对应的证明与其中内容不一致',
  ),
};

export const verificationFailureWords: Record<VerificationFailureReason, Words> = {
  ...databaseRefusalWords,
  'no-keys': words(
    'the kiosk keeps no key set of this platform: start it once with a line, or give --url',
    '终端没有保存该平台的密钥：请联网启动一次终端，或使用 --url',
  ),
  'revocations-damaged': words(
    'a list of revocations on the disk is damaged: start the kiosk with a line, or give --url',
    '磁盘上的作废名单已损坏：请联网启动终端，或使用 --url',
  ),
  'platform-unreachable': words('the platform did not answer', '平台没有应答'),
  'platform-not-genuine': words(
    'whoever answered is not the platform of this root key',
    '应答者不是该根密钥对应的平台',
  ),
};
