import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { addDays } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { disputeTypes, openDisputes } from '../domain/dispute.ts';
import { DunError } from '../domain/errors.ts';
import type { InvoiceBalance } from '../domain/invoice.ts';
import type { Standing } from '../domain/standing.ts';
import { showDisputes, showOpened, showResolved } from '../terminal/show-dispute.ts';
import { askValue } from './ask-value.ts';
import { describe } from './describe.ts';
import { disputeItem } from './dispute-document.ts';
import { findClient } from './find-client.ts';
import { findDispute } from './find-dispute.ts';
import { ask } from './log-hearing.ts';
import { type DisputeFlags, readDispute, readDisputed } from './read-dispute.ts';
import { longestText, notTooLong, readPastDay, textOrNull } from './read-values.ts';

interface ResolveFlags {
  readonly how?: string;
  readonly on?: string;
  readonly invoice?: string;
}

export type DisputeOptions =
  | { readonly action: 'list'; readonly client?: string; readonly all?: boolean }
  | ({ readonly action: 'open'; readonly client: string } & DisputeFlags)
  | ({ readonly action: 'resolve'; readonly client: string } & ResolveFlags);

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'language' | 'today' | 'rules' | 'calendarOf' | 'isJson'
>;
type Run = (context: Services, options: DisputeOptions) => Promise<void>;

/** `dun dispute list|open|resolve`. */
export function registerDispute(program: Command, host: CommandHost, run: Run = runDispute): void {
  const dispute = describe(program.command('dispute'), host, { key: 'dispute' });
  const start = async (options: DisputeOptions) => run(await host.context(), options);
  describe(dispute.command('list [client]', { isDefault: true }), host, {
    key: 'dispute.list',
    flags: ['--all'],
  }).action(async (client: string | undefined, typed: { all?: boolean }) =>
    start({ action: 'list', ...(client === undefined ? {} : { client }), ...typed }),
  );
  describe(dispute.command('open <client>'), host, {
    key: 'dispute.open',
    flags: [
      '--invoice <number>', '--amount <amount>', '--words <text>', '--type <type>', '--owner <owner>',
      '--resolve-on <day>', '--pay-on <day>', '--ground <ground>',
    ], // biome-ignore format: rows of flags
  }).action(async (client: string, typed: DisputeFlags) => start({ action: 'open', client, ...typed }));
  describe(dispute.command('resolve <client>'), host, {
    key: 'dispute.resolve',
    flags: ['--how <text>', '--on <day>', '--invoice <number>'],
  }).action(async (client: string, typed: ResolveFlags) => start({ action: 'resolve', client, ...typed }));
}

async function runDispute(context: Services, options: DisputeOptions): Promise<void> {
  switch (options.action) {
    case 'list':
      return listDisputes(context, options);
    case 'open':
      return openDispute(context, options);
    case 'resolve':
      return resolveDispute(context, options);
  }
}

async function listDisputes(context: Services, options: { client?: string; all?: boolean }): Promise<void> {
  const { ledger, output, words, today, isJson } = context;
  const client = options.client === undefined ? undefined : await findClient(context, options.client);
  const standings = client === undefined ? ledger.standings.all() : [ledger.standings.one(client.id)];
  const shown = (standing: Standing) =>
    options.all === true || client !== undefined ? standing.disputes : openDisputes(standing, today);
  const rows = standings
    .flatMap((standing) => shown(standing).map((dispute) => ({ standing, dispute })))
    .toSorted((a, b) => (a.dispute.resolveOn < b.dispute.resolveOn ? -1 : 1));
  if (isJson) {
    const items = rows.map((row) => disputeItem(row, today));
    return output.json({ schema: 'dun.dispute/1', today, items });
  }
  if (rows.length === 0) output.note(words.label('dispute.none'));
  for (const line of showDisputes(rows, context)) output.line(line);
}

async function openDispute(context: Services, options: DisputeFlags & { client: string }): Promise<void> {
  const { ledger, output } = context;
  const client = await findClient(context, options.client);
  const standing = ledger.standings.one(client.id);
  const names = { words: '--words', resolveOn: '--resolve-on' };
  const { dispute: said, row } = await readDispute(context, standing, { flags: options, names });
  const asked = await askMore(context, options, row);
  const { dispute } =
    asked === undefined
      ? { dispute: said }
      : await readDispute(context, standing, {
          flags: { ...options, ...asked, invoice: row.invoice.number, words: said.words },
          names,
        });
  notTooLong({ flag: '--words', text: dispute.words }, longestText);
  const opened = ledger.disputes.open(dispute);
  for (const line of showOpened({ standing, dispute: opened }, row, context)) output.line(line);
}

/** What only the user knows, asked where somebody can answer and nothing was said: how much of it, and of what kind. */
async function askMore(
  context: Services,
  { amount, type }: DisputeFlags,
  row: InvoiceBalance,
): Promise<Pick<DisputeFlags, 'amount' | 'type'> | undefined> {
  const { prompter, words } = context;
  if (!prompter.isInteractive || (amount !== undefined && type !== undefined)) return undefined;
  const question = {
    label: 'dispute.ask.amount',
    initial: words.label('dispute.whole'),
    read: (text: string) => readDisputed(context, row, text),
  };
  const choices = disputeTypes.map((value) => ({ label: words.label(`dispute.type.${value}`), value }));
  return {
    amount: amount ?? (await askValue(context, question)),
    type: type ?? (await prompter.choose({ message: words.label('dispute.ask.type'), choices })),
  };
}

async function resolveDispute(context: Services, options: ResolveFlags & { client: string }): Promise<void> {
  const { ledger, output, today, language } = context;
  const { standing, dispute } = await findDispute(context, options.client, options.invoice);
  const on = options.on === undefined ? today : readPastDay({ flag: '--on', text: options.on }, context);
  if (on < dispute.raisedOn) {
    const raised = formatDay(dispute.raisedOn, language, 'long');
    const example = dispute.raisedOn < today ? addDays(dispute.raisedOn, 1) : today;
    throw new DunError('dispute.before', 2, { id: dispute.id, day: raised, example });
  }
  const how = await howSettled(context, options.how);
  const closed = ledger.disputes.close(dispute.id, on, how);
  const after = ledger.standings.one(standing.client.id);
  for (const line of showResolved({ standing: after, dispute: closed }, context)) output.line(line);
}

async function howSettled(context: Services, text: string | undefined): Promise<string> {
  const { prompter, words } = context;
  const said = text === undefined && prompter.isInteractive ? await ask(context, 'dispute.ask.how') : text;
  return (
    textOrNull(notTooLong({ flag: '--how', text: said ?? '' }, longestText)) ?? words.label('dispute.settled')
  );
}
