import { type Measure, settledSamples, type TimedSample } from './growth.ts';

/** One measure as it is drawn. */
interface Curve {
  readonly measure: Measure;
  readonly name: string;
  readonly colour: string;
}

interface Panel {
  readonly title: string;
  /** A value is divided by this before it is drawn. */
  readonly unit: number;
  readonly curves: readonly Curve[];
}

/** Colours that people without red or green tell apart, too (Okabe and Ito). */
const panels: readonly Panel[] = [
  {
    title: 'Memory of the core, MB (after a collection of garbage)',
    unit: 1e6,
    curves: [
      { measure: 'rss', name: 'resident set (RSS)', colour: '#0072b2' },
      { measure: 'buffers', name: 'buffers outside the heap', colour: '#009e73' },
      { measure: 'heap', name: 'V8 heap in use', colour: '#d55e00' },
    ],
  },
  {
    title: 'Open in the core, number',
    unit: 1,
    curves: [
      { measure: 'fileDescriptors', name: 'file descriptors', colour: '#0072b2' },
      { measure: 'handles', name: 'handles of the event loop', colour: '#d55e00' },
    ],
  },
];

const width = 960;
const left = 70;
const right = 24;
const top = 64;
const panelHeight = 230;
const panelGap = 74;
const bottom = 56;
const height = top + panels.length * panelHeight + (panels.length - 1) * panelGap + bottom;
const ticksWanted = 6;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Round steps (1, 2 or 5 times a power of ten) from 0 to `most`, about as many as wanted. */
export const ticksUpTo = (most: number, wanted: number): readonly number[] => {
  const rough = Math.max(most, 1e-9) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
};

const text = (x: number, y: number, words: string, attributes = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escaped(words)}</text>`;

const line = (x1: number, y1: number, x2: number, y2: number, attributes: string): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${attributes}/>`;

/** Draws what the core held over the sessions of a run, as an SVG (readable on white and on paper). */
export const drawSoak = (
  samples: readonly TimedSample[],
  { title, sessions }: { readonly title: string; readonly sessions: number },
): string => {
  const xOf = (session: number): number => left + (session / sessions) * (width - left - right);
  const settledFrom = settledSamples(samples)[0]?.session ?? sessions;
  const lives = [...Map.groupBy(samples, ({ life }) => life).values()];

  const panelAt = ({ title: heading, unit, curves }: Panel, index: number): string => {
    const above = top + index * (panelHeight + panelGap);
    const below = above + panelHeight;
    const most =
      1.08 * Math.max(...samples.flatMap((sample) => curves.map(({ measure }) => sample[measure])));
    const yOf = (value: number): number => below - (value / most) * panelHeight;
    const grid = ticksUpTo(most / unit, ticksWanted).flatMap((tick) => {
      const y = yOf(tick * unit);
      return [
        line(left, y, width - right, y, 'class="grid"'),
        text(left - 8, y + 4, String(tick), 'text-anchor="end"'),
      ];
    });
    const sessionsBelow = ticksUpTo(sessions, 8).flatMap((tick) => [
      line(xOf(tick), below, xOf(tick), below + 5, 'class="axis"'),
      text(xOf(tick), below + 19, tick.toLocaleString('en'), 'text-anchor="middle"'),
    ]);
    // A life has a line of its own: what one core held says nothing of the next.
    const drawn = curves.flatMap(({ measure, colour }) =>
      lives.map((life) => {
        const points = life.map(
          (sample) => `${xOf(sample.session).toFixed(1)},${yOf(sample[measure]).toFixed(1)}`,
        );
        return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"/>`;
      }),
    );
    const legend = curves.map(({ name, colour }, place) => {
      const x = width - right - (curves.length - place) * 190;
      return `${line(x, above - 14, x + 22, above - 14, `stroke="${colour}" stroke-width="3"`)}${text(x + 28, above - 10, name)}`;
    });
    return [
      `<rect x="${left}" y="${above}" width="${(xOf(settledFrom) - left).toFixed(1)}" height="${panelHeight}" fill="#f2f2f2"/>`,
      text(left + 8, below - 8, 'cores are killed, caches warm up', 'class="remark"'),
      ...grid,
      line(left, below, width - right, below, 'class="axis"'),
      line(left, above, left, below, 'class="axis"'),
      ...sessionsBelow,
      text((left + width - right) / 2, below + 38, 'sessions', 'text-anchor="middle"'),
      text(left - 50, above - 10, heading, 'class="heading"'),
      ...legend,
      ...drawn,
    ].join('\n');
  };

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>text{font:13px system-ui,sans-serif;fill:#333}.title{font-size:16px;font-weight:600}.heading{font-weight:600}.remark{font-size:11px;fill:#666}.grid{stroke:#ddd}.axis{stroke:#555}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${text(left - 50, 24, title, 'class="title"')}
${panels.map(panelAt).join('\n')}
</svg>
`;
};
