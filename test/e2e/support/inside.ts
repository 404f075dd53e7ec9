import type { TestKiosk } from '../../helpers/kiosk.ts';
import { twoFrames } from './doors.ts';

/** What is seen of a kiosk from within: whether somebody got out, or changed how the page looks. */
export interface InsideView {
  readonly windows: number;
  readonly url: string;
  /** The page has not been loaded anew since `markPage`. */
  readonly sameLife: boolean;
  readonly screen: string | null;
  readonly frames: number;
  readonly fullScreen: boolean;
  readonly devTools: boolean;
  readonly zoomFactor: number;
  /** Scale of a pinch. */
  readonly pinch: number;
  readonly selected: string;
}

/** Marks the life of the page that is shown now. */
export const markPage = async ({ page }: TestKiosk): Promise<void> => {
  await page.evaluate('{ window.markedForDoors = true; }');
};

const lookScript = `({
  sameLife: 'markedForDoors' in window,
  screen: document.querySelector('[data-screen]')?.dataset.screen ?? null,
  pinch: window.visualViewport.scale,
  selected: window.getSelection().toString(),
})`;

/** Looks at window and page. */
export const lookInside = async ({ app, page }: TestKiosk): Promise<InsideView> => {
  await page.evaluate(twoFrames);
  const ofPage = (await page.evaluate(lookScript)) as Pick<
    InsideView,
    'sameLife' | 'screen' | 'pinch' | 'selected'
  >;
  const ofShell = await app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows();
    const [first] = all;
    return {
      windows: all.length,
      url: first?.webContents.getURL() ?? '',
      frames: first?.webContents.mainFrame.framesInSubtree.length ?? 0,
      fullScreen: first?.isKiosk() ?? false,
      devTools: first?.webContents.isDevToolsOpened() ?? false,
      zoomFactor: first?.webContents.getZoomFactor() ?? 0,
    };
  });
  return { ...ofPage, ...ofShell };
};
