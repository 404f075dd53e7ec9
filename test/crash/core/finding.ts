/** Something that must not be. */
export interface Finding {
  readonly kind: 'lost' | 'twice' | 'differs' | 'audit' | 'print';
  readonly kiosk: number;
  readonly detail: string;
}
export type Report = (kind: Finding['kind'], detail: string) => void;
