import type { ItemView } from '../../../electron/contract/items.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });

const item = (
  code: string,
  icon: ItemView['icon'],
  everyday: readonly [string, string],
  official: readonly [string, string],
  department: readonly [string, string],
  description: readonly [string, string],
): ItemView => ({
  code,
  icon,
  everydayName: both(...everyday),
  officialName: both(...official),
  department: both(...department),
  description: both(...description),
  printsADay: 3,
  printsLeft: 3,
  dataUsed: [
    both('姓名、身份证号', 'Name and ID number'),
    both('您在本市名下的房屋登记', 'Homes registered in your name in this city'),
  ],
  purposes: [
    both('申请公租房', 'Applying for public rental housing'),
    both('子女入学', "A child's school entry"),
    both('办理贷款', 'A loan'),
    both('落户', 'Moving the household register'),
    both('提取公积金', 'Withdrawing from the provident fund'),
    both('其他', 'Something else'),
  ].map((name, index) => ({ code: `purpose-${index + 1}`, name })),
});

/** Items of a catalogue as a city would deliver them. */
export const fixtureItems: readonly ItemView[] = [
  item(
    'housing-status',
    'house',
    ['有无房证明', 'Proof of housing status'],
    ['个人住房信息查询结果证明', 'Certificate of registered housing'],
    ['不动产登记中心', 'Real Estate Registration Centre'],
    ['证明您在本市名下有没有房', 'Says whether a home in this city is registered in your name'],
  ),
  item(
    'provident-fund',
    'wallet',
    ['公积金缴存证明', 'Provident fund statement'],
    ['个人住房公积金缴存证明', 'Housing provident fund certificate'],
    ['住房公积金管理中心', 'Housing Provident Fund Centre'],
    ['证明缴存单位、基数和余额', 'Employer, base and balance of your fund'],
  ),
  item(
    'blood-donation',
    'droplet',
    ['献血证', 'Blood donation record'],
    ['电子无偿献血证', 'Voluntary blood donation certificate'],
    ['血液中心', 'Blood Centre'],
    ['每次献血的时间和量', 'Dates and amounts of your donations'],
  ),
  item(
    'social-insurance',
    'shield',
    ['社保参保证明', 'Social insurance record'],
    ['社会保险参保缴费证明', 'Social insurance certificate'],
    ['人力资源和社会保障局', 'Human Resources and Social Security Bureau'],
    ['参保险种和缴费月数', 'Kinds of insurance and months paid'],
  ),
  item(
    'no-penalty',
    'scale',
    ['无行政处罚证明', 'No administrative penalty'],
    ['无行政处罚记录证明', 'Certificate of no administrative penalty'],
    ['司法局', 'Justice Bureau'],
    ['证明一段时间内没有被处罚', 'Says that there was none in a period'],
  ),
  item(
    'marriage-record',
    'heart',
    ['婚姻登记证明', 'Marriage record'],
    ['婚姻登记记录证明', 'Certificate of marriage registration'],
    ['民政局', 'Civil Affairs Bureau'],
    ['证明有没有婚姻登记', 'Says whether a marriage is registered'],
  ),
  item(
    'household-register',
    'users',
    ['户籍证明', 'Household register extract'],
    ['居民户籍登记证明', 'Certificate of household registration'],
    ['公安局', 'Public Security Bureau'],
    ['证明户口登记的地址和关系', 'Address and relation in the register'],
  ),
  item(
    'education-record',
    'book',
    ['学籍证明', 'School record'],
    ['学籍登记证明', 'Certificate of school enrolment'],
    ['教育局', 'Education Bureau'],
    ['证明在哪里上学', 'Says where you are enrolled'],
  ),
];
