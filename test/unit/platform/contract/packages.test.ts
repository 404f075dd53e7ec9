import { describe, expect, it } from 'vitest';
import type { ApplicationItem } from '../../../../platform/contract/catalogue.ts';
import { chosenAfter, chosenPackage, jointItem } from '../../../../platform/contract/packages/joint-form.ts';
import { judgePackage, packagesOf } from '../../../../platform/contract/packages/judge-package.ts';
import { mostParts } from '../../../../platform/contract/packages/service-package.ts';
import {
  digitsField,
  itemOf,
  knownShop,
  shopItems,
  shopPackage,
  yesNoField,
} from '../../../helpers/packages.ts';

const part = (
  item: string,
  dependsOn: readonly string[] = [],
  more: Readonly<Record<string, unknown>> = {},
) => ({
  item,
  need: 'required',
  dependsOn,
  ...more,
});
const judged = (changes: Readonly<Record<string, unknown>>, items = [...shopItems]) =>
  judgePackage(shopPackage(changes), items);
const codes = (parts: readonly { readonly item: { readonly code: string } }[]) =>
  parts.map(({ item }) => item.code);

describe('a package of the catalogue', () => {
  it('has its items in an order in which each follows what it depends on', () => {
    const outcome = judged({
      parts: [part('sign', ['permit']), part('permit', ['licence']), part('licence')],
    });
    expect(outcome.ok && codes(outcome.known.parts)).toEqual(['licence', 'permit', 'sign']);
  });

  it.each([
    ['cycle', 'opening-shop', [part('licence', ['sign']), part('sign', ['licence'])]],
    ['cycle', 'opening-shop', [part('licence', ['licence']), part('sign')]],
    ['unknown-item', 'bakery', [part('licence'), part('bakery')]],
    ['unknown-dependency', 'sign.permit', [part('licence'), part('sign', ['permit'])]],
    ['item-twice', 'sign', [part('sign'), part('sign')]],
    [
      'required-on-chosen',
      'sign.licence',
      [part('licence', [], { need: 'chosen' }), part('sign', ['licence'])],
    ],
    ['unknown-field', 'sign.colour', [part('licence'), part('sign', [], { asks: { colour: 'paint' } })]],
    ['unequal-fields', 'phone', [part('licence'), part('sign', [], { asks: { isLit: 'phone' } })]],
    ['malformed', 'parts', [part('licence')]],
    ['malformed', 'parts.1.need', [part('licence'), { ...part('sign'), need: 'perhaps' }]],
  ] as const)('is refused for its fault (%s %s)', (fault, detail, parts) => {
    expect(judged({ parts })).toEqual({ ok: false, fault, detail });
  });

  it('with more items than a receipt has room for is refused', () => {
    const items = Array.from({ length: mostParts + 1 }, (_, index) =>
      itemOf(`item-${index}`, [yesNoField('ok')]),
    );
    const parts = items.map(({ code }) => part(code));
    expect(judged({ parts }, items)).toMatchObject({ fault: 'malformed' });
    expect(judged({ parts: parts.slice(1) }, items)).toMatchObject({ ok: true });
  });

  it('whose items want answers of one name that no answer is, is refused', () => {
    const short = itemOf('short', [digitsField('number', 4, 6)]);
    const long = itemOf('long', [digitsField('number', 7, 9)]);
    const wide = itemOf('wide', [digitsField('number', 5, 12)]);
    expect(judged({ parts: [part('short'), part('long')] }, [short, long])).toMatchObject({
      fault: 'unequal-fields',
      detail: 'number',
    });
    const outcome = judged({ parts: [part('short'), part('wide')] }, [short, wide]);
    expect(outcome.ok && jointItem(outcome.known).form.fields).toMatchObject([
      { name: 'number', minimumLength: 5, maximumLength: 6 },
    ]);
  });

  it('that is broken costs no other; two of one code, or one named as an item, are told apart', () => {
    const catalogue = {
      items: [],
      applications: [...shopItems],
      packages: [
        { code: 'broken' },
        shopPackage(),
        shopPackage(),
        shopPackage({ code: 'licence' }),
        shopPackage({ code: 'second-shop' }),
      ],
    };
    const { known, refused } = packagesOf(catalogue);
    expect(known.map(({ code }) => code)).toEqual(['opening-shop', 'second-shop']);
    expect(refused).toMatchObject([
      { position: 0, fault: 'malformed' },
      { position: 2, fault: 'code-taken', detail: 'opening-shop' },
      { position: 3, fault: 'code-taken', detail: 'licence' },
    ]);
  });
});

