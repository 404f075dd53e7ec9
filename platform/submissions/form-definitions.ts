import { z } from 'zod';
import {
  type ApplicationFinding,
  applicationFindings,
} from '../contract/application-form/application-findings.ts';
import { itemMaterialSchema } from '../contract/application-form/material.ts';
import { type Catalogue, formFieldSchema } from '../contract/catalogue.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** What a version of a form asks for. */
const formDefinitionSchema = z.strictObject({
  fields: z.array(formFieldSchema),
  materials: z.array(itemMaterialSchema),
});

/** Writes down what the forms of a catalogue ask for; in the transaction that publishes it. Earlier versions stay. */
export const recordFormDefinitions = async (
  transaction: PlatformTransaction,
  { applications }: Pick<Catalogue, 'applications'>,
): Promise<void> => {
  for (const { code, form, materials = [] } of applications) {
    const definition = JSON.stringify({ fields: form.fields, materials });
    await transaction
      .insertInto('form_definitions')
      .values({ item: code, form_version: form.version, definition })
      .onConflict((conflict) => conflict.columns(['item', 'form_version']).doUpdateSet({ definition }))
      .execute();
  }
};

/**
 * Holds an opened application against the version of the form for which it was filed; nothing is found where that version was
 * published before the platform kept what forms ask for.
 */
export const findingsOf = async (
  database: PlatformDatabase,
  content: SealedApplication,
): Promise<readonly ApplicationFinding[]> => {
  const row = await database
    .selectFrom('form_definitions')
    .select('definition')
    .where('item', '=', content.item)
    .where('form_version', '=', content.formVersion)
    .executeTakeFirst();
  if (row === undefined) {
    return [];
  }
  const { fields, materials } = formDefinitionSchema.parse(row.definition);
  return applicationFindings({ form: { version: content.formVersion, fields }, materials }, content);
};
