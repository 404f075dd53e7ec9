import type { ReactElement } from 'react';
import { ActionButton, Panel, type PanelProps } from './panel.tsx';

/** Each piece of data is held up this long, in either direction. */
const delays = [0, 300, 2_000] as const;

const delayPhrase = (milliseconds: number) =>
  milliseconds === 0
    ? { zh: '不延迟', en: 'No delay' }
    : { zh: `慢 ${milliseconds / 1000} 秒`, en: `${milliseconds / 1000} s slow` };

export const NetworkPanel = ({ state, perform }: PanelProps): ReactElement => {
  const { network } = state;
  return (
    <Panel title={{ zh: '到中心平台的线路', en: 'Line to the central platform' }} name="network">
      <div className="switches">
        <ActionButton
          phrase={
            network.state === 'up'
              ? { zh: '切断线路', en: 'Cut the line' }
              : { zh: '恢复线路', en: 'Restore it' }
          }
          testId="cut-network"
          pressed={network.state === 'cut'}
          onPress={() => perform({ name: network.state === 'up' ? 'cutNetwork' : 'restoreNetwork' })}
        />
        {delays.map((milliseconds) => (
          <ActionButton
            key={milliseconds}
            phrase={delayPhrase(milliseconds)}
            testId={`delay-${milliseconds}`}
            pressed={milliseconds > 0 && network.delayMilliseconds === milliseconds}
            disabled={milliseconds === 0 && network.delayMilliseconds === 0}
            onPress={() => perform({ name: 'setNetworkDelay', milliseconds })}
          />
        ))}
      </div>
    </Panel>
  );
};