describe('the joint form', () => {
  it('asks each question once, for the surest identification, in the lengths that every item takes', () => {
    const sure = shopItems.map((item) =>
      item.code === 'sign' ? { ...item, assuranceLevel: 3 as const } : item,
    );
    const outcome = judged({}, sure);
    if (!outcome.ok) throw new Error(outcome.fault);
    const joint = jointItem(chosenPackage(outcome.known, ['sign']));
    expect(joint).toMatchObject({ code: 'opening-shop', assuranceLevel: 3, promisedWorkingDays: 8 });
    expect(joint.form.fields).toMatchObject([
      { name: 'shopName' },
      { name: 'phone', minimumLength: 8, maximumLength: 11 },
      { name: 'hasKitchen' },
      { name: 'isLit' },
    ]);
    expect(jointItem(chosenPackage(outcome.known, [])).assuranceLevel).toBe(2);
  });

  it('asks in the situation of an item, and always where two want it in different ones', () => {
    const kitchen = yesNoField('hasKitchen');
    const gas = { ...yesNoField('usesGas'), when: [{ field: 'hasKitchen', is: [true] }] };
    const one = itemOf('one', [kitchen, gas]);
    const same = itemOf('same', [kitchen, gas]);
    const other = itemOf('other', [yesNoField('usesGas')]);
    const together = (parts: readonly unknown[]) => {
      const outcome = judged({ parts }, [one, same, other]);
      if (!outcome.ok) throw new Error(outcome.fault);
      return jointItem(outcome.known).form.fields.find(({ name }) => name.endsWith('Gas'));
    };
    expect(together([part('one'), part('same')])).toMatchObject({ when: gas.when });
    expect(together([part('one'), part('other')])).not.toHaveProperty('when');
    const asks = { hasKitchen: 'cooks' };
    expect(together([part('one', [], { asks }), part('same', [], { asks })])).toMatchObject({
      when: [{ field: 'cooks', is: [true] }],
    });
  });

  it('wants a material once; one that two items want in other ways breaks the package', () => {
    const lease = (ways: NonNullable<ApplicationItem['materials']>[number]['ways'], required: boolean) => ({
      materials: [{ code: 'lease', name: { 'zh-CN': '租约', en: 'Lease' }, required, ways }],
    });
    const one = itemOf('one', [yesNoField('isLit')], lease([{ way: 'capture' }], false));
    const same = itemOf('same', [yesNoField('isLit')], lease([{ way: 'capture' }], true));
    const other = itemOf('other', [yesNoField('isLit')], lease([{ way: 'later', workingDays: 5 }], true));
    const outcome = judged({ parts: [part('one'), part('same')] }, [one, same]);
    expect(outcome.ok && jointItem(outcome.known).materials).toMatchObject([
      { code: 'lease', required: true },
    ]);
    expect(judged({ parts: [part('one'), part('other')] }, [one, other])).toMatchObject({
      fault: 'unequal-materials',
      detail: 'lease',
    });
  });

  it('never holds anybody up for a material that no item wants in their situation', () => {
    const kitchen = yesNoField('hasKitchen');
    const when = [{ field: 'hasKitchen', is: [true] }];
    const lease = (changes: { readonly required: boolean; readonly when?: typeof when }) => ({
      materials: [
        {
          code: 'lease',
          name: { 'zh-CN': '租约', en: 'Lease' },
          ways: [{ way: 'capture' as const }],
          ...changes,
        },
      ],
    });
    const faultOf = (one: Parameters<typeof lease>[0], other: Parameters<typeof lease>[0]) => {
      const items = [itemOf('one', [kitchen], lease(one)), itemOf('other', [kitchen], lease(other))];
      const outcome = judged({ parts: [part('one'), part('other')] }, items);
      return outcome.ok ? jointItem(outcome.known).materials : outcome.fault;
    };
    const always = { required: true };
    const optional = { required: false };
    expect(faultOf({ required: true, when }, { required: true, when })).toMatchObject([{ when }]);
    expect(faultOf({ required: true, when }, always)).toMatchObject([always]);
    expect(faultOf({ required: false, when }, optional)).toMatchObject([optional]);
    expect(faultOf({ required: true, when }, optional)).toBe('unequal-materials');
    const otherwise = [{ field: 'hasKitchen', is: [false] }];
    expect(faultOf({ required: true, when }, { required: true, when: otherwise })).toBe('unequal-materials');
  });

  it('leaves out what nobody chose, and keeps what is required whatever is chosen', () => {
    expect(codes(chosenPackage(knownShop(), []).parts)).toEqual(['licence', 'permit']);
    expect(codes(chosenPackage(knownShop(), ['sign', 'elsewhere']).parts)).toEqual([
      'licence',
      'permit',
      'sign',
    ]);
  });

  it('brings what a choice depends on, and takes away what depends on what is left out', () => {
    const outcome = judged({
      parts: [
        part('licence', [], { need: 'chosen' }),
        part('permit', ['licence'], { need: 'chosen' }),
        part('sign', ['permit'], { need: 'chosen' }),
      ],
    });
    if (!outcome.ok) throw new Error(outcome.fault);
    const all = chosenAfter(outcome.known, [], { item: 'sign', on: true });
    expect(all).toEqual(['licence', 'permit', 'sign']);
    expect(chosenAfter(outcome.known, all, { item: 'permit', on: false })).toEqual(['licence']);
  });
});
