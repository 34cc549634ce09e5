import { Resolver } from 'node:dns/promises';
import { type MailProvider, providerOfExchanger } from '../domain/mail-provider.ts';

/** Whom to ask, the machine's own servers when absent, and for how long in milliseconds. */
export interface NameServers {
  readonly servers?: readonly string[];
  readonly timeout?: number;
}

/**
 * Asks the DNS who takes the mail of an address's domain: at a domain of one's own that is the provider. Asked only
 * when somebody sets mail up; no answer within two seconds, or none that is known, is `undefined`.
 */
export async function providerBehind(
  address: string,
  { servers, timeout = 2000 }: NameServers = {},
): Promise<MailProvider | undefined> {
  const resolver = new Resolver({ timeout, tries: 1 });
  if (servers !== undefined) resolver.setServers(servers);
  try {
    const found = await resolver.resolveMx(address.slice(address.lastIndexOf('@') + 1));
    const hosts = found.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
    return hosts.map(providerOfExchanger).find((provider) => provider !== undefined);
  } catch {
    return undefined;
  }
}
