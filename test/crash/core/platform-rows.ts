import { z } from 'zod';
import type { PlatformProcess } from './platform-process.ts';

const applicationSchema = z.object({
  key: z.string(),
  receipt_number: z.string(),
  state: z.string(),
  item: z.string(),
  form_version: z.number(),
  /** The personal part as the platform's worker opened it, JSON. */
  content: z.string().nullable(),
});
const resultSchema = z.object({ key: z.string(), outcome: z.string(), reason: z.string().nullable() });
const ratingSchema = z.object({ key: z.string(), subject: z.string().nullable(), level: z.string() });

/** What the platform has of one kiosk. */
export interface PlatformRows {
  readonly applications: readonly z.infer<typeof applicationSchema>[];
  readonly results: readonly z.infer<typeof resultSchema>[];
  readonly ratings: readonly z.infer<typeof ratingSchema>[];
  /** The applications, by key, whose chunks the platform has without having the application. */
  readonly orphans: readonly string[];
  /** What the platform found wrong with the kiosk or with what it handed in. */
  readonly alerts: readonly string[];
}

/** @param kioskId in the form of `kioskIdSchema`: goes into the statements as it is */
export const readPlatform = async (
  { query }: Pick<PlatformProcess, 'query'>,
  kioskId: string,
): Promise<PlatformRows> => {
  const rows = async <Schema extends z.ZodType>(
    schema: Schema,
    statement: string,
  ): Promise<z.infer<Schema>[]> => z.array(schema).parse(await query(statement));
  const alerts = await rows(
    z.object({ alert: z.string() }),
    `SELECT kind AS alert FROM kiosk_alerts WHERE kiosk_id = '${kioskId}'
     UNION ALL SELECT reason || ' ' || receipt_number FROM application_alerts
       JOIN applications USING (receipt_number) WHERE kiosk_id = '${kioskId}'`,
  );
  const orphans = await rows(
    z.object({ key: z.string() }),
    `SELECT DISTINCT application_key AS key FROM material_chunks
     WHERE kiosk_id = '${kioskId}' AND receipt_number IS NULL`,
  );
  return {
    applications: await rows(
      applicationSchema,
      `SELECT a.key, a.receipt_number, a.state, a.item, a.form_version, c.content::text AS content
       FROM applications a LEFT JOIN application_contents c USING (receipt_number)
       WHERE a.kiosk_id = '${kioskId}'`,
    ),
    results: await rows(
      resultSchema,
      `SELECT key, outcome, reason FROM submission_results WHERE kiosk_id = '${kioskId}'`,
    ),
    ratings: await rows(
      ratingSchema,
      `SELECT key, subject, level FROM ratings WHERE kiosk_id = '${kioskId}'`,
    ),
    orphans: orphans.map(({ key }) => key),
    alerts: alerts.map(({ alert }) => alert),
  };
};
