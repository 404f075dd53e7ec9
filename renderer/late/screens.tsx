/** What nobody sees first: loaded as one when the first screen has been painted (late-screens.ts). */
export { ComfortPanel } from '../components/comfort/comfort-panel.tsx';
export { HelpPanel } from '../components/help/help-panel.tsx';
export { ResidentScreen } from '../resident/resident-screen.tsx';
export { SetupScreen } from '../setup/setup-screen.tsx';
export { StaffScreen } from '../staff/staff-screen.tsx';
