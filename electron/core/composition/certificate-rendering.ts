import { join } from 'node:path';
import type { ContentCheck } from '../../sync/feed/ports.ts';
import type { CertificateRenderer } from '../certificates/rendering/certificate-renderer.ts';
import { fallbackFontPaths } from '../certificates/rendering/typesetting/fallback-fonts.ts';
import type { Log } from '../log/core-log.ts';

/** What prints certificates, and what judges templates that the platform delivers. */
export interface CertificateRendering {
  /** Code, fonts and templates take a moment to load; null when fonts or templates could not be. */
  readonly renderer: Promise<CertificateRenderer | null>;
  /** A template that the kiosk could not print with is refused when it comes, not at two in the morning. */
  readonly templateCheck: ContentCheck;
}

const loadPaper = () => import('./paper.ts');

const load = async (
  appFolder: string,
  deliveredTemplate: (kind: string) => unknown,
  log: Log,
): Promise<CertificateRenderer | null> => {
  const { createCertificateRenderer } = await loadPaper();
  try {
    const renderer = await createCertificateRenderer({
      fontFolder: join(appFolder, 'node_modules/@expo-google-fonts/noto-serif-sc'),
      templatesFolder: join(appFolder, 'assets/templates'),
      fallbackFonts: fallbackFontPaths(appFolder),
      deliveredTemplate,
    });
    for (const { file, detail } of renderer.refusedTemplates) log.error('template-refused', { file, detail });
    for (const { path, detail } of renderer.refusedFonts)
      log.error('fallback-font-refused', { path, detail });
    return renderer;
  } catch (error) {
    log.error('renderer-unavailable', { error: String(error) });
    return null;
  }
};

/** Loads fonts and templates; what is wrong with them is said soon after the start, not when somebody waits for a certificate. */
export const loadCertificateRendering = (options: {
  readonly appFolder: string;
  /** The template that the platform has delivered for a kind; asked for when something is printed. */
  readonly deliveredTemplate: (kind: string) => unknown;
  readonly log: Log;
  /** What goes before it: the screen is to be there first. A template that comes is not kept waiting. */
  readonly after?: Promise<void>;
}): CertificateRendering => {
  let wanted = (): void => undefined;
  const isWanted = new Promise<void>((resolve) => {
    wanted = resolve;
  });
  const renderer = Promise.race([options.after, isWanted]).then(() =>
    load(options.appFolder, options.deliveredTemplate, options.log),
  );
  return {
    renderer,
    templateCheck: async (content) => {
      const { parseTemplate } = await loadPaper();
      const parsed = parseTemplate(JSON.stringify(content));
      if (!parsed.ok) return { ok: false, detail: parsed.detail };
      // The rest of the feed waits behind it.
      wanted();
      const loaded = await renderer;
      // Without a renderer nothing is printed at all; it says nothing against the template.
      const fault = await loaded?.checkTemplate(parsed.template);
      return fault === undefined ? { ok: true } : { ok: false, detail: fault };
    },
  };
};
