import { type CborValue, encodeCbor } from './deterministic-cbor.ts';
import { type DictionarySample, rarerKindsV1 } from './dictionary-samples-v1.ts';

/**
 * Preset dictionary (RFC 1950 §2.2 calls it DICT) of version 1 of the QR payload: what certificates have in common, so
 * that it need not stand in the QR code. Frozen: every printed certificate is read with it, so a change of one byte
 * needs a new version and a new prefix (a test pins its digest). What is most common comes last, where a reference is
 * shortest.
 */

/** Words of the certificates that a city issues, rarer kinds first. */
const vocabulary = [
  '出生医学证明 低保证明 残疾人证明 学籍证明 学历证明 婚姻登记记录证明 无行政处罚证明 户籍证明 医保缴费证明 社保参保证明 电子献血证',
  '民政局 残疾人联合会 教育局 司法局 市场监督管理局 公安局 医疗保障局 人力资源和社会保障局 血液中心 卫生健康委员会 大数据局',
  'registered date amount months type total relation address region scheme unit level from until number name note',
  '全血 血小板 毫升 城镇职工 城乡居民 基本养老保险 失业保险 工伤保险 基本医疗保险 正常参保 封存 在职 退休 未知 未说明',
  '有限责任公司 有限公司 学校 中学 医院 年 月 日 元 % 有贷款 就业 落户 出国 诉讼 继承 房屋交易 申请补贴 法律援助',
  // Place names of the city: a real city's dictionary holds its own.
  '枫林路 湘江中路 书院街 桃花岭路 白沙井巷 学士路 迎宾路 解放街 橘洲花园 书香苑 云麓里 滨江新城 杜鹃家园 白鹭湾',
  '清溪镇 石堰乡 滨江街道 湘北区 云麓县',
  '商业 车位 办公 住宅 按份共有 路 街 巷 号 小区 花园 栋 单元 室 镇 乡 村 组 县 区',
  '投标 公证 收养 申请许可 升学转学 考试报名 医保关系转移 医疗费报销 商业保险理赔 免费乘车游园 用血费用减免 评优表彰',
  '申请保障房 贷款 购房资格 公积金提取 2017- 2018- 2019- 2020- 2021- 2022- 2023- 2024- 2025- 2026- .00',
] as const;

/** Claims set of a certificate with its keys where they stand (`claims-encoding.ts`). */
const claimsOf = (sample: DictionarySample): Uint8Array =>
  encodeCbor(
    new Map<number, CborValue>([
      [1, sample.department[0]],
      [2, '430199198001010010'],
      [4, 1_798_761_600],
      [6, 1_796_169_600],
      [7, Buffer.from(`${sample.numberPrefix}20261130-0000000000`, 'ascii')],
      [
        -65537,
        new Map<number, CborValue>([
          [1, sample.kind],
          [2, '张三四'],
          [3, sample.sex],
          [4, '子女入学'],
          [5, sample.department[1]],
          [6, 'QX-0001'],
          [7, '潇湘市清溪区清溪镇政务服务驿站'],
          [8, 2],
          [9, new Map(Object.entries(sample.facts))],
          [10, new Map(Object.entries(sample.tables))],
        ]),
      ],
    ]),
  );

const providentFund = claimsOf({
  department: ['xiaoxiang-provident-fund', '潇湘市住房公积金管理中心'],
  kind: 'provident-fund-deposit',
  numberPrefix: 'GJJ',
  sex: '男',
  facts: {
    account: '01700000000',
    base: '6500.00',
    balance: '50000.00',
    employer: '潇湘市清溪有限公司',
    employerRatio: '12%',
    firstMonth: '2015-01',
    lastMonth: '2026-10',
    loan: '无贷款',
    monthlyAmount: '1040.00',
    personalRatio: '12%',
    state: '正常缴存',
  },
  tables: {},
});

const housing = (sex: string, properties: readonly (readonly string[])[]): Uint8Array =>
  claimsOf({
    department: ['xiaoxiang-real-estate', '潇湘市不动产登记中心'],
    kind: 'housing-status',
    numberPrefix: 'ZF',
    sex,
    facts: {
      count: String(properties.length),
      scope: '潇湘市全域',
      period: '有登记记录以来至本证明开具之时',
      result: properties.length === 0 ? '无' : '有',
      source: '不动产登记簿',
    },
    tables: { properties },
  });

/** Start of a COSE_Sign1 whose key belongs to the department (`cose-sign1.ts`). */
const envelopeStart = (department: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d284', 'hex'),
    encodeCbor(
      encodeCbor(
        new Map<number, CborValue>([
          [1, -7],
          [4, Buffer.from(`${department}-00000000`, 'ascii')],
        ]),
      ),
    ),
    Buffer.from('a059', 'hex'),
  ]);

export const dictionaryV1: Uint8Array = new Uint8Array(
  Buffer.concat([
    Buffer.from(vocabulary.join('\n'), 'utf8'),
    ...rarerKindsV1.flatMap((sample) => [envelopeStart(sample.department[0]), claimsOf(sample)]),
    envelopeStart('xiaoxiang-provident-fund'),
    providentFund,
    housing('男', [
      ['湘（2021）潇湘市不动产权第0000000号', '潇湘市岳云区', '89.52', '成套住宅', '共同共有', '2021-01-01'],
      ['湘（2019）潇湘市不动产权第0000000号', '潇湘市清溪区', '120.00', '成套住宅', '单独所有', '2019-01-01'],
    ]),
    envelopeStart('xiaoxiang-real-estate'),
    housing('女', []),
  ]),
);
