import { der, derObjectIdentifier, type DerValue, readChildren, tag } from './der.ts';

/** AlgorithmIdentifier without parameters (RFC 5754 §2 and §3.3). */
export const algorithmIdentifier = (identifier: string): Buffer =>
  der(tag.sequence, derObjectIdentifier(identifier));

const noParameters = '0500';

/** Whether a value is the identifier of an algorithm; parameters may be absent, or NULL (RFC 5754 §2). */
export const isAlgorithm = (value: DerValue | undefined, identifier: string): boolean => {
  const [found, parameters, ...more] = readChildren(value, tag.sequence) ?? [];
  return (
    found?.encoded.equals(derObjectIdentifier(identifier)) === true &&
    (parameters === undefined || parameters.encoded.toString('hex') === noParameters) &&
    more.length === 0
  );
};
