import '@fontsource-variable/noto-sans-sc/wght.css';
import './components/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { systemClock } from './bridge/clock.ts';
import { BridgeProvider } from './bridge/core-context.tsx';
import { createCorePort } from './bridge/core-port.ts';
import { startCamera } from './camera/start-camera.ts';
import { lockPage } from './lock-page.ts';
import { pdfOpener } from './resident/preview/pdf-opener.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with id "root"');

lockPage(document);
const bridge = { core: createCorePort(window, systemClock), clock: systemClock, documents: pdfOpener };
startCamera(bridge, navigator.mediaDevices);

// React would write errors to the console with the component's values at hand: a public machine's log takes none.
const silent = (): void => undefined;
createRoot(container, { onCaughtError: silent, onUncaughtError: silent, onRecoverableError: silent }).render(
  <BridgeProvider bridge={bridge}>
    <App />
  </BridgeProvider>,
);
