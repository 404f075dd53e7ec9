import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { DockBridge } from '../../station-contract.ts';
import { createControlClient } from './control-client.ts';
import { Dock } from './dock.tsx';
import './dock.css';
import './reader-panel.css';
import './controls.css';
import './output-tray.css';
import './event-log.css';
import './phone-codes.css';

declare global {
  interface Window {
    readonly dockBridge: DockBridge;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Dock client={createControlClient(window.dockBridge.controlUrl)} />
  </StrictMode>,
);
