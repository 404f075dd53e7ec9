import type { ReactElement } from 'react';
import { Panel } from './panel.tsx';
import { Words } from './words.tsx';

/** Says why the camera has no switches here. */
export const CameraPanel = (): ReactElement => (
  <Panel title={{ zh: '摄像头', en: 'Camera' }} name="camera">
    <p className="hint">
      <Words
        phrase={{
          zh: '这里没有开关：模拟画面在终端启动时选定，运行中换不了',
          en: 'No switches here: a simulated picture is chosen when the kiosk starts and cannot be changed while it runs (docs/devices.md)',
        }}
      />
    </p>
  </Panel>
);
