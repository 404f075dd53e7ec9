import { describe, expect, it } from 'vitest';
import {
  answersWithSettled,
  prefilledAnswer,
  sourcesOf,
} from '../../../../electron/core/applications/prefill.ts';
import type { KnownAnswer } from '../../../../platform/contract/known-answers.ts';
import { seedCatalogue } from '../../../helpers/hall.ts';
import { linOfCard } from '../../../helpers/subsidy-item.ts';
import { identifiedAt } from '../../../helpers/visit.ts';

const found = seedCatalogue.applications.find(({ code }) => code === 'resident-medical-insurance');
if (found === undefined) throw new Error('nobody can join the medical insurance');
const item = found;
const field = item.form.fields.find(({ name }) => name === 'socialSecurityNumber');
if (field === undefined) throw new Error('the form does not ask for it');

const fillerWho = (known: readonly KnownAnswer[]) => ({ person: linOfCard, identifiedAt, known });
const source = { certificate: 'social-security-card', validFrom: '2017-11-01' } as const;

describe('the social security number of a form', () => {
  it('comes from the social security card where the platform has told it, to be kept or changed', () => {
    const known = [{ field: field.name, value: '430199195803120026', source }];
    expect(prefilledAnswer(field, fillerWho(known))).toEqual({
      value: '430199195803120026',
      source,
      isSettled: false,
    });
    expect(sourcesOf(item, { [field.name]: '430199195803120026' }, fillerWho(known))).toMatchObject({
      [field.name]: source,
    });
  });

  it('is the number of the ID card where nothing else is known, and nobody is asked', () => {
    const filler = fillerWho([]);
    expect(answersWithSettled(item, {}, filler)).toEqual({ [field.name]: linOfCard.idNumber });
    expect(sourcesOf(item, { [field.name]: linOfCard.idNumber }, filler)).toEqual({
      [field.name]: 'id-card',
    });
  });
});
