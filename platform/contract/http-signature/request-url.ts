/** Longest request target that is read, characters. */
const maximumTargetLength = 2_000;

const authorityPattern = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * URL of a request at a server, from its Host field and its request target in origin form (RFC 9112 §3.2.1).
 *
 * Undefined when the target is not in the form that a URL parser gives back (dot segments, percent-encoded dots, absolute
 * form): a router that reads the raw target would otherwise act on another path than the signed one.
 */
export const readRequestUrl = (host: string | undefined, target: string): URL | undefined => {
  if (host === undefined || !authorityPattern.test(host) || target.length > maximumTargetLength) {
    return undefined;
  }
  const url = URL.parse(`http://${host}${target}`);
  // A URL does not keep the mark of an empty query, and neither does the signature (RFC 9421 §2.2.7).
  const normal = url === null ? undefined : url.pathname + (url.search || (target.endsWith('?') ? '?' : ''));
  return url !== null && normal === target ? url : undefined;
};
