/**
 * The name of somebody who did not ask for the certificate and did not agree to stand on it: the first character, and a
 * star for each other one, four at most. 林晓岚 → 林**.
 */
export const maskedName = (name: string): string => {
  const [first = '', ...others] = name;
  return others.length === 0 ? '*' : first + '*'.repeat(Math.min(others.length, 4));
};
