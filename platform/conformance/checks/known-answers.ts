import { answerFits } from '../../contract/application-form/form-answers.ts';
import { platformSourcesOf } from '../../contract/application-form/field-sources.ts';
import type { ApplicationItem } from '../../contract/catalogue.ts';
import { knownAnswersReplySchema } from '../../contract/known-answers.ts';
import { demand, demandAnswer } from '../breach.ts';
import type { Check } from '../check.ts';
import { lacksHolder } from '../holder.ts';
import { demandNothingTold, looksOnTrail, post, whoAsks } from '../looks.ts';

const clause = 'known-answers.ts POST /v1/known-answers';

/** An item with a field of which something may be known. */
const asksForKnown = ({ form }: ApplicationItem): boolean =>
  form.fields.some((field) => platformSourcesOf(field).length > 0);

export const knownAnswersChecks: readonly Check[] = [
  {
    name: 'What is known for a form is told from the sources that its fields name, fits them, and is on the access trail',
    clause,
    lacks: lacksHolder,
    async prove(world) {
      const item = (await world.catalogue()).applications.find(asksForKnown);
      if (item === undefined) return;
      const before = await looksOnTrail(world, 'known-answers');
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
      demand(
        (await looksOnTrail(world, 'known-answers')) === before + 1,
        'the look is not on the trail, once',
      );
    },
  },
  {
    name: 'Nothing is told for a form that asks for nothing known, nor of who is not known, whose card differs, or who came with a QR code',
    clause: `${clause} not-found, unknown-person, person-data-differs, assurance-level-too-low`,
    lacks: lacksHolder,
    async prove(world) {
      const { applications } = await world.catalogue();
      const without = applications.find((item) => !asksForKnown(item))?.code ?? 'no-such-item';
      await demandNothingTold(world, 'v1/known-answers', { item: without, formVersion: 1 });
    },
  },
];
