import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { fixtureApplications } from './filing-snapshots.ts';
import { counting, resident, snapshotOf } from './snapshot-of.ts';

const item = fixtureApplications.find(({ code }) => code === 'flexible-employment-registration');
if (!item) throw new Error('no fixture of flexible-employment-registration');

const listing = {
  authority: { 'zh-CN': '潇湘市清溪区人民法院', en: 'Qingxi District People’s Court, Xiaoxiang' },
  caseNumber: '(2025)湘0199执1234号',
  listedOn: '2025-09-10',
  wayOut: {
    'zh-CN': '履行完毕后法院会在三个工作日内移出名单；认为列错了，可以向该院书面申请纠正。',
    en: 'Once the judgment is fulfilled the court takes you off within three working days; if you think it is a mistake, ask the court in writing to correct it.',
  },
  telephone: '0731-00000112',
};

/** Credit 信用 that limits or eases, in each of its ways. */
export const creditSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'credit-consent': snapshotOf(
    { screen: 'creditConsent', item, resident, rule: 'limits-promises', asking: false },
    counting,
  ),
  'credit-consent-locks': snapshotOf(
    { screen: 'creditConsent', item, resident, rule: 'locks-filing', asking: false },
    counting,
  ),
  'credit-asking': snapshotOf({
    screen: 'creditConsent',
    item,
    resident,
    rule: 'limits-promises',
    asking: true,
  }),
  'credit-listed': snapshotOf({ screen: 'creditListed', item, rule: 'limits-promises', listing }, counting),
  'credit-locked': snapshotOf({ screen: 'creditListed', item, rule: 'locks-filing', listing }, counting),
};
