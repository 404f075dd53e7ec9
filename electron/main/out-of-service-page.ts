import type { PageFault } from './page-watch.ts';

/** Why the page is taken from the screen for a while. */
export type PageFailure = PageFault | 'page-died' | 'page-not-loaded' | 'page-loads-too-long';

/** A page of the shell's own: nothing but markup, so that it can be drawn where the kiosk's page cannot. */
export interface ShellPage {
  readonly type: string;
  readonly content: string;
}

const styles = `html { height: 100% }
body { min-height: 100%; margin: 0; display: grid; place-content: center; justify-items: center; gap: 2rem; padding: 10vw;
  box-sizing: border-box; background: #f7f5f0; color: #24211c; text-align: center; user-select: none; cursor: default;
  font: 400 2.5rem/1.6 "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
h1 { margin: 0; font-size: 5rem; line-height: 1.3 }
p { margin: 0 }
.english { font-size: 1.75rem; color: #5b554a }
.code { font-size: 1.5rem; color: #5b554a; margin-top: 3rem }
`;

const page = (failure: string): string => `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><title>驿站</title><link rel="stylesheet" href="/shell/out-of-service.css"></head>
  <body>
    <h1>暂停服务</h1>
    <p>机器正在自行恢复，请稍等片刻再来。<br>已交的材料都已保存，不会丢失。</p>
    <p class="english" lang="en">Out of service. The machine is recovering by itself; please come back in a moment.<br>
      What was handed in is kept.</p>
    <p class="code">原因代码 · Reason code: ${failure}</p>
  </body>
</html>
`;

const failures: readonly PageFailure[] = [
  'page-hangs',
  'page-blank',
  'page-died',
  'page-not-loaded',
  'page-loads-too-long',
];

/** Path of the page that names this failure. */
export const outOfServicePath = (failure: PageFailure): string => `/shell/out-of-service/${failure}.html`;

/** The shell's own pages by their paths. */
export const shellPages: ReadonlyMap<string, ShellPage> = new Map<string, ShellPage>([
  ['/shell/out-of-service.css', { type: 'text/css; charset=utf-8', content: styles }],
  ...failures.map(
    (failure) =>
      [outOfServicePath(failure), { type: 'text/html; charset=utf-8', content: page(failure) }] as const,
  ),
]);
