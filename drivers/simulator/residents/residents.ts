import type { CardRecord } from '../../id-card-reader/card-record.ts';
import type { SyntheticResident } from './synthetic-resident.ts';

/**
 * Synthetic residents. Nobody of them exists: the region code 430199 is assigned to no place, 潇湘市 is no city, and the
 * foreigners come from Utopia (UTO, the specimen country of ICAO Doc 9303). Check digits are right.
 */

type ResidentCard = Extract<CardRecord, { kind: 'resident' }>;

const issuer = '潇湘市公安局清溪分局';

/** A resident's card with the usual issuer and term. */
const resident = (
  card: Omit<ResidentCard, 'kind' | 'issuer' | 'validFrom' | 'validUntil'> & Partial<ResidentCard>,
): ResidentCard => ({
  kind: 'resident',
  issuer,
  validFrom: '2019-06-01',
  validUntil: '2039-06-01',
  ...card,
});

/** The resident of the demo. */
export const linXiaolan: SyntheticResident = {
  key: 'lin-xiaolan',
  remark: { 'zh-CN': '普通居民,证件长期有效', en: 'Plain resident, card valid long-term' },
  card: resident({
    name: '林晓岚',
    sex: '女',
    nationCode: '01',
    birthDate: '1958-03-12',
    address: '潇湘市清溪区清溪镇柳塘村三组18号',
    idNumber: '430199195803120429',
    validFrom: '2018-05-20',
    validUntil: 'long-term',
  }),
};

