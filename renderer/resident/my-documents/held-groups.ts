import {
  BadgeCheck,
  BookUser,
  BriefcaseBusiness,
  CarFront,
  GraduationCap,
  HeartHandshake,
  HeartPulse,
  House,
  IdCard,
  type LucideIcon,
  Shield,
} from 'lucide-react';
import type { CertificateKind } from '../../../electron/contract/material.ts';

export const heldGroups = [
  'identity',
  'benefits',
  'family',
  'property',
  'qualifications',
  'business',
] as const;
export type HeldGroup = (typeof heldGroups)[number];

/** Where each kind of certificate stands, and the drawing that goes with it. */
export const heldPlaces: Readonly<
  Record<CertificateKind, { readonly group: HeldGroup; readonly icon: LucideIcon }>
> = {
  'id-card': { group: 'identity', icon: IdCard },
  'household-booklet': { group: 'identity', icon: BookUser },
  'social-security-card': { group: 'benefits', icon: Shield },
  'medical-insurance-card': { group: 'benefits', icon: HeartPulse },
  'senior-citizen-card': { group: 'benefits', icon: BadgeCheck },
  'marriage-certificate': { group: 'family', icon: HeartHandshake },
  'divorce-certificate': { group: 'family', icon: HeartHandshake },
  'property-title': { group: 'property', icon: House },
  'driving-licence': { group: 'qualifications', icon: CarFront },
  diploma: { group: 'qualifications', icon: GraduationCap },
  'business-licence': { group: 'business', icon: BriefcaseBusiness },
};
