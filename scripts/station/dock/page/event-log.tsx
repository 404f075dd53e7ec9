import type { ReactElement } from 'react';
import type { StationEvent } from '../../station-contract.ts';
import { eventWords } from './event-words.ts';
import { faultWords } from './fault-words.ts';
import { Panel } from './panel.tsx';
import { type Phrase, wordsFor } from './words.tsx';

const timeOf = (at: number): string => new Date(at).toLocaleTimeString('zh-CN', { hour12: false });

/** An event of a fault names the fault, which has words of its own. */
const wordEvent = ({ code, detail }: StationEvent): Phrase => {
  const what = wordsFor(eventWords, code);
  const which = faultWords[detail] ?? { zh: detail, en: detail };
  return { zh: `${what.zh} ${which.zh}`.trim(), en: `${what.en} ${which.en}`.trim() };
};

/** What happened at the station, newest on top. */
export const EventLog = ({ events }: { readonly events: readonly StationEvent[] }): ReactElement => (
  <Panel title={{ zh: '经过', en: 'What happened' }} name="log">
    <ol className="events" role="log">
      {events.toReversed().map((event) => {
        const { zh, en } = wordEvent(event);
        return (
          <li key={event.sequence} className={`event event-${event.source}`}>
            <time>{timeOf(event.at)}</time>
            <span>
              {zh}
              <small lang="en">{en}</small>
            </span>
          </li>
        );
      })}
    </ol>
  </Panel>
);