export const residents: readonly [SyntheticResident, ...SyntheticResident[]] = [
  linXiaolan,
  {
    key: 'zhou-haifeng',
    remark: { 'zh-CN': '普通居民,证件有期限', en: 'Plain resident, card with a term' },
    card: resident({
      name: '周海峰',
      sex: '男',
      nationCode: '01',
      birthDate: '1972-07-05',
      address: '潇湘市清溪区清溪镇解放街46号2栋301室',
      idNumber: '430199197207051155',
    }),
  },
  {
    key: 'check-character-x',
    remark: { 'zh-CN': '身份证号末位为 X,土家族', en: 'Identity number ends in X; Tujia' },
    card: resident({
      name: '彭子昂',
      sex: '男',
      nationCode: '15',
      birthDate: '1999-09-09',
      address: '潇湘市清溪区石堰乡高桥村一组5号',
      idNumber: '43019919990909137X',
    }),
  },
  {
    key: 'supplementary-character',
    remark: { 'zh-CN': '姓名含扩展 B 区汉字 𠮷', en: 'Name with a character beyond the basic plane (𠮷)' },
    card: resident({
      name: '田𠮷生',
      sex: '女',
      nationCode: '06',
      birthDate: '1945-02-28',
      address: '潇湘市清溪区石堰乡枫树坪村二组',
      idNumber: '430199194502281283',
      validUntil: 'long-term',
    }),
  },
  {
    key: 'extension-a-character',
    remark: { 'zh-CN': '姓名含扩展 A 区汉字 䶮', en: 'Name with a character of Extension A (䶮)' },
    card: resident({
      name: '欧阳䶮',
      sex: '男',
      nationCode: '11',
      birthDate: '2001-06-30',
      address: '潇湘市清溪区滨江街道望江路9号5栋1204室',
      idNumber: '430199200106301615',
    }),
  },
  {
    key: 'many-strokes',
    remark: { 'zh-CN': '姓名含笔画繁多的 龘', en: 'Name with a character of 48 strokes (龘)' },
    card: resident({
      name: '向龘',
      sex: '男',
      nationCode: '14',
      birthDate: '1986-12-24',
      address: '潇湘市清溪区清溪镇文昌巷7号',
      idNumber: '43019919861224019X',
    }),
  },
  {
    key: 'fifteen-characters',
    remark: { 'zh-CN': '十五个字的姓名,占满姓名栏', en: 'Name of 15 characters: the field is full' },
    card: resident({
      name: '阿卜杜热西提阿卜杜克里木托合提',
      sex: '男',
      nationCode: '05',
      birthDate: '1989-01-01',
      address: '潇湘市清溪区滨江街道南湖路112号',
      idNumber: '430199198901010454',
    }),
  },
  {
    key: 'middle-dot',
    remark: { 'zh-CN': '姓名含间隔号', en: 'Name with a middle dot' },
    card: resident({
      name: '艾尔肯·买买提',
      sex: '男',
      nationCode: '05',
      birthDate: '1966-05-18',
      address: '潇湘市清溪区滨江街道沿河路33号',
      idNumber: '430199196605180732',
    }),
  },
  {
    key: 'full-address',
    remark: { 'zh-CN': '住址占满 35 个字', en: 'Address of 35 characters: the field is full' },
    card: resident({
      name: '石榴',
      sex: '女',
      nationCode: '12',
      birthDate: '2005-03-14',
      address: '潇湘市清溪区清溪镇清溪社区建设北路二百六十八号锦绣家园十二栋一八零二室',
      idNumber: '430199200503140982',
      validFrom: '2021-03-20',
      validUntil: '2031-03-20',
    }),
  },
  {
    key: 'expired',
    remark: { 'zh-CN': '证件已过期', en: 'Card has expired' },
    card: resident({
      name: '何秋菊',
      sex: '女',
      nationCode: '01',
      birthDate: '1955-10-11',
      address: '潇湘市清溪区石堰乡松林村四组',
      idNumber: '43019919551011026X',
      validFrom: '2004-08-15',
      validUntil: '2024-08-15',
    }),
  },
  {
    key: 'not-yet-valid',
    remark: { 'zh-CN': '证件尚未生效', en: 'Card is not yet valid' },
    card: resident({
      name: '邓一鸣',
      sex: '男',
      nationCode: '03',
      birthDate: '1993-11-20',
      address: '潇湘市清溪区清溪镇学府路1号',
      idNumber: '430199199311200551',
      validFrom: '2099-01-01',
      validUntil: '2119-01-01',
    }),
  },
  {
    key: 'nation-other',
    remark: { 'zh-CN': '民族代码 97(其他)', en: 'Nation code 97 (other)' },
    card: resident({
      name: '穆远',
      sex: '女',
      nationCode: '97',
      birthDate: '1978-04-01',
      address: '潇湘市清溪区滨江街道港口路20号',
      idNumber: '430199197804010861',
    }),
  },
  {
    key: 'nation-naturalised',
    remark: { 'zh-CN': '民族代码 98(入籍)', en: 'Nation code 98 (naturalised)' },
    card: resident({
      name: '安丽华',
      sex: '女',
      nationCode: '98',
      birthDate: '1962-08-17',
      address: '潇湘市清溪区滨江街道梧桐路8号',
      idNumber: '430199196208171541',
    }),
  },
  {
    key: 'hong-kong',
    remark: { 'zh-CN': '港澳居民居住证', en: 'Residence permit, Hong Kong' },
    card: {
      kind: 'hongKongMacaoTaiwan',
      name: '黎志恒',
      sex: '男',
      birthDate: '1985-10-20',
      address: '潇湘市清溪区滨江街道望江路66号',
      idNumber: '810000198510200334',
      issuer,
      validFrom: '2024-02-01',
      validUntil: '2029-02-01',
      permitNumber: 'H09999999',
      issues: '01',
    },
  },
  {
    key: 'taiwan',
    remark: { 'zh-CN': '台湾居民居住证', en: 'Residence permit, Taiwan' },
    card: {
      kind: 'hongKongMacaoTaiwan',
      name: '简雅筑',
      sex: '女',
      birthDate: '1990-06-15',
      address: '潇湘市清溪区清溪镇解放街88号',
      idNumber: '830000199006150225',
      issuer,
      validFrom: '2025-09-10',
      validUntil: '2030-09-10',
      permitNumber: '09999999',
      issues: '02',
    },
  },
  {
    key: 'foreigner-2017',
    remark: { 'zh-CN': '外国人永久居留身份证(2017 版)', en: 'Foreigner’s card of 2017' },
    card: {
      kind: 'foreigner2017',
      name: '莫安娜',
      sex: '女',
      birthDate: '1992-05-15',
      idNumber: 'UTO430192051505',
      englishName: 'ERIKSSON, ANNA MARIA',
      chineseName: '莫安娜',
      nationality: 'UTO',
      issuerCode: '1500',
      version: '01',
      validFrom: '2020-01-15',
      validUntil: '2030-01-14',
    },
  },
  {
    key: 'foreigner-2017-without-chinese-name',
    remark: {
      'zh-CN': '外国人永久居留身份证(2017 版),无中文姓名',
      en: 'Foreigner’s card of 2017 without a Chinese name',
    },
    card: {
      kind: 'foreigner2017',
      name: 'VAN DER WALT-CHRISTODOULOPOULOS, MAXIMILIAN ALEXANDER',
      sex: '男',
      birthDate: '1988-01-23',
      idNumber: 'UTO430188012303',
      englishName: 'VAN DER WALT-CHRISTODOULOPOULOS, MAXIMILIAN ALEXANDER',
      chineseName: null,
      nationality: 'UTO',
      issuerCode: '1500',
      version: '01',
      validFrom: '2022-07-01',
      validUntil: '2032-06-30',
    },
  },
  {
    key: 'foreigner-2023',
    remark: { 'zh-CN': '外国人永久居留身份证(2023 版)', en: 'Foreigner’s card of 2023' },
    card: {
      kind: 'foreigner2023',
      name: '托马斯',
      sex: '男',
      birthDate: '1979-08-26',
      idNumber: '943999197908260132',
      englishName: 'MORE, THOMAS BARTHOLOMEW HYTHLODAEUS AMAUROT',
      chineseName: '托马斯',
      nationality: 'UTO',
      renewals: '01',
      link: 'A1',
      validFrom: '2024-03-01',
      validUntil: '2034-02-28',
    },
  },
];
