import { answerFits } from '../../contract/application-form/form-answers.ts';
import { platformSourcesOf } from '../../contract/application-form/field-sources.ts';
import type { ApplicationItem } from '../../contract/catalogue.ts';
import { knownAnswersReplySchema } from '../../contract/known-answers.ts';
import { accessTrailReplySchema } from '../../contract/library.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import type { World } from '../world.ts';

const clause = 'known-answers.ts POST /v1/known-answers';

const lacks = ({ target }: World): string | undefined =>
  target.holder === null ? 'needs --holder, a person whom the platform knows' : undefined;

const whoAsks = (world: World) => {
  const { holder } = world.target;
  demand(holder !== null, 'nobody to ask for');
  return { holder, assuranceLevel: 3 as const, consentedAt: world.now() };
};

const post = (world: World, path: string, content: unknown) =>
  world.ask({ method: 'POST', path, body: json(content) });

/** An item with a field of which something may be known. */
const asksForKnown = ({ form }: ApplicationItem): boolean =>
  form.fields.some((field) => platformSourcesOf(field).length > 0);

const looksOnTrail = async (world: World): Promise<number> => {
  const { entries } = demandAnswer(
    await post(world, 'v1/library/access-trail', whoAsks(world)),
    accessTrailReplySchema,
  );
  return entries.filter(({ purpose }) => purpose === 'known-answers').length;
};

export const knownAnswersChecks: readonly Check[] = [
  {
    name: 'What is known for a form is told from the sources that its fields name, fits them, and is on the access trail',
    clause,
    lacks,
    async prove(world) {
      const item = (await world.catalogue()).applications.find(asksForKnown);
      if (item === undefined) return;
      const before = await looksOnTrail(world);
      const query = { ...whoAsks(world), item: item.code, formVersion: item.form.version };
      const { answers } = demandAnswer(await post(world, 'v1/known-answers', query), knownAnswersReplySchema);
      for (const { field: name, value, source } of answers) {
        const field = item.form.fields.find((one) => one.name === name);
        demand(field !== undefined && answerFits(field, value), `${name} does not take what was told`);
        const isNamed = platformSourcesOf(field).some((one) =>
          'certificate' in one
            ? 'certificate' in source && source.certificate === one.certificate
            : 'earlierFiling' in source,
        );
        demand(isNamed, `${name} was told from a source that it does not name`);
      }
      demand(new Set(answers.map(({ field }) => field)).size === answers.length, 'a field was told twice');
      demand((await looksOnTrail(world)) === before + 1, 'the look is not on the trail, once');
    },
  },
  {
    name: 'Nothing is told for a form that asks for nothing known, nor of who is not known, whose card differs, or who came with a QR code',
    clause: `${clause} not-found, unknown-person, person-data-differs, assurance-level-too-low`,
    lacks,
    async prove(world) {
      const { applications } = await world.catalogue();
      const without = applications.find((item) => !asksForKnown(item))?.code ?? 'no-such-item';
      const who = whoAsks(world);
      const ask = (changes: object) =>
        post(world, 'v1/known-answers', { ...who, item: without, formVersion: 1, ...changes });
      demandProblem(await ask({}), 'not-found');
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' };
      demandProblem(await ask({ holder: nobody }), 'unknown-person');
      demandProblem(
        await ask({ holder: { ...who.holder, name: `${who.holder.name}某` } }),
        'person-data-differs',
      );
      demandProblem(await ask({ assuranceLevel: 1 }), 'assurance-level-too-low');
    },
  },
];
