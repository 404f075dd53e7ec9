import { Cable, Keyboard as KeyboardIcon, RefreshCw, Unplug } from 'lucide-react';
import { useState } from 'react';
import type { Intent } from '../../electron/contract/intents.ts';
import type {
  DetectionView,
  PlaceView,
  PortRole,
  ProbeView,
} from '../../electron/contract/ports/port-views.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Icon } from '../components/icon.tsx';
import { Pager } from '../components/pager.tsx';
import { Pressable } from '../components/pressable.tsx';
import { ScreenHeading } from '../components/screen-heading.tsx';
import { usePages } from '../components/use-pages.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { TextPad } from '../keyboard/text-pad.tsx';
import { BackButton } from '../staff/back-button.tsx';

/** What a touch means here: the wizard and the technician's page say it in their own words. */
export interface PortIntents {
  readonly look: Intent;
  readonly detect: Intent;
  readonly endDetection: Intent;
  readonly assign: (place: string) => Intent;
}

const placesAPage = 5;
const longestAddress = 200;

/** Asks for the plug, and says what was seen. */
const DetectionPanel = ({
  detection,
  intents,
}: {
  readonly detection: DetectionView;
  readonly intents: PortIntents;
}) => {
  const { t } = useWords();
  const { stage, vanished, found } = detection;
  return (
    <div className="card port-detection" role="status" data-testid="detection" data-stage={stage}>
      <p className="port-detection-step">
        <Icon of={stage === 'unplug' ? Unplug : Cable} />
        <strong>{t(`ports.detect.${stage}`)}</strong>
      </p>
      {vanished.length > 0 && stage === 'plug' && (
        <p className="staff-note">{t('ports.vanished', { place: vanished.join(' · ') })}</p>
      )}
      {found !== null && (
        <>
          <p className="staff-note">{found}</p>
          <ActionButton intent={intents.assign(found)} kind="primary" testId="assign-found">
            {t('ports.tryFound')}
          </ActionButton>
        </>
      )}
      <ActionButton intent={intents.endDetection} kind="secondary" testId="end-detection">
        {t('ports.endDetection')}
      </ActionButton>
    </div>
  );
};

const PlaceRow = ({
  place,
  role,
  intents,
}: {
  readonly place: PlaceView;
  readonly role: PortRole;
  readonly intents: PortIntents;
}) => {
  const { t } = useWords();
  const { id, detail, usedBy } = place;
  return (
    <li className="port-place" data-testid={`place-${id}`}>
      <div>
        <strong>{id}</strong>
        <p className="staff-note">
          {usedBy === null ? detail : t('ports.usedBy', { detail, device: t(`device.${usedBy}`) })}
        </p>
      </div>
      <ActionButton
        intent={intents.assign(id)}
        kind="secondary"
        testId={`assign-${id}`}
        label={`${t('ports.use')} ${id}`}
        unavailable={usedBy !== null && usedBy !== role}
      >
        {t('ports.use')}
      </ActionButton>
    </li>
  );
};

/** Gives one device its place: by its plug, from what is connected, or by an address that is typed. */
export const PortAssignment = ({
  role,
  current,
  probe,
  places,
  detection,
  intents,
  onBack,
}: {
  readonly role: PortRole;
  readonly current: string | null;
  readonly probe: ProbeView | null;
  readonly places: readonly PlaceView[];
  readonly detection: DetectionView | null;
  readonly intents: PortIntents;
  readonly onBack: () => void;
}) => {
  const { t } = useWords();
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState(role === 'printer' ? 'ipp://' : '/dev/');
  const fitting = places.filter(({ kind }) => (kind === 'printer') === (role === 'printer'));
  const pages = usePages(fitting, placesAPage);
  const name = t(`device.${role}`);
  if (typing) {
    return (
      <>
        <ScreenHeading title={t('ports.typeTitle', { device: name })} lead={[t(`ports.typeLead.${role}`)]} />
        <TextPad
          label={t('ports.typeTitle', { device: name })}
          initial={typed}
          maximumLength={longestAddress}
          layouts={['address']}
          onText={setTyped}
        >
          {(text, ready) => (
            <>
              <Pressable
                className="button button-secondary"
                data-testid="typing-back"
                onPress={() => setTyping(false)}
              >
                {t('ports.back')}
              </Pressable>
              <ActionButton
                intent={intents.assign(text)}
                kind="primary"
                testId="assign-typed"
                unavailable={!ready || text === ''}
              >
                {t('ports.try')}
              </ActionButton>
            </>
          )}
        </TextPad>
      </>
    );
  }
  return (
    <>
      <ScreenHeading
        title={name}
        lead={[current === null ? t('ports.nowhere') : t('ports.now', { place: current })]}
      />
      {probe !== null && (
        <p className="staff-note" data-testid="probe" data-outcome={probe.outcome}>
          {probe.place}: {t(`probe.${probe.outcome}`)} {probe.detail}
        </p>
      )}
      {detection !== null ? (
        <DetectionPanel detection={detection} intents={intents} />
      ) : (
        <>
          <div className="staff-actions port-actions">
            {role !== 'printer' && (
              <ActionButton intent={intents.detect} kind="primary" icon={Unplug} testId="detect">
                {t('ports.detect')}
              </ActionButton>
            )}
            <Pressable
              className="button button-secondary"
              data-testid="type-address"
              onPress={() => setTyping(true)}
            >
              <Icon of={KeyboardIcon} small />
              {t('ports.type')}
            </Pressable>
          </div>
          <div className="card">
            <h2>{t('ports.connected')}</h2>
            {fitting.length === 0 && <p className="staff-note">{t('ports.nothing')}</p>}
            <ul className="staff-list port-places">
              {pages.shown.map((place) => (
                <PlaceRow key={place.id} place={place} role={role} intents={intents} />
              ))}
            </ul>
            <Pager {...pages} />
          </div>
        </>
      )}
      <div className="staff-actions port-ways">
        <BackButton onBack={onBack} />
        {detection === null && (
          <ActionButton intent={intents.look} kind="quiet" icon={RefreshCw} testId="ports-look">
            {t('ports.look')}
          </ActionButton>
        )}
      </div>
    </>
  );
};
