import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import {
  type Client,
  type Contact,
  type ContactRole,
  contactName,
  splitName,
  unknownContact,
} from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { showLine } from '../terminal/show-line.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { tellOldAddress } from './held-messages.ts';
import { longestName, notTooLong, readChoice, readEmail, readPhone, readYesNo } from './read-values.ts';

const contactFlags = [
  'role',
  'phone',
  'extension',
  'email',
  'hours',
  'canRelease',
  'decider',
  'topics',
] as const;
type ContactFlag = (typeof contactFlags)[number];

/** What may be said of a contact on the command line, as typed; an empty text clears. */
export type ContactFlags = { readonly [K in ContactFlag]?: string } & {
  /** The numbers were checked today. */
  readonly verified?: boolean;
};

export type ContactOptions = ContactFlags & {
  readonly action: 'add' | 'edit';
  readonly client: string;
  readonly person: string;
  readonly name?: string;
};

type Facts = Omit<Contact, 'id' | 'recordedAt' | 'clientId'>;
type Services = Pick<Context, 'ledger' | 'words' | 'output' | 'prompter' | 'checks' | 'today' | 'rules'>;
type Run = (context: Services, options: ContactOptions) => Promise<void>;
type Checking = Pick<Context, 'checks' | 'today'>;
type Read = (text: string, country: string, context: Checking) => Partial<Facts> | Promise<Partial<Facts>>;

const roles: readonly ContactRole[] = ['accounts', 'buyer', 'owner', 'assistant', 'other'];

const readers: Readonly<Record<ContactFlag, Read>> = {
  role: (text) => ({ role: readChoice({ flag: '--role', text }, roles) }),
  // A new number has not been tried yet, whatever the old one was worth.
  phone: async (text, country, context) => ({
    phone: text === '' ? null : await readPhone({ flag: '--phone', text }, country, context),
    isPhoneInvalid: false,
  }),
  extension: (text) => ({ extension: text.trim() || null }),
  email: (text) => ({ email: text === '' ? null : readEmail({ flag: '--email', text }) }),
  hours: (text) => ({ reachableHours: text.trim() || null }),
  canRelease: (text) => ({ canRelease: text === '' ? null : readYesNo({ flag: '--can-release', text }) }),
  decider: (text) => ({ isDecider: readYesNo({ flag: '--decider', text }) }),
  topics: (text) => ({ friendlyTopics: text.trim() || null }),
};

const flags = [
  '--role <role>',
  '--phone <number>',
  '--extension <digits>',
  '--email <address>',
  '--hours <text>',
  '--can-release <yes|no>',
  '--decider <yes|no>',
  '--topics <text>',
  '--verified',
];

/** `dun contact add|edit`. */
export function registerContact(program: Command, host: CommandHost, run: Run = runContact): void {
  const contact = describe(program.command('contact'), host, { key: 'contact' });
  const start = async (options: ContactOptions) => run(await host.context(), options);
  describe(contact.command('add <client> <person>'), host, { key: 'contact.add', flags }).action(
    async (client: string, person: string, typed: ContactFlags) =>
      start({ action: 'add', client, person, ...typed }),
  );
  describe(contact.command('edit <client> <person>'), host, {
    key: 'contact.edit',
    flags: [...flags, '--name <name>'],
  }).action(async (client: string, person: string, typed: ContactFlags) =>
    start({ action: 'edit', client, person, ...typed }),
  );
}

async function runContact(context: Services, options: ContactOptions): Promise<void> {
  const { ledger, words, output } = context;
  const client = await findClient(context, options.client);
  if (options.action === 'add') {
    const facts = await newContact(context, client, { ...options, name: options.person });
    if (facts !== undefined) ledger.clients.addContact({ ...facts, clientId: client.id });
    return output.line(showLine(words, 'contact.added', { name: options.person, client: client.name }));
  }
  const person = await findContact(context, client, options.person);
  const patch = {
    ...(await readContactFlags(context, options, client)),
    ...(options.name === undefined ? {} : readName(options.name)),
  };
  if (Object.keys(patch).length === 0)
    throw new DunError('contact.nothing_to_change', 2, { name: options.person });
  const changed = ledger.clients.editContact(person.id, patch);
  output.line(showLine(words, 'contact.changed', { name: contactName(changed), client: client.name }));
  tellOldAddress(context, client, { before: person.email, after: changed.email });
}

/** The facts of a new contact; number and address default to those of the client when it is its first. */
export async function newContact(
  context: Checking,
  client: Pick<Client, 'country' | 'phone' | 'email'>,
  typed: (ContactFlags & { readonly name: string }) | undefined,
): Promise<Facts | undefined> {
  if (typed === undefined) return undefined;
  return {
    ...unknownContact,
    phone: client.phone,
    email: client.email,
    ...readName(typed.name),
    ...(await readContactFlags(context, typed, client)),
  };
}

async function readContactFlags(
  context: Checking,
  flags: ContactFlags,
  { country }: Pick<Client, 'country'>,
): Promise<Partial<Facts>> {
  let facts: Partial<Facts> = flags.verified === true ? { verifiedOn: context.today } : {};
  for (const flag of contactFlags) {
    const text = flags[flag];
    if (text !== undefined) facts = { ...facts, ...(await readers[flag](text, country, context)) };
  }
  return facts;
}

/** A name as typed in a flag or at a prompt. `DunError` 2 when there is none in it or it is too long. */
export function readName(text: string): Pick<Contact, 'firstName' | 'lastName'> {
  const name = splitName(notTooLong({ flag: '--name', text }, longestName));
  if (name.lastName === null) throw new DunError('contact.no_name', 2);
  return name;
}

/** A contact of a client by part of the name; a picker or 66 when it is not clear, 66 when nobody fits. */
async function findContact(
  context: Pick<Context, 'ledger' | 'prompter' | 'words'>,
  client: Client,
  text: string,
): Promise<Contact> {
  const all = context.ledger.clients.contacts(client.id);
  const typed = fold(text);
  const exact = all.filter((contact) => fold(contactName(contact)) === typed);
  const found =
    exact.length > 0 ? exact : all.filter((contact) => fold(contactName(contact)).includes(typed));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const names = (only === undefined ? all : found).map(contactName).join(', ');
  if (only === undefined)
    throw new DunError(all.length === 0 ? 'contact.none' : 'contact.unknown', 66, {
      text,
      names,
      handle: client.handle,
    });
  if (!context.prompter.isInteractive) throw new DunError('contact.ambiguous', 66, { text, names });
  return context.prompter.choose({
    message: showLine(context.words, 'contact.which', { text }),
    choices: found.map((contact) => ({ label: contactName(contact), value: contact })),
  });
}
