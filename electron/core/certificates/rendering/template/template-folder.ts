import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTemplate } from './parse-template.ts';
import type { CertificateTemplate } from './template.ts';

/** A template that was not taken into use; `detail` names the field, for the staff's log. */
export interface RefusedTemplate {
  readonly file: string;
  readonly reason: 'template-broken';
  readonly detail: string;
}

export interface LoadedTemplates {
  readonly byKind: ReadonlyMap<string, CertificateTemplate>;
  readonly refused: readonly RefusedTemplate[];
}

/** Extra check of a template whose shape is right; answers what is wrong with it, or undefined. */
export type TemplateCheck = (template: CertificateTemplate) => string | undefined;

/**
 * Reads every `*.json` of a folder. A broken template, or a second one for the same kind, is refused by itself; the
 * others stay usable. Rejects only when the folder or a file in it cannot be read.
 */
export const loadTemplates = async (folder: string, check: TemplateCheck): Promise<LoadedTemplates> => {
  const byKind = new Map<string, CertificateTemplate>();
  const refused: RefusedTemplate[] = [];
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  for (const file of files) {
    const refuse = (detail: string): void => {
      refused.push({ file, reason: 'template-broken', detail });
    };
    const parsed = parseTemplate(await readFile(join(folder, file), 'utf8'));
    if (!parsed.ok) {
      refuse(parsed.detail);
      continue;
    }
    const { template } = parsed;
    const fault = byKind.has(template.kind)
      ? `kind: ${template.kind} has a template already`
      : check(template);
    if (fault === undefined) byKind.set(template.kind, template);
    else refuse(fault);
  }
  return { byKind, refused };
};
