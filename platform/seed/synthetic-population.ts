import { type Chance, chanceFrom } from './chance.ts';
import type { SeedProperty, SeedResident } from './seed-resident.ts';

/**
 * People and dwellings of Xiaoxiang, a city that does not exist: its administrative code 430199 is not assigned
 * (GB/T 2260), so no id number made here can belong to anybody. The same seed makes the same city.
 */
const regionCode = '430199';
const districts = ['清溪区', '岳云区', '湘北区', '云麓县'] as const;
const streets = ['枫林路', '湘江中路', '书院街', '桃花岭路', '白沙井巷', '学士路', '迎宾路'] as const;
const estates = ['橘洲花园', '书香苑', '云麓里', '滨江新城', '杜鹃家园', '白鹭湾'] as const;
const uses = ['成套住宅', '成套住宅', '成套住宅', '住宅'] as const;
const shares = ['单独所有', '单独所有', '共同共有', '按份共有'] as const;
const surnames =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈';
const givenNames = '晓岚子涵雨桐文博思远佳宁浩然静怡建国秀英志强海燕明辉春梅俊杰雪莹立军桂兰';

/** Weights and check characters of ISO 7064 MOD 11-2 (GB 11643 §4.3). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** Id number of 18 characters from its first 17 digits. */
export const idNumberFrom = (seventeenDigits: string): string => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeenDigits[index]), 0);
  return seventeenDigits + checkCharacters.charAt(sum % 11);
};

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const characterOf = (chance: Chance, characters: string): string =>
  characters.charAt(chance.below(characters.length));

const idNumber = (chance: Chance, sex: '男' | '女'): string => {
  const birth = `${1940 + chance.below(66)}${digits(1 + chance.below(12), 2)}${digits(1 + chance.below(28), 2)}`;
  // The 17th digit is odd for men and even for women.
  const sequence = 2 * chance.below(500) + (sex === '男' ? 1 : 0);
  return idNumberFrom(`${regionCode}${birth}${digits(sequence, 3)}`);
};

const property = (chance: Chance): SeedProperty => {
  const year = 2016 + chance.below(10);
  const district = chance.of(districts);
  const house = `${chance.of(streets)}${1 + chance.below(300)}号${chance.of(estates)}`;
  const flat = `${1 + chance.below(20)}栋${1 + chance.below(4)}单元${1 + chance.below(30)}0${1 + chance.below(4)}室`;
  return {
    certificateNumber: `湘（${year}）潇湘市不动产权第${digits(chance.below(10_000_000), 7)}号`,
    location: `潇湘市${district}${house}${flat}`,
    area: (4500 + chance.below(11_000)) / 100,
    use: chance.of(uses),
    share: chance.of(shares),
    registeredOn: `${year}-${digits(1 + chance.below(12), 2)}-${digits(1 + chance.below(28), 2)}`,
  };
};

/** Dwellings of a person, the same ones whenever asked: none for about two in five, else up to three. */
export const propertiesFor = (ownerIdNumber: string): SeedProperty[] => {
  const chance = chanceFrom(`properties of ${ownerIdNumber}`);
  const count = chance.of([0, 0, 1, 1, 2] as const) + (chance.below(12) === 0 ? 1 : 0);
  return Array.from({ length: count }, () => property(chance));
};

/** `count` people, in the same order with the same numbers every time. */
export const syntheticPopulation = (count: number): SeedResident[] =>
  Array.from({ length: count }, (_, index) => {
    const chance = chanceFrom(`resident ${index}`);
    const sex = chance.of(['男', '女'] as const);
    const givenName = Array.from({ length: 1 + chance.below(2) }, () => characterOf(chance, givenNames));
    return {
      idNumber: idNumber(chance, sex),
      name: characterOf(chance, surnames) + givenName.join(''),
      sex,
    };
  });

/** The person of the demonstration: she has no dwelling. */
export const demonstrationResident: SeedResident = {
  idNumber: idNumberFrom('43019919580312042'),
  name: '林晓岚',
  sex: '女',
  properties: [],
};
