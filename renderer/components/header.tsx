import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { ActingForBanner } from './acting-for-banner.tsx';
import { ClockFace } from './clock-face.tsx';
import { LineStatus } from './line-status.tsx';
import { StationMark } from './station-mark.tsx';

/** Where one is, or for whom one acts; what time it is, and whether the line is up. Nothing here is touched: it is out of a seated reach. */
export const Header = ({ snapshot }: { readonly snapshot: ViewSnapshot }) => {
  const { pick } = useWords();
  return (
    <header className="header">
      <StationMark />
      {snapshot.actingFor ? (
        <ActingForBanner actingFor={snapshot.actingFor} />
      ) : (
        <p className="header-name">{pick(snapshot.station.name)}</p>
      )}
      <LineStatus line={snapshot.line} queue={snapshot.queue} />
      <ClockFace />
    </header>
  );
};
