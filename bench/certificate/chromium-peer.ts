import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import type { CertificateContent } from '../../electron/core/certificates/rendering/certificate-content.ts';
import type { QrMatrix } from '../../electron/core/certificates/rendering/drawing/qr-code.ts';
import { arcAngles, contentOf, qrPath, starCorners } from './certificate-text.ts';
import { fontFolder, type SignableCertificate } from './signed-certificates.ts';

const browserPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The fonts as installed ones: what a page brings along itself Chromium embeds as outlines, at three times the size. */
const fontConfiguration = (cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fontFolder}/400Regular</dir><dir>${fontFolder}/700Bold</dir><cachedir>${cache}</cachedir></fontconfig>`;

const style = `
@page { size: A4; margin: 24mm 25mm 22mm; }
body { font: 12pt/22pt 'Noto Serif SC'; margin: 0; }
h1 { font-size: 18pt; text-align: center; margin: 8pt 0; }
.center { text-align: center; } .small { font-size: 9pt; line-height: 14pt; color: #555; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 14pt; }
td, th { border-bottom: 0.5pt solid #bdbdbd; padding: 2pt; text-align: left; font-weight: 400; }
.facts td:nth-child(odd) { color: #555; white-space: nowrap; } .strong { font-weight: 700; font-size: 13pt; }
.closing { position: relative; height: 45mm; } .closing svg { position: absolute; bottom: 0; left: 0; width: 30mm; height: 30mm; }
.closing .seal { left: auto; right: 12mm; width: 42mm; height: 42mm; opacity: 0.85; mix-blend-mode: multiply; }
.sign { position: absolute; right: 0; bottom: 12mm; width: 190pt; text-align: center; }
.mark { position: fixed; inset: 0; z-index: -1; }`;

const sealSvg = ({ ring, line, code }: CertificateContent['seal']): string => {
  const name = Array.from(ring);
  const onArc = arcAngles(name.length).map(
    (angle, index) =>
      `<text transform="rotate(${angle}) translate(0 -13.6) scale(.82 1)" text-anchor="middle" font-size="5">${name[index]}</text>`,
  );
  const star = starCorners(7).map(([x, y]) => `${x},${y}`);
  return `<svg class="seal" viewBox="-21 -21 42 42" fill="#c8102e" font-weight="700"><circle r="20.4" fill="none" stroke="#c8102e" stroke-width="1.2"/><polygon points="${star.join(' ')}"/>${onArc.join('')}<text y="11.6" text-anchor="middle" font-size="3.5">${line}</text><text y="17" text-anchor="middle" font-size="2">${code}</text></svg>`;
};

const watermarkSvg = (lines: readonly string[]): string => {
  const marks: string[] = [];
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 3; column++) {
      const texts = lines.map(
        (line, index) => `<text y="${index * 5}" font-size="${index === 0 ? 5 : 3}">${line}</text>`,
      );
      marks.push(
        `<g transform="translate(${column * 80 - (row % 2) * 40} ${row * 40}) rotate(-26)">${texts.join('')}</g>`,
      );
    }
  }
  return `<svg class="mark" viewBox="0 0 210 297" fill="#ececec">${marks.join('')}</svg>`;
};

const tableOf = ({ heading, columns, rows }: CertificateContent['tables'][number]): string => {
  const head = columns.map(({ label, width }) => `<th style="width:${width}%">${label}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  return `<div>${heading}</div><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
};

/** The body of the page; texts of the sample hold nothing that HTML would have to have escaped. */
const bodyOf = (content: CertificateContent, qr: QrMatrix): string => {
  const facts = content.facts.map(
    ({ label, value, emphasis }) =>
      `<tr><td>${label}</td><td class="${emphasis ? 'strong' : ''}">${value}</td></tr>`,
  );
  return `${watermarkSvg(content.watermark)}
<div class="center">${content.departmentLine}</div><h1>${content.title}</h1><div class="center small">${content.englishTitle}</div><hr>
<div class="small">${content.numberLine}　${content.validUntilLine}</div><p>${content.statement}</p>
<table class="facts">${facts.join('')}</table>${content.tables.map(tableOf).join('')}<p>${content.closing}</p>
<div class="closing"><svg viewBox="0 0 ${qr.size} ${qr.size}"><path d="${qrPath(qr)}"/></svg>
<div class="sign">${content.signatory}<br>${content.signatureDate}</div>${sealSvg(content.seal)}</div>
<div class="small">${content.verification.heading} ${content.verification.text}</div>
<div class="small">${content.footer.join('<br>')}</div>`;
};

/** The same certificate as a page of HTML, printed by a browser that stays open with its fonts loaded. */
export const startChromium = async () => {
  const executablePath = browserPlaces.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error('there is no Chromium');
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-bench-'));
  const file = join(folder, 'page.html');
  await writeFile(
    file,
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${style}</style><body></body></html>`,
  );
  const configuration = join(folder, 'fonts.conf');
  await writeFile(configuration, fontConfiguration(join(folder, 'fonts')));
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
    env: { ...process.env, FONTCONFIG_FILE: configuration },
  });
  const page = await browser.newPage();
  await page.goto(String(pathToFileURL(file)));
  return {
    async render(certificate: SignableCertificate): Promise<Uint8Array> {
      const { content, qr } = contentOf(certificate);
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(bodyOf(content, qr))}`);
      return page.pdf({ preferCSSPageSize: true, printBackground: true });
    },
    version: browser.version(),
    async stop(): Promise<void> {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
