/**
 * Masks for a public screen: enough for the owner to recognise, not for a bystander to use. Region, birth date and the
 * last four digits are what people are asked for on the telephone, so all of them are hidden.
 */

const graphemes = (value: string): string[] => [...value];

/** 林晓岚 → 林**; a name of one character becomes *. */
export const maskName = (name: string): string => {
  const characters = graphemes(name);
  if (characters.length <= 1) return '*';
  return `${characters[0]}${'*'.repeat(Math.min(characters.length - 1, 4))}`;
};

/** 430199195803120026 → 4****************6: the first and the last character, the length kept. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber.length <= 2
    ? '*'.repeat(idNumber.length)
    : `${idNumber[0]}${'*'.repeat(idNumber.length - 2)}${idNumber.at(-1)}`;
