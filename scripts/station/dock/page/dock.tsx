import { type ReactElement, useEffect, useState } from 'react';
import type { StationState } from '../../station-contract.ts';
import type { ControlClient } from './control-client.ts';
import { CameraPanel } from './camera-panel.tsx';
import { EventLog } from './event-log.tsx';
import { NetworkPanel } from './network-panel.tsx';
import { OutputTray } from './output-tray.tsx';
import { PrinterPanel } from './printer-panel.tsx';
import { ReaderPanel } from './reader-panel.tsx';
import { ScannerPanel } from './scanner-panel.tsx';
import { Words } from './words.tsx';

const Away = (): ReactElement => (
  <main className="away" role="status">
    <Words
      phrase={{
        zh: '演示台没有回应,正在重新连接…',
        en: 'The station does not answer; trying again. Was npm start ended?',
      }}
    />
  </main>
);

export const Dock = ({ client }: { readonly client: ControlClient }): ReactElement => {
  const [state, setState] = useState<StationState | null>(null);
  useEffect(() => client.follow(setState), [client]);
  if (state === null) return <Away />;
  return (
    <>
      <header className="top">
        <Words
          phrase={{
            zh: '演示台:代替真实的手和设备',
            en: 'Demo station: stands in for hands and devices, no part of the kiosk',
          }}
        />
        <span className={`line line-${state.network.state}`} role="status">
          {state.network.state === 'up' ? '● 线路通 line up' : '✕ 线路断 line cut'}
        </span>
      </header>
      <main className="columns">
        <div className="column">
          <ReaderPanel state={state} perform={client.perform} />
          <PrinterPanel state={state} perform={client.perform} />
          <NetworkPanel state={state} perform={client.perform} />
          <ScannerPanel state={state} perform={client.perform} />
          <CameraPanel />
        </div>
        <div className="column">
          <OutputTray documents={state.documents} client={client} />
          <EventLog events={state.events} />
        </div>
      </main>
    </>
  );
};
