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

/** What a version of a form asks for; undefined where it was published before the platform kept that, or never. */
export const definitionOf = async (
  database: PlatformDatabase | PlatformTransaction,
  item: string,
  formVersion: number,
): Promise<z.infer<typeof formDefinitionSchema> | undefined> => {
  const row = await database
    .selectFrom('form_definitions')
    .select('definition')
    .where('item', '=', item)
    .where('form_version', '=', formVersion)
    .executeTakeFirst();
  return row && formDefinitionSchema.parse(row.definition);
};

/** Holds an opened application against the version of the form for which it was filed; nothing is found where that is not known. */
export const findingsOf = async (
  database: PlatformDatabase,
  content: SealedApplication,
): Promise<readonly ApplicationFinding[]> => {
  const definition = await definitionOf(database, content.item, content.formVersion);
  if (definition === undefined) {
    return [];
  }
  const { fields, materials } = definition;
  return applicationFindings({ form: { version: content.formVersion, fields }, materials }, content);
};
