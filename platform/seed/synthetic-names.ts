import type { Chance } from './chance.ts';

const surnames =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈';

/** Given names as each time gave them. */
const givenNames: readonly {
  readonly until: number;
  readonly 男: readonly [string, ...string[]];
  readonly 女: readonly [string, ...string[]];
}[] = [
  {
    until: 1959,
    男: ['德福', '长生', '桂生', '福来', '正清', '炳文', '佑生', '金山', '贵', '汉卿'],
    女: ['桂英', '秀兰', '菊香', '冬梅', '翠娥', '满秀', '玉珍', '春秀', '兰', '淑贞'],
  },
  {
    until: 1979,
    男: ['建国', '志强', '卫东', '国庆', '建军', '立新', '红兵', '跃进', '爱民', '勇'],
    女: ['秀英', '建华', '红', '春梅', '丽华', '爱珍', '金莲', '卫红', '小玲', '美云'],
  },
  {
    until: 1999,
    男: ['伟', '俊杰', '磊', '海波', '志远', '鹏飞', '超', '宇', '文斌', '立军'],
    女: ['静', '燕', '雪莹', '婷', '丹', '海燕', '倩', '思敏', '晓岚', '艳'],
  },
  {
    until: Number.POSITIVE_INFINITY,
    男: ['子涵', '浩然', '宇轩', '博文', '梓睿', '思远', '一鸣', '俊熙', '昊天', '晨'],
    女: ['雨桐', '欣怡', '梓萱', '静怡', '诗涵', '若曦', '佳宁', '思琪', '语桐', '可馨'],
  },
];

/** A family name of one character. */
export const surnameFrom = (chance: Chance): string => surnames.charAt(chance.below(surnames.length));

/** A given name of the time in which the person was born. */
export const givenNameFrom = (chance: Chance, sex: '男' | '女', birthYear: number): string => {
  const time = givenNames.find(({ until }) => birthYear <= until);
  if (time === undefined) {
    throw new RangeError('A year of birth is not a number');
  }
  return chance.of(time[sex]);
};
