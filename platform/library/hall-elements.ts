import type { LocalizedText } from '../contract/catalogue.ts';
import type { GuideText, GuideValue } from '../contract/service-hall.ts';
import type { ImplementationList } from './implementation-list.ts';

const both = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const text = (value: GuideText): GuideValue => ({ kind: 'text', text: value });
const list = (items: readonly GuideText[]): GuideValue => ({ kind: 'list', items: [...items] });
const yesNo = (yes: boolean): GuideValue => ({ kind: 'yes-no', yes });

/** A text that only some items have. */
const perhaps = (value: GuideText | null): GuideValue | null => (value === null ? null : text(value));

const levels: Readonly<Record<ImplementationList['exercisingLevel'], LocalizedText>> = {
  city: both('市级', 'City'),
  county: both('县（区）级', 'County or district'),
  township: both('乡镇（街道）级', 'Township or street'),
  village: both('村（社区）级', 'Village or community'),
};

const types: Readonly<Record<ImplementationList['itemType'], LocalizedText>> = {
  行政许可: both('行政许可', 'Licence'),
  行政给付: both('行政给付', 'Benefit'),
  行政征收: both('行政征收', 'Levy'),
  行政确认: both('行政确认', 'Confirmation'),
  行政奖励: both('行政奖励', 'Award'),
  行政裁决: both('行政裁决', 'Ruling'),
  其他行政权力: both('其他行政权力', 'Other power of an office'),
  公共服务: both('公共服务', 'Public service'),
};

const natures: Readonly<Record<ImplementationList['implementingBodyNature'], LocalizedText>> = {
  法定机关: both('法定机关', 'Office set up by law'),
  授权组织: both('授权组织', 'Authorised organisation'),
  受委托组织: both('受委托组织', 'Entrusted organisation'),
};

const objects = {
  'natural-person': both('个人', 'Persons'),
  'legal-person': both('企业和单位', 'Enterprises and organisations'),
} as const;

const forms = {
  window: both('窗口办', 'At a counter'),
  online: both('网上办', 'Online'),
  kiosk: both('自助机办', 'At a kiosk'),
} as const;

const caseTypes = {
  即办件: both('即办件：当场办好', 'Done while you wait'),
  承诺件: both('承诺件：在承诺的时间内办好', 'Done within the promised time'),
} as const;

const scopes: Readonly<Record<ImplementationList['acceptanceScope'], LocalizedText>> = {
  本地: both('只在本地办', 'Only at your place'),
  全市通办: both('全市任何一处都能办', 'Anywhere in the city'),
  全省通办: both('全省任何一处都能办', 'Anywhere in the province'),
  跨省通办: both('外省也能办', 'In other provinces, too'),
};

const depths: Readonly<Record<ImplementationList['onlineDepth'], LocalizedText>> = {
  I: both('Ⅰ级：网上看指南', 'I: guides online'),
  II: both('Ⅱ级：网上能申请', 'II: application online'),
  III: both('Ⅲ级：网上申请和预审', 'III: application and check online'),
  IV: both('Ⅳ级：全程网上办', 'IV: all of it online'),
};

const visitsText = (visits: number): LocalizedText =>
  visits === 0
    ? both('一次都不用跑', 'None')
    : both(`最多跑 ${visits} 次`, visits === 1 ? 'One at most' : `${visits} at most`);

/** The elements of an item as guides carry them; what the item does not have is left out. */
export const hallElements = (item: ImplementationList): Record<string, GuideValue> => {
  const values: Readonly<Record<string, GuideValue | null>> = {
    acceptanceConditions: list(item.acceptanceConditions),
    serviceObject: list(item.serviceObject.map((object) => objects[object])),
    situation: perhaps(item.situation),
    materials: {
      kind: 'materials',
      materials: item.materials.map(
        ({ name, form, copies, isNecessary, mayFollow, source, fromLibrary }) => ({
          name,
          form,
          copies,
          isNecessary,
          mayFollow,
          isShared: source === 'government-share' && fromLibrary !== 'id-card',
        }),
      ),
    },
    promisedLimit: { kind: 'limit', ...item.promisedLimit },
    statutoryLimit: { kind: 'limit', ...item.statutoryLimit },
    fees: { kind: 'fees', fees: item.fees.map(({ name, standard }) => ({ name, standard })) },
    takesOnlinePayment: yesNo(item.takesOnlinePayment),
    quantityLimit: perhaps(item.quantityLimit),
    caseType: text(caseTypes[item.caseType]),
    handlingForms: list(item.handlingForms.map((form) => forms[form])),
    procedure: { kind: 'steps', steps: item.procedure },
    visits: text(visitsText(item.visits)),
    takesAppointments: yesNo(item.takesAppointments),
    deliversByPost: yesNo(item.deliversByPost),
    result: item.result === null ? null : text(item.result.name),
    resultType: item.result === null ? null : text(item.result.type),
    resultValidity: item.result === null ? null : text(item.result.validity),
    intermediaryServices: item.intermediaryServices.length === 0 ? null : list(item.intermediaryServices),
    places: { kind: 'places', places: item.places },
    acceptanceScope: text(scopes[item.acceptanceScope]),
    isInHall: yesNo(item.isInHall),
    consultation: text(item.consultation),
    supervision: text(item.supervision),
    questions: item.questions.length === 0 ? null : { kind: 'questions', questions: item.questions },
    name: text(item.name),
    itemType: text(types[item.itemType]),
    legalBasis: list(item.legalBasis),
    implementingBody: text(item.implementingBody.name),
    implementingBodyNature: text(natures[item.implementingBodyNature]),
    entrustedBody: perhaps(item.entrustedBody),
    exercisingLevel: text(levels[item.exercisingLevel]),
    authoritySplit: text(item.authoritySplit),
    exercisedContent: text(item.exercisedContent),
    onlineDepth: text(depths[item.onlineDepth]),
    operatingSystem: text(item.operatingSystem),
    basicCode: text(item.basicCode),
    implementationCode: text(item.implementationCode),
  };
  const present: Record<string, GuideValue> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) present[name] = value;
  return present;
};
