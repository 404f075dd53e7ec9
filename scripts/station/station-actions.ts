import type { Station } from './station-api.ts';
import { findResident } from './station-cards.ts';
import type { ActionOutcome, StationAction } from './station-contract.ts';

const done: ActionOutcome = { done: true };

/** Does what the dock asks for. What cannot be done at this station is an outcome, not an error. */
export const performAction = async (station: Station, action: StationAction): Promise<ActionOutcome> => {
  switch (action.name) {
    case 'layCard':
      if (!findResident(action.residentId)) return { done: false, reason: 'unknown-card' };
      station.layCard(action.residentId);
      return done;
    case 'liftCard':
      station.liftCard();
      return done;
    case 'emptyPaperTray':
    case 'refillPaperTray':
      if (!station.simulators.printer) return { done: false, reason: 'no-simulated-printer' };
      if (action.name === 'emptyPaperTray') station.paperTray.empty();
      else station.paperTray.refill();
      return done;
    case 'leavePaper':
      if (!station.simulators.printer) return { done: false, reason: 'no-simulated-printer' };
      station.paperTray.fill(action.sheets);
      return done;
    case 'showCode':
      station.showCode(action.text);
      return done;
    case 'showIdentityCode':
      if (!findResident(action.residentId)) return { done: false, reason: 'unknown-card' };
      await station.showIdentityCode(action.residentId, action.kind);
      return done;
    case 'showIdentityCodeAgain':
      return station.showIdentityCodeAgain() ? done : { done: false, reason: 'no-code-shown-yet' };
    case 'setFault':
      if (!station.state().faults.some(({ name }) => name === action.fault)) {
        return { done: false, reason: 'unknown-fault' };
      }
      await station.setFault(action.fault, action.on);
      return done;
    case 'cutNetwork':
      await station.network.cut();
      return done;
    case 'restoreNetwork':
      await station.network.restore();
      return done;
    case 'setNetworkDelay':
      station.network.setDelay(action.milliseconds);
      return done;
  }
};
