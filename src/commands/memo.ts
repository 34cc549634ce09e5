import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { describe } from './describe.ts';
import { writeEml } from './eml-file.ts';
import { handOver, sendMemo, showPrepared } from './hand-over.ts';
import { refuseUnfit } from './memo-fit.ts';
import { editOf, type EditOptions, repeatMemo, type RepeatOptions } from './memo-again.ts';
import { copyText } from './memo-copy.ts';
import { preparedDocument } from './memo-document.ts';
import { draftOf, type MemoServices, type PreparedMemo } from './memo-draft.ts';
import { wantedMemo, type Wanted } from './memo-find.ts';
import { listMemos, showOne } from './memo-list.ts';
import { isKept, refuseOtherReader, settle, takeUp, tellRefusal } from './memo-stored.ts';

export interface WriteOptions {
  readonly action?: 'write';
  readonly client?: string;
  readonly send?: boolean;
  readonly dryRun?: boolean;
  readonly eml?: string;
  readonly copy?: boolean;
  readonly to?: string;
  readonly thanks?: boolean;
  readonly reminder?: boolean;
}

export type MemoOptions =
  | WriteOptions
  | { readonly action: 'list'; readonly client?: string }
  | { readonly action: 'show'; readonly which?: string }
  | ({ readonly action: 'edit' } & EditOptions)
  | ({ readonly action: 'resend' } & RepeatOptions);

/**
 * `dun memo [CLIENT]` (product 3 and 7), and what is done with memos that are written: list, show, edit, resend. A
 * client who is called like one of these words is meant by another part of the name.
 */
export function registerMemo(program: Command, host: CommandHost, run = runMemo): void {
  const start = async (options: MemoOptions): Promise<void> => run(await host.context(), options);
  const flags = ['--reminder', '--thanks', '--send', '--dry-run', '--eml <file>', '--copy', '--to <address>'];
  const memo = describe(program.command('memo [client]'), host, { key: 'memo', flags });
  memo.action(async (client: string | undefined, typed: Omit<WriteOptions, 'client'>) =>
    start({ ...typed, ...(client === undefined ? {} : { client }) }),
  );
  describe(memo.command('list [client]'), host, { key: 'memo.list' }).action(
    async (client: string | undefined, _typed, own: Command) =>
      start({ action: 'list', ...typedFor(own), ...(client === undefined ? {} : { client }) }),
  );
  describe(memo.command('show [message]'), host, { key: 'memo.show' }).action(
    async (which: string | undefined, _typed, own: Command) =>
      start({ action: 'show', ...typedFor(own), ...(which === undefined ? {} : { which }) }),
  );
  describe(memo.command('edit <client>'), host, { key: 'memo.edit', flags: ['--to <address>'] }).action(
    async (client: string, _typed, own: Command) => start({ action: 'edit', client, ...typedFor(own) }),
  );
  const again = ['--dry-run', '--eml <file>', '--copy', '--to <address>'];
  describe(memo.command('resend <message>'), host, { key: 'memo.resend', flags: again }).action(
    async (which: string, _typed, own: Command) => start({ action: 'resend', which, ...typedFor(own) }),
  );
}

/**
 * The options of a word behind `memo`, wherever they stand: commander gives one that both know to `memo`. One that only
 * `memo` knows is refused as it would be alone.
 */
function typedFor(own: Command): Record<string, never> {
  const known = new Set(own.options.map((option) => option.attributeName()));
  for (const option of own.parent?.options ?? []) {
    const isTyped = own.parent?.getOptionValue(option.attributeName()) !== undefined;
    if (isTyped && !known.has(option.attributeName()))
      own.error(`error: unknown option '${option.long ?? option.flags}'`, {
        code: 'commander.unknownOption',
      });
  }
  const typed = Object.entries(own.optsWithGlobals<Record<string, never>>());
  return Object.fromEntries(typed.filter(([name]) => known.has(name)));
}

/** Exit codes 69, 75, 76, 78 as in promises 9. */
export async function runMemo(context: MemoServices, options: MemoOptions): Promise<void> {
  if (!context.isEarlier) context.ledger.outbox.recover();
  switch (options.action) {
    case 'list':
      return listMemos(context, options.client);
    case 'show':
      return showOne(context, options.which);
    case 'edit':
      return editOf(context, options);
    case 'resend':
      return repeatMemo(context, options);
    default:
      return writeMemoOf(context, options);
  }
}

/** The memo of the last call, thanks, or the courteous mail before the first one: shows it, and sends it when told to. */
async function writeMemoOf(context: MemoServices, options: WriteOptions): Promise<void> {
  refuseEarlier(context, options);
  const wanted = await wantedMemo(context, options);
  const { stored, prepared, handle } = wanted;
  const { eml, to } = options;
  if (eml !== undefined) return writeFile(context, wanted, { eml, to });
  if (options.copy === true) return copyText(context, wanted, { isDry: options.dryRun === true });
  if (isKept(stored)) return takeUp(context, stored, options);
  if (prepared === null) throw new DunError('memo.nothing', 1, { handle });
  if (stored !== undefined) tellRefusal(context, stored);
  if (options.dryRun === true || context.isEarlier) return present(context, prepared);
  if (options.send === true) return settle(context, await sendMemo(context, prepared));
  if (context.isJson) return present(context, prepared);
  const message = await handOver(context, prepared);
  if (message !== null) settle(context, message);
}

/** An earlier day is read, nothing is sent from there. */
function refuseEarlier({ isEarlier, today }: MemoServices, { send, copy, dryRun }: WriteOptions): void {
  const isWriting = send === true || (copy === true && dryRun !== true);
  if (isEarlier && isWriting)
    throw new DunError('cli.as_of_writes', 2, {
      command: send === true ? 'dun memo --send' : 'dun memo --copy',
      day: today,
    });
}

async function writeFile(
  context: MemoServices,
  { stored, prepared, handle }: Wanted,
  { eml: path, to }: { readonly eml: string; readonly to?: string | undefined },
): Promise<void> {
  if (isKept(stored)) {
    refuseOtherReader(context, stored, to);
    return writeEml(context, stored, path);
  }
  if (prepared === null) throw new DunError('memo.nothing', 1, { handle });
  refuseUnfit(context, prepared);
  return writeEml(context, await context.mail.compose(draftOf(context, prepared)), path);
}

function present(context: MemoServices, prepared: PreparedMemo): void {
  if (context.isJson) context.output.json(preparedDocument(context.today, prepared));
  else showPrepared(context, prepared);
}
