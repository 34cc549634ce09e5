import { Resolver } from 'node:dns/promises';
import { type MailProvider, providerOfExchanger } from '../domain/mail-provider.ts';

/**
 * Asks the DNS who takes the mail of an address's domain: at a domain of one's own that is the provider. Asked only
 * when somebody sets mail up; no answer within two seconds, or none that is known, is `undefined`.
 */
export async function providerBehind(address: string): Promise<MailProvider | undefined> {
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  try {
    const found = await resolver.resolveMx(address.slice(address.lastIndexOf('@') + 1));
    const hosts = found.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
    return hosts.map(providerOfExchanger).find((provider) => provider !== undefined);
  } catch {
    return undefined;
  }
}
