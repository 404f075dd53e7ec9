import {
  Baby,
  BookOpen,
  Droplet,
  FileText,
  HeartHandshake,
  House,
  type LucideIcon,
  Scale,
  Shield,
  UsersRound,
  Wallet,
} from 'lucide-react';
import type { ItemView } from '../../electron/contract/items.ts';
import { Icon } from './icon.tsx';

const icons: Readonly<Record<ItemView['icon'], LucideIcon>> = {
  house: House,
  wallet: Wallet,
  droplet: Droplet,
  shield: Shield,
  heart: HeartHandshake,
  users: UsersRound,
  scale: Scale,
  book: BookOpen,
  baby: Baby,
  document: FileText,
};

/** The drawing that goes with a service item, on its pale ground. */
export const ItemIcon = ({ icon }: { readonly icon: ItemView['icon'] }) => (
  <span className="item-icon">
    <Icon of={icons[icon]} />
  </span>
);
