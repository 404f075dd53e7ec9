import '@fontsource-variable/noto-sans-sc/wght.css';
import './components/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { systemClock } from './bridge/clock.ts';
import { BridgeProvider } from './bridge/core-context.tsx';
import { createCorePort } from './bridge/core-port.ts';
import { startCamera } from './camera/start-camera.ts';
import { startPageCamera } from './camera/start-page-camera.ts';
import { startFaceLooker } from './camera/start-face-looker.ts';
import { createPageSpeaker } from './voice/page-speaker.ts';
import { afterFirstScreen } from './late/after-first-screen.ts';
import { lateScreens } from './late/late-screens.ts';
import { lockPage } from './lock-page.ts';
import { pdfOpener } from './resident/preview/pdf-opener.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with id "root"');

lockPage(document);
const outside = { core: createCorePort(window, systemClock), clock: systemClock };
startCamera(outside, navigator.mediaDevices);
const bridge = {
  ...outside,
  documents: pdfOpener,
  faces: startFaceLooker(outside, navigator.mediaDevices),
  pages: startPageCamera(outside, navigator.mediaDevices),
  speaker: createPageSpeaker(speechSynthesis, (text) => new SpeechSynthesisUtterance(text)),
};

// Loaded before anybody can have touched anything.
afterFirstScreen(outside.core, window, () => void lateScreens.load());

// React would write errors to the console with the component's values at hand: a public machine's log takes none.
const silent = (): void => undefined;
createRoot(container, { onCaughtError: silent, onUncaughtError: silent, onRecoverableError: silent }).render(
  <BridgeProvider bridge={bridge}>
    <App />
  </BridgeProvider>,
);
