import type { Context } from '../cli/context.ts';
import type { Contact } from '../domain/client.ts';
import { askValue } from './ask-value.ts';
import { newContact, readName } from './contact.ts';
import { type ClientFlags, type NewClientFacts, newClientFacts } from './create-client.ts';
import { readEmail, readPhone } from './read-values.ts';

type Services = Pick<
  Context,
  'ledger' | 'language' | 'checks' | 'prompter' | 'words' | 'today' | 'calendarOf'
>;

export interface AskedClient {
  readonly facts: NewClientFacts;
  /** Whom to ring; `undefined` when nobody was named. */
  readonly contact: Omit<Contact, 'id' | 'recordedAt' | 'clientId'> | undefined;
}

/** A new client with what a first call needs: a name, a number, an address. Each may be passed over with Enter. */
export async function askClient(context: Services, name: string, flags: ClientFlags): Promise<AskedClient> {
  const { country } = await newClientFacts(context, name, flags);
  const person = await askValue(context, {
    label: 'client.ask.contact',
    read: (text) => (text === '' ? undefined : readName(text)),
  });
  const phone = await askValue(context, {
    label: 'client.ask.phone',
    read: (text) => (text === '' ? undefined : readPhone({ flag: '--phone', text }, country, context)),
  });
  const email = await askValue(context, {
    label: 'client.ask.email',
    read: (text) => (text === '' ? undefined : readEmail({ flag: '--email', text })),
  });
  const facts = await newClientFacts(context, name, { ...flags, phone, email });
  return { facts, contact: await newContact(context, facts, person === '' ? undefined : { name: person }) };
}
