import type { Chance } from './chance.ts';

/** Places of Xiaoxiang 潇湘市, a city that does not exist. */
export const city = '潇湘市';

export const districts = ['清溪区', '岳云区', '湘北区', '云麓县'] as const;
export type District = (typeof districts)[number];

const streets = ['枫林路', '湘江中路', '书院街', '桃花岭路', '白沙井巷', '学士路', '迎宾路'] as const;
const estates = ['橘洲花园', '书香苑', '云麓里', '滨江新城', '杜鹃家园', '白鹭湾'] as const;
const townships: Readonly<Record<District, readonly [string, ...string[]]>> = {
  清溪区: ['清溪镇', '石堰乡', '滨江街道'],
  岳云区: ['岳云街道', '桃花岭镇'],
  湘北区: ['湘北街道', '白鹭镇', '芦荻乡'],
  云麓县: ['云麓镇', '枫树坪乡', '茶亭镇'],
};
const villages = ['柳塘村', '高桥村', '枫树坪村', '石壁村', '荷叶塘村', '竹山村', '双江口村'] as const;
const groups = ['一组', '二组', '三组', '四组', '五组', '六组'] as const;

/** A house in a town: street, number, estate, and the flat. */
export const flatAddress = (chance: Chance, district: District): string => {
  const house = `${chance.of(streets)}${1 + chance.below(300)}号${chance.of(estates)}`;
  const flat = `${1 + chance.below(20)}栋${1 + chance.below(4)}单元${1 + chance.below(30)}0${1 + chance.below(4)}室`;
  return `${city}${district}${house}${flat}`;
};

/** Where somebody lives: in a flat, or in a village. */
export interface Place {
  readonly district: District;
  readonly address: string;
  readonly township: string;
}

export const placeFrom = (chance: Chance): Place => {
  const district = chance.of(districts);
  const township = chance.of(townships[district]);
  const address = chance.percent(55)
    ? flatAddress(chance, district)
    : `${city}${district}${township}${chance.of(villages)}${chance.of(groups)}${chance.between(1, 60)}号`;
  return { district, township, address };
};
