/**
 * What a certificate of one kind may say, for the preset dictionary (`dictionary-v1.ts`): its fixed words, and the values
 * that come most often. Nobody has ever been issued any of this. Frozen together with the dictionary.
 */
export interface DictionarySample {
  readonly department: readonly [code: string, name: string];
  readonly kind: string;
  readonly numberPrefix: string;
  readonly sex: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** The kinds beside the two that are most asked for, rarer ones first. */
export const rarerKindsV1: readonly DictionarySample[] = [
  {
    department: ['xiaoxiang-blood-centre', '潇湘市血液中心'],
    kind: 'blood-donation',
    numberPrefix: 'XXZ',
    sex: '男',
    facts: {
      count: '2',
      rhesus: 'RhD阳性',
      honour: '—',
      platelets: '0',
      bloodGroup: 'O型',
      firstDate: '2025年3月1日',
      wholeBlood: '600',
    },
    tables: {
      donations: [
        ['2026-09-01', '血小板', '1治疗量', '潇湘学院献血点'],
        ['2026-03-01', '全血', '200毫升', '湘北区流动献血车'],
        ['2025-09-01', '全血', '400毫升', '清溪广场献血屋'],
        ['2025-03-01', '全血', '300毫升', '潇湘市血液中心'],
      ],
    },
  },
  {
    department: ['xiaoxiang-education', '潇湘市教育局'],
    kind: 'education',
    numberPrefix: 'XJ',
    sex: '男',
    facts: { level: '普通高中', state: '毕业', school: '潇湘市第一中学', source: '学籍学历档案' },
    tables: {
      records: [
        ['小学', '湘北区白鹭小学', '—', '2006-09', '2012-06', '毕业', '432012'],
        ['初中', '云麓县第二中学', '—', '2012-09', '2015-06', '毕业', '432015'],
        ['普通高中', '云麓县第一中学', '—', '2015-09', '2018-06', '毕业', '432018'],
        ['大学本科', '潇湘师范大学', '计算机科学与技术', '2018-09', '2022-06', '毕业', '432022'],
        ['小学', '潇湘市清溪区实验小学', '—', '2021-09', '2027-06', '在读', '432027'],
      ],
    },
  },
  {
    department: ['xiaoxiang-justice', '潇湘市司法局'],
    kind: 'no-penalty',
    numberPrefix: 'CF',
    sex: '男',
    facts: {
      from: '2023年11月20日',
      count: '0',
      scope: '潇湘市各级行政执法机关',
      until: '2026年11月20日',
      result: '无',
      source: '行政执法信息库',
    },
    tables: { penalties: [] },
  },
  {
    department: ['xiaoxiang-civil-affairs', '潇湘市民政局'],
    kind: 'marriage-record',
    numberPrefix: 'HY',
    sex: '男',
    facts: {
      count: '1',
      scope: '潇湘市各婚姻登记机关',
      period: '有登记档案以来至本证明开具之时',
      result: '有',
      source: '婚姻登记档案',
    },
    tables: {
      registrations: [
        ['离婚登记', '2020-01-01', 'L430199-2020-000000000', '潇湘市岳云区民政局婚姻登记处', '李**'],
        ['结婚登记', '2010-01-01', 'J430199-2010-000000000', '潇湘市清溪区民政局婚姻登记处', '王**'],
      ],
    },
  },
  {
    department: ['xiaoxiang-healthcare-security', '潇湘市医疗保障局'],
    kind: 'medical-insurance',
    numberPrefix: 'YB',
    sex: '男',
    facts: {
      state: '已参保缴费',
      region: '潇湘市',
      scheme: '职工基本医疗保险',
      firstYear: '2022',
      presentYear: '2026',
      personalTotal: '1180.00',
    },
    tables: {
      years: [
        ['2026', '职工基本医疗保险', '10', '880.00', '3520.00', '0.00'],
        ['2025', '职工基本医疗保险', '12', '1056.00', '4224.00', '0.00'],
        ['2026', '城乡居民基本医疗保险', '12', '400.00', '0.00', '700.00'],
        ['2025', '城乡居民基本医疗保险', '12', '400.00', '0.00', '670.00'],
        ['2024', '城乡居民基本医疗保险', '12', '380.00', '0.00', '640.00'],
      ],
    },
  },
  {
    department: ['xiaoxiang-public-security', '潇湘市公安局'],
    kind: 'household-register',
    numberPrefix: 'HJ',
    sex: '男',
    facts: {
      head: '王**',
      nation: '汉族',
      address: '潇湘市清溪区清溪镇柳塘村一组1号',
      relation: '户主',
      birthDate: '1980年1月1日',
      memberCount: '3人',
      registration: '1980年1月1日出生登记',
      householdKind: '家庭户',
      policeStation: '潇湘市公安局清溪分局清溪派出所',
      householdNumber: '4301990119800101',
    },
    tables: {
      members: [
        ['户主', '王**', '男', '1980'],
        ['户主（本人）', '张三四', '男', '1980'],
        ['配偶（本人）', '张三四', '女', '1980'],
        ['配偶', '李**', '女', '1980'],
        ['女（本人）', '张三四', '女', '2010'],
        ['女', '王*', '女', '2010'],
        ['子', '王**', '男', '2012'],
        ['母亲', '李**', '女', '1955'],
      ],
    },
  },
  {
    department: ['xiaoxiang-human-resources', '潇湘市人力资源和社会保障局'],
    kind: 'social-insurance',
    numberPrefix: 'SB',
    sex: '男',
    facts: {
      state: '参保缴费',
      employer: '灵活就业或城乡居民',
      recentPaid: '24',
      personalNumber: '43000000000000',
    },
    tables: {
      kinds: [
        ['城乡居民基本养老保险', '2011-01', '2026-10', '190'],
        ['企业职工基本养老保险', '2017-01', '2026-10', '118'],
        ['失业保险', '2017-01', '2026-10', '118'],
        ['工伤保险', '2017-01', '2026-10', '118'],
      ],
      recent: [
        ['2024-11', '2026-10', '24', '领取养老待遇', '—'],
        ['2026-01', '2026-10', '10', '未缴费', '—'],
        ['2024-11', '2025-12', '14', '灵活就业或城乡居民', '300.00'],
        ['2024-11', '2026-10', '24', '潇湘市清溪有限公司', '4400.00'],
      ],
    },
  },
];
