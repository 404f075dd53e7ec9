const firstGroup = 3;
const group = 4;

/** Digits as people read them aloud: 139 0731 5566. Short numbers stay in one piece. */
export const inGroups = (digits: string): string => {
  if (digits.length <= firstGroup + group) return digits;
  const rest = digits.slice(firstGroup).match(new RegExp(`.{1,${group}}`, 'g')) ?? [];
  return [digits.slice(0, firstGroup), ...rest].join(' ');
};

/** The parts of a receipt number: `SL-QX-0007-20261120-7K3M9QXAB2` → `SL-QX-0007`, `20261120`, `7K3M9 QXAB2`. */
export const receiptNumberParts = (receiptNumber: string): readonly string[] => {
  const parts = receiptNumber.split('-');
  const random = parts.at(-1) ?? '';
  const half = Math.ceil(random.length / 2);
  return [
    parts.slice(0, -2).join('-'),
    parts.at(-2) ?? '',
    `${random.slice(0, half)} ${random.slice(half)}`,
  ].filter((part) => part.trim() !== '');
};
