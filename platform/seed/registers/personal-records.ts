import type { Insertable } from 'kysely';
import type { RegisterTables } from '../../store/register-tables.ts';
import { chanceFrom } from '../chance.ts';
import { seedYear } from '../seed-day.ts';
import type { CityPerson } from '../synthetic-households.ts';

type Rows<Table extends keyof RegisterTables> = Insertable<RegisterTables[Table]>[];

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

interface Offence {
  readonly conduct: string;
  readonly legalBasis: string;
  readonly penalty: string;
  readonly authority: string;
}

const marketRegulation = '潇湘市市场监督管理局';
const cityManagement = '潇湘市城市管理和综合执法局';

const offences: readonly [Offence, ...Offence[]] = [
  {
    conduct: '未取得食品经营许可从事餐饮服务',
    legalBasis: '《中华人民共和国食品安全法》第一百二十二条',
    penalty: '罚款、没收违法所得',
    authority: marketRegulation,
  },
  {
    conduct: '占用城市道路堆放物料',
    legalBasis: '《城市道路管理条例》第四十二条',
    penalty: '警告、罚款',
    authority: cityManagement,
  },
  {
    conduct: '使用不合格计量器具',
    legalBasis: '《中华人民共和国计量法》第二十六条',
    penalty: '没收计量器具、罚款',
    authority: marketRegulation,
  },
  {
    conduct: '未按规定处置建筑垃圾',
    legalBasis: '《城市建筑垃圾管理规定》第二十二条',
    penalty: '罚款',
    authority: cityManagement,
  },
];

/** Administrative penalties: about one adult in fifty has one. */
export const penaltyRows = ({ idNumber, birthYear }: CityPerson): Rows<'administrative_penalties'> => {
  const chance = chanceFrom(`penalties of ${idNumber}`);
  if (seedYear - birthYear < 20 || chance.below(50) > 0) {
    return [];
  }
  const year = chance.between(2021, seedYear - 1);
  const { conduct, legalBasis, penalty, authority } = chance.of(offences);
  return [
    {
      decision_number: `潇罚决字〔${year}〕第${digits(chance.below(10_000), 4)}${idNumber.slice(-4, -1)}号`,
      subject_id_number: idNumber,
      authority,
      decided_on: `${year}-${digits(chance.between(1, 12), 2)}-${digits(chance.between(1, 28), 2)}`,
      conduct,
      legal_basis: legalBasis,
      penalty,
      fine: (100 * chance.between(2, 50)).toFixed(2),
    },
  ];
};

/** Levels of education: age at which each begins, years, schools. */
const levels = [
  { level: '小学', age: 6, years: 6, schools: ['潇湘市清溪区实验小学', '石堰乡中心小学', '湘北区白鹭小学'] },
  { level: '初中', age: 12, years: 3, schools: ['潇湘市第五中学', '清溪镇初级中学', '云麓县第二中学'] },
  { level: '普通高中', age: 15, years: 3, schools: ['潇湘市第一中学', '潇湘市第三中学', '云麓县第一中学'] },
  { level: '大学本科', age: 18, years: 4, schools: ['潇湘学院', '潇湘理工大学', '潇湘师范大学'] },
] as const;
const majors = [
  '机械设计制造及其自动化',
  '汉语言文学',
  '护理学',
  '会计学',
  '计算机科学与技术',
  '学前教育',
] as const;

/** How many levels somebody goes through, later generations more. */
const levelsReached = (birthYear: number, chance: ReturnType<typeof chanceFrom>): number => {
  if (birthYear < 1965) {
    return chance.of([0, 1, 1, 2, 2, 3] as const);
  }
  return birthYear < 1985 ? chance.of([2, 2, 2, 3, 4] as const) : chance.of([2, 3, 3, 4, 4] as const);
};

/** Schools that somebody finished, the last two, and the one that a child goes to. */
export const educationRows = ({ idNumber, birthYear }: CityPerson): Rows<'education_records'> => {
  const chance = chanceFrom(`education of ${idNumber}`);
  return levels
    .slice(0, levelsReached(birthYear, chance))
    .filter(({ age }) => birthYear + age <= seedYear)
    .slice(-2)
    .map(({ level, age, years, schools }, index) => {
      const from = birthYear + age;
      const isFinished = from + years <= seedYear;
      return {
        record_number: `43${from + years}${digits(chance.below(100_000_000), 8)}${idNumber.slice(-4, -1)}${index}`,
        holder_id_number: idNumber,
        school: chance.of(schools),
        level,
        major: level === '大学本科' ? chance.of(majors) : null,
        from_date: `${from}-09-01`,
        until_date: `${from + years}-06-30`,
        state: isFinished ? '毕业' : '在读',
      };
    });
};

const bloodGroups = ['A', 'A', 'A', 'B', 'B', 'B', 'O', 'O', 'O', 'AB'] as const;
const donationPlaces = ['潇湘市血液中心', '清溪广场献血屋', '湘北区流动献血车', '潇湘学院献血点'] as const;

/** Blood donations: about one in twelve of those between 18 and 60 gives, up to twice a year. */
export const bloodDonationRows = ({ idNumber, birthYear }: CityPerson): Rows<'blood_donations'> => {
  const chance = chanceFrom(`blood donations of ${idNumber}`);
  const age = seedYear - birthYear;
  if (age < 18 || age > 65 || chance.below(12) > 0) {
    return [];
  }
  const bloodGroup = chance.of(bloodGroups);
  const rhesus = chance.below(200) === 0 ? '阴性' : '阳性';
  const count = chance.of([1, 1, 2, 2, 3, 4, 6, 9] as const);
  const first = Math.max(birthYear + 18, seedYear - Math.ceil(count / 2));
  return Array.from({ length: count }, (_, index) => {
    const isPlatelets = chance.percent(12);
    const date = `${Math.min(seedYear, first + Math.floor(index / 2))}-${index % 2 === 0 ? '03' : '09'}-${digits(chance.between(1, 28), 2)}`;
    return {
      donation_number: `X${date.replaceAll('-', '')}${idNumber.slice(-8, -1)}${index}`,
      donor_id_number: idNumber,
      blood_group: bloodGroup,
      rhesus,
      donated_on: date,
      kind: isPlatelets ? '血小板' : '全血',
      amount: isPlatelets ? chance.between(1, 2) : chance.of([200, 300, 400] as const),
      place: chance.of(donationPlaces),
    };
  });
};
