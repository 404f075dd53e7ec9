import { type CertificateTemplate, certificateTemplateSchema } from './template.ts';

/** A template is a few kilobytes of text; more than this is refused unread. */
export const maximumTemplateBytes = 64 * 1024;

export type ParseTemplateResult =
  | { readonly ok: true; readonly template: CertificateTemplate }
  | { readonly ok: false; readonly reason: 'template-broken'; readonly detail: string };

const broken = (detail: string): ParseTemplateResult => ({ ok: false, reason: 'template-broken', detail });

/**
 * Reads a template from its JSON text. Everything about it is checked here, when it arrives: shape, sizes, widths of
 * columns, and each placeholder against the closed list and the keys that it declares. `detail` names the field.
 */
export const parseTemplate = (json: string): ParseTemplateResult => {
  if (Buffer.byteLength(json) > maximumTemplateBytes) {
    return broken(`larger than ${maximumTemplateBytes} bytes`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return broken('not JSON');
  }
  const parsed = certificateTemplateSchema.safeParse(value);
  if (parsed.success) return { ok: true, template: parsed.data };
  const detail = parsed.error.issues
    .map((issue) => `${issue.path.join('.') || 'template'}: ${issue.message}`)
    .join('; ');
  return broken(detail.slice(0, 600));
};
