/** Stands for what is not known; claims hold no empty texts. */
export const unknownValue = '—';

/** Whether a register has entries of the person: what a certificate of absence turns on. */
export const presence = (count: number): '有' | '无' => (count === 0 ? '无' : '有');
