const longestLocalPart = 64;
const longestDomain = 253;
const longestAddress = 254;

/** Letters, digits and the signs RFC 5321 allows without quotes, in runs joined by single dots. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i;

/**
 * Is this one plain address that mail programs cannot read as another or as several (promises 3)? One @, no space,
 * quotation mark, comma, bracket, control or line break; ASCII only (`xn--` for other domains); a domain with a dot.
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > longestAddress) return false;
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || local.length > longestLocalPart || domain.length > longestDomain) return false;
  const labels = domain.split('.');
  return (
    localPart.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => domainLabel.test(label)) &&
    topLevel.test(labels.at(-1) ?? '')
  );
}
