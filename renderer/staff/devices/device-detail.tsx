import { useState } from 'react';
import type { DiagnosedDevice } from '../../../electron/contract/diagnostics/diagnostic-pages.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { BackButton } from '../back-button.tsx';
import { FactsCard } from '../facts-card.tsx';
import { TraceList } from './trace-list.tsx';

/** Changes that are shown; older ones are in the log. */
const changesShown = 4;

const Changes = ({ device: { role, changes } }: { readonly device: DiagnosedDevice }) => {
  const { t, locale } = useWords();
  const now = useNow();
  const name = t(`device.${role}`);
  return (
    <div className="card">
      <h2>{t('devices.changes')}</h2>
      <ul className="staff-list">
        {changes.length === 0 && <li className="staff-note">{t('devices.noChanges')}</li>}
        {changes.slice(0, changesShown).map(({ at, state, codes }) => (
          <li key={at} className="diagnostic-change">
            <span className="staff-note">{timeInWords(at, now, locale)}</span>
            <span>
              {t(`deviceState.${state}`)}
              {codes.map((code) => ` · ${t(`deviceReason.${code}`, { device: name })}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** All that is known of one device, and what was said on its line. */
export const DeviceDetail = ({
  device,
  onBack,
}: {
  readonly device: DiagnosedDevice;
  readonly onBack: () => void;
}) => {
  const { t } = useWords();
  const { role, state, reasons, address, model, firmware, counters, trace } = device;
  const name = t(`device.${role}`);
  const [isTraceShown, setTraceShown] = useState(false);
  if (isTraceShown && trace !== null) {
    return (
      <>
        <ScreenHeading title={`${name} · ${t('devices.showTrace')}`} lead={[t('devices.trace')]} />
        <div className="card">
          <TraceList entries={trace} />
        </div>
        <BackButton onBack={() => setTraceShown(false)} />
      </>
    );
  }
  return (
    <>
      <ScreenHeading title={name} lead={[t(`deviceState.${state}`)]} />
      <FactsCard
        rows={[
          [t('devices.address'), address],
          [t('devices.model'), model ?? t('devices.notTold')],
          [t('devices.firmware'), firmware ?? t('devices.notTold')],
          ...reasons.map(
            ({ code, detail }) => [t(`deviceReason.${code}`, { device: name }), detail || code] as const,
          ),
          ...counters.map(
            (counter) =>
              [t(`counter.${counter.name}`), t('devices.times', { count: counter.count })] as const,
          ),
        ]}
      />
      <Changes device={device} />
      {trace !== null && (
        <Pressable
          className="button button-secondary"
          data-testid="show-trace"
          onPress={() => setTraceShown(true)}
        >
          {t('devices.showTrace')}
        </Pressable>
      )}
      <BackButton onBack={onBack} />
    </>
  );
};
