import { dayInChina } from '../../china-day.ts';
import type { HeldCertificateKind } from '../../contract/library.ts';
import { certificatesOf } from '../../library/certificate-library.ts';
import type { CertificateIssuer } from '../certificate-issuer.ts';
import { dayInWords } from '../register-dates.ts';
import { unknownValue } from '../statement-text.ts';

/** Kind of the copy of a certificate of the library 电子证照. */
export const copyKind = 'held-certificate';

const names: Readonly<Record<HeldCertificateKind, string>> = {
  'id-card': '居民身份证',
  'household-booklet': '居民户口簿',
  'social-security-card': '社会保障卡',
  'medical-insurance-card': '医保电子凭证',
  'driving-licence': '机动车驾驶证',
  'property-title': '不动产权证书',
  'marriage-certificate': '结婚证',
  'divorce-certificate': '离婚证',
  'senior-citizen-card': '老年人优待证',
  diploma: '毕业证书',
  'business-licence': '营业执照',
};

const factNames: Readonly<Record<string, string>> = {
  relation: '与户主关系',
  address: '户籍地址',
  socialSecurityNumber: '社会保障号',
  bank: '服务银行',
  location: '坐落',
  level: '学历层次',
  class: '准驾车型',
  region: '参保地',
  title: '名称',
  business: '类型',
};

/**
 * 电子证照打印件: a certificate of the library, printed for its holder as long as it is valid
 * (platform/contract/certificate/README.md lists facts and columns).
 */
export const heldCertificateCopy: CertificateIssuer = {
  kind: copyKind,
  numberPrefix: 'ZZ',
  async state(database, resident, now, held) {
    const certificates = await certificatesOf(database, resident.idNumber, dayInChina(now));
    const found = certificates.find(({ kind, number }) => kind === held?.kind && number === held.number);
    if (found?.state !== 'valid') {
      return 'not-held';
    }
    return {
      facts: {
        certificate: names[found.kind],
        number: found.number,
        issuer: found.issuer,
        from: dayInWords(found.validFrom),
        until: found.validUntil === null ? '长期' : dayInWords(found.validUntil),
        source: '潇湘市电子证照库',
      },
      tables: {
        contents: Object.entries(found.facts).map(([key, value]) => [
          factNames[key] ?? key,
          value || unknownValue,
        ]),
      },
    };
  },
};
