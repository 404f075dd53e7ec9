import { CircleCheck, Clock, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { DeliveryView } from '../../../electron/contract/items.ts';

/** How far an application that was filed here has got, as a sign. */
export const deliveryIcons: Readonly<Record<DeliveryView, LucideIcon>> = {
  waiting: Clock,
  received: CircleCheck,
  refused: TriangleAlert,
};
