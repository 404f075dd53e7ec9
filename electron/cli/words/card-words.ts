import type { CardKind, CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import type { CardValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import { type Words, words } from './words.ts';

export const cardKindWords: Record<CardKind, Words> = {
  resident: words("resident's ID card", '居民身份证'),
  hongKongMacaoTaiwan: words(
    'residence permit for Hong Kong, Macao and Taiwan residents',
    '港澳台居民居住证',
  ),
  foreigner2017: words("foreigner's permanent residence card, 2017", '外国人永久居留身份证(2017版)'),
  foreigner2023: words("foreigner's permanent residence card, 2023", '外国人永久居留身份证(2023版)'),
};

export const validityWords: Record<CardValidity, Words> = {
  valid: words('valid', '有效'),
  expired: words('expired', '已过期'),
  'not-yet-valid': words('not yet valid', '尚未生效'),
};

type FieldsOf<Record_> = Record_ extends CardRecord ? Exclude<keyof Record_, 'kind'> : never;
/** A field of any kind of card. */
export type CardField = FieldsOf<CardRecord>;

export const cardFieldWords: Record<CardField, Words> = {
  name: words('name', '姓名'),
  sex: words('sex', '性别'),
  nationCode: words('nation', '民族'),
  birthDate: words('birth', '出生日期'),
  address: words('address', '住址'),
  idNumber: words('number', '证件号码'),
  issuer: words('issuer', '签发机关'),
  validFrom: words('valid from', '有效期起'),
  validUntil: words('valid until', '有效期止'),
  permitNumber: words('permit number', '通行证号码'),
  issues: words('issues', '签发次数'),
  englishName: words('English name', '英文姓名'),
  chineseName: words('Chinese name', '中文姓名'),
  nationality: words('nationality', '国籍'),
  issuerCode: words('issuer code', '签发机关代码'),
  version: words('version', '版本'),
  renewals: words('renewals', '换证次数'),
  link: words('link', '关联项目'),
};
