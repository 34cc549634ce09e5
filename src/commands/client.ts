import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';
import type { Standing } from '../domain/standing.ts';
import { showClient, showClients } from '../terminal/show-client.ts';
import { showLine } from '../terminal/show-line.ts';
import { type AskedClient, askClient } from './ask-client.ts';
import { clientDocument, clientsDocument } from './client-document.ts';
import { type ContactFlags, newContact } from './contact.ts';
import { type ClientFlags, newClientFacts, readClientFlags, readNewName } from './create-client.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { tellOldAddress } from './held-messages.ts';

export type ClientOptions =
  | ({ readonly action: 'add'; readonly name: string } & ClientFlags &
      Pick<ContactFlags, 'role'> & { readonly contact?: string })
  | ({ readonly action: 'edit'; readonly client: string } & ClientFlags & {
        readonly name?: string;
        readonly handle?: string;
      })
  | { readonly action: 'list' }
  | { readonly action: 'show'; readonly client: string };

type Services = Pick<
  Context,
  | 'ledger'
  | 'words'
  | 'output'
  | 'prompter'
  | 'checks'
  | 'language'
  | 'today'
  | 'rules'
  | 'isJson'
  | 'calendarOf'
>;
type Run = (context: Services, options: ClientOptions) => Promise<void>;

const flags = [
  '--country <country>',
  '--lang <fr|en>',
  '--region <code>',
  '--email <address>',
  '--phone <number>',
  '--kind <kind>',
  '--register <register>',
  '--relationship <relationship>',
  '--staff <count>',
];

/** `dun client add|list|show|edit`. `--lang` behind add and edit is the client's language, before them the screen's. */
export function registerClient(program: Command, host: CommandHost, run: Run = runClient): void {
  const client = describe(program.command('client'), host, { key: 'client' });
  const start = async (options: ClientOptions) => run(await host.context(), options);
  describe(client.command('add <name>'), host, {
    key: 'client.add',
    flags: [...flags, '--contact <name>', '--role <role>'],
  }).action(async (name: string, typed: ClientFlags & ContactFlags, command: Command) =>
    start({ action: 'add', name, ...typed, ...languageOf(command) }),
  );
  describe(client.command('list', { isDefault: true }), host, { key: 'client.list' }).action(async () =>
    start({ action: 'list' }),
  );
  describe(client.command('show <client>'), host, { key: 'client.show' }).action(async (text: string) =>
    start({ action: 'show', client: text }),
  );
  describe(client.command('edit <client>'), host, {
    key: 'client.edit',
    flags: [...flags, '--name <name>', '--handle <handle>'],
  }).action(async (text: string, typed: ClientFlags, command: Command) =>
    start({ action: 'edit', client: text, ...typed, ...languageOf(command) }),
  );
}

function languageOf(command: Command): { lang?: string } {
  const { lang } = command.optsWithGlobals<{ lang?: string }>();
  return lang === undefined ? {} : { lang };
}

async function runClient(context: Services, options: ClientOptions): Promise<void> {
  switch (options.action) {
    case 'add':
      return addClient(context, options);
    case 'edit':
      return editClient(context, options);
    case 'list':
      return listClients(context);
    case 'show':
      return showOne(context, await findClient(context, options.client));
  }
}

async function addClient(context: Services, options: ClientOptions & { action: 'add' }): Promise<void> {
  const { ledger, words, output } = context;
  const { facts, contact: added } = await newClient(context, options);
  const client = ledger.transaction(() => {
    const created = ledger.clients.add(facts);
    if (added !== undefined) ledger.clients.addContact({ ...added, clientId: created.id });
    return created;
  });
  output.line(showLine(words, 'client.added', { name: client.name, handle: client.handle }));
  output.note(showLine(words, 'client.added.next', { handle: client.handle }));
}

/** From the flags; on a terminal, when none says whom to ring, three questions do. */
async function newClient(
  context: Services,
  options: ClientOptions & { action: 'add' },
): Promise<AskedClient> {
  const { role, contact: person, phone, email } = options;
  const isBare = [person, phone, email].every((flag) => flag === undefined);
  if (isBare && context.prompter.isInteractive) return askClient(context, options.name, options);
  const facts = await newClientFacts(context, options.name, options);
  const contact =
    person === undefined ? undefined : { name: person, ...(role === undefined ? {} : { role }) };
  return { facts, contact: await newContact(context, facts, contact) };
}

async function editClient(context: Services, options: ClientOptions & { action: 'edit' }): Promise<void> {
  const { ledger, words, output } = context;
  const before = await findClient(context, options.client);
  const others = ledger.clients.all().filter(({ id }) => id !== before.id);
  const patch = {
    ...(await readClientFlags(context, options, before)),
    ...(options.name === undefined ? {} : { name: readNewName(options.name, others) }),
    ...(options.handle === undefined ? {} : { handle: readHandle(options.handle, others) }),
  };
  if (Object.keys(patch).length === 0)
    throw new DunError('client.nothing_to_change', 2, { handle: before.handle });
  const client = ledger.clients.edit(before.id, patch);
  output.line(showLine(words, 'client.changed', { name: client.name, handle: client.handle }));
  tellOldAddress(context, client, { before: before.email, after: client.email });
}

async function listClients(context: Services): Promise<void> {
  const { ledger, output, words, today, isJson } = context;
  const byName = new Map(ledger.clients.all().map(({ id }, index) => [id, index]));
  const place = ({ client }: Standing) => byName.get(client.id) ?? 0;
  const standings = ledger.standings.all().toSorted((a, b) => place(a) - place(b));
  if (isJson) return output.json(clientsDocument(standings, today));
  if (standings.length === 0) output.note(words.label('client.empty'));
  for (const line of showClients(standings, context)) output.line(line);
}

async function showOne(context: Services, client: Client): Promise<void> {
  const { ledger, output, isJson } = context;
  const standing = ledger.standings.one(client.id);
  const events = (callId: number) => ledger.calls.events(callId).length;
  if (isJson) return output.json(clientDocument({ standing, events }, context));
  for (const line of showClient(standing, context)) output.line(line);
}

function readHandle(text: string, others: readonly Client[]): string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) || text.length > 40)
    throw new DunError('client.bad_handle', 2, { text });
  const owner = others.find(({ handle }) => handle === text);
  if (owner !== undefined) throw new DunError('client.handle_taken', 2, { handle: text, name: owner.name });
  return text;
}
