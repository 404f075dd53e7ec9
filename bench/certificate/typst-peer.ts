import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { CertificateContent } from '../../electron/core/certificates/rendering/certificate-content.ts';
import type { QrMatrix } from '../../electron/core/certificates/rendering/drawing/qr-code.ts';
import { arcAngles, contentOf, qrPath, starCorners } from './certificate-text.ts';
import { fontFolder, type SignableCertificate } from './signed-certificates.ts';

const quoted = (text: string): string => JSON.stringify(text);

const sealOf = ({ ring, line, code }: CertificateContent['seal']): string => {
  const name = Array.from(ring);
  const onArc = arcAngles(name.length).map((angle, index) => {
    const radians = (angle * Math.PI) / 180;
    const [x, y] = [16 * Math.sin(radians), -16 * Math.cos(radians)];
    return `place(center + horizon, dx: ${x}mm, dy: ${y}mm, rotate(${angle}deg, scale(x: 82%, text(size: 5mm, ${quoted(name[index] ?? '')}))))`;
  });
  const star = starCorners(7).map(([x, y]) => `(${x + 7}mm, ${y + 7}mm)`);
  return `#box(width: 42mm, height: 42mm, { set text(fill: rgb("#c8102e"), weight: "bold")
  place(center + horizon, circle(radius: 20.4mm, stroke: 1.2mm + rgb("#c8102e")))
  place(center + horizon, polygon(fill: rgb("#c8102e"), ${star.join(', ')}))
  ${onArc.join('\n  ')}
  place(center + horizon, dy: 11mm, text(size: 3.5mm, ${quoted(line)}))
  place(center + horizon, dy: 16mm, text(size: 2mm, ${quoted(code)}))
})`;
};

const watermarkOf = (lines: readonly string[]): string => {
  const mark = lines
    .map((line, index) => `text(size: ${index === 0 ? 14 : 8.5}pt, ${quoted(line)})`)
    .join(' + linebreak() + ');
  return `{ set text(fill: rgb("#ececec")); for row in range(8) { for column in range(3) {
  place(top + left, dx: column * 80mm - calc.rem(row, 2) * 40mm, dy: row * 40mm, rotate(-26deg, ${mark})) } } }`;
};

const tableOf = ({ heading, columns, rows }: CertificateContent['tables'][number]): string => {
  const cells = [columns.map(({ label }) => label), ...rows].flat().map(quoted);
  return `#text(size: 11pt, ${quoted(heading)})
#table(columns: (${columns.map(({ width }) => `${width}fr`).join(', ')}), stroke: (bottom: 0.5pt + rgb("#bdbdbd")), inset: 2pt, ${cells.join(', ')})`;
};

const sourceOf = (content: CertificateContent, qr: QrMatrix): string => {
  const facts = content.facts.flatMap(({ label, value }) => [quoted(label), quoted(value)]);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${qr.size} ${qr.size}"><path d="${qrPath(qr)}"/></svg>`;
  return `#set document(title: ${quoted(content.title)})
#set page(paper: "a4", margin: (x: 25mm, top: 24mm, bottom: 22mm), background: ${watermarkOf(content.watermark)})
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
#align(center, text(${quoted(content.departmentLine)}))
#align(center, text(size: 18pt, weight: "bold", ${quoted(content.title)}))
#align(center, text(size: 9.5pt, ${quoted(content.englishTitle)}))
#line(length: 100%)
#text(size: 9pt, ${quoted(`${content.numberLine}　${content.validUntilLine}`)})

#text(${quoted(content.statement)})

#table(columns: (auto, 1fr), stroke: none, inset: 2pt, ${facts.join(', ')})
#set text(size: 9pt)
${content.tables.map(tableOf).join('\n')}
#set text(size: 12pt)
#text(${quoted(content.closing)})

#grid(columns: (30mm, 1fr, 42mm), image(bytes(${quoted(svg)}), format: "svg", width: 30mm), align(center, text(${quoted(content.signatory)}) + linebreak() + text(${quoted(content.signatureDate)})), [${sealOf(content.seal)}])
#set text(size: 8pt)
#text(${quoted(`${content.verification.heading} ${content.verification.text}`)})

${content.footer.map((line) => `#text(${quoted(line)})`).join('\n\n')}
`;
};

/** The same certificate as a document of typst, compiled by one compiler that remembers what it has seen before. */
export const createTypst = () => {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fontFolder] }] });
  return {
    async render(certificate: SignableCertificate): Promise<Uint8Array> {
      const { content, qr } = contentOf(certificate);
      const mainFileContent = sourceOf(content, qr);
      const pdf = compiler.pdf({ mainFileContent }, { pdfStandard: 'a-2b' });
      // As its own command does between compilations: what was not used for ten of them is let go.
      compiler.evictCache(10);
      return pdf;
    },
  };
};
