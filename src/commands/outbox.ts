import type { Command } from 'commander';
import type { CommandHost, Context, Delivery } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { type Message, outboxStep, outboxTrouble } from '../domain/outbox.ts';
import { showOutbox } from '../terminal/show-outbox.ts';
import { showCount, showLine } from '../terminal/show-line.ts';
import { troubleLines } from './deliver.ts';
import { describe } from './describe.ts';
import { noteArrived, sendAgain, settleDoubt } from './doubt.ts';
import { tellDone } from './memo-told.ts';
import { heldMessages, tellHeld } from './held-messages.ts';
import { outboxDocument, outboxOf } from './outbox-document.ts';
import { readRecordId } from './read-values.ts';

export type OutboxOptions =
  | { readonly action: 'list' }
  | { readonly action: 'send'; readonly now?: boolean }
  | { readonly action: 'arrived' | 'again' | 'cancel'; readonly number: string };

type Services = Pick<
  Context,
  'ledger' | 'mail' | 'words' | 'output' | 'prompter' | 'today' | 'now' | 'isJson' | 'isEarlier' | 'rules'
>;
type Run = (context: Services, options: OutboxOptions) => Promise<void>;

/** `dun outbox`: what waits, may have left or was refused, and what is to become of it (promises 9). */
export function registerOutbox(program: Command, host: CommandHost, run: Run = runOutbox): void {
  const outbox = describe(program.command('outbox'), host, { key: 'outbox' });
  const start = async (options: OutboxOptions) => run(await host.context(), options);
  describe(outbox.command('list', { isDefault: true }), host, { key: 'outbox.list' }).action(async () =>
    start({ action: 'list' }),
  );
  describe(outbox.command('send'), host, { key: 'outbox.send', flags: ['--now'] }).action(
    async (typed: { now?: boolean }) => start({ action: 'send', ...typed }),
  );
  for (const action of ['arrived', 'again', 'cancel'] as const) {
    describe(outbox.command(`${action} <number>`), host, { key: `outbox.${action}` }).action(
      async (number: string) => start({ action, number }),
    );
  }
}

/** Exit codes 69, 75, 76 and 78 tell what became of a message (promises 9). */
export async function runOutbox(context: Services, options: OutboxOptions): Promise<void> {
  if (!context.isEarlier) context.ledger.outbox.recover();
  switch (options.action) {
    case 'list':
      return list(context);
    case 'send':
      return send(context, options.now === true);
    case 'arrived':
    case 'again':
    case 'cancel':
      return decide(context, options);
  }
}

/** What there is; then, on a terminal, each message in doubt is asked about. */
async function list(context: Services): Promise<void> {
  if (context.isJson) return tellDocument(context, []);
  const { output, words, today, now, prompter, isEarlier, ledger } = context;
  const { width, style } = output;
  const nameOf = (id: number): string => ledger.clients.byId(id)?.name ?? '';
  const handleOf = (id: number): string => ledger.clients.byId(id)?.handle ?? '';
  const parts = outboxOf(context);
  const view = { words, width, style, today, now: now(), nameOf, handleOf, held: heldMessages(context) };
  for (const line of showOutbox(parts, view)) output.line(line);
  if (!prompter.isInteractive || isEarlier) return;
  for (const message of parts.uncertain) {
    const trouble = await troubleAfter(context, message);
    if (trouble !== null) for (const line of troubleLines(context, trouble)) output.note(line);
  }
}

/** What went wrong with a message that was sent again; one that is left for later is no news. */
async function troubleAfter(context: Services, message: Message): Promise<DunError | null> {
  let settled: Message;
  try {
    settled = await settleDoubt(context, message);
  } catch (error) {
    if (error instanceof DunError) return error;
    throw error;
  }
  return settled.state === 'uncertain' && settled.attempts === message.attempts
    ? null
    : outboxTrouble(settled);
}

async function send(context: Services, isAll: boolean): Promise<void> {
  const { output, mail, isJson } = context;
  const held = heldMessages(context);
  const deliveries = await mail.deliverDue({ isAll, except: new Set(held.keys()) });
  if (isJson) tellDocument(context, deliveries);
  else if (held.size > 0) tellHeld(context, held);
  else if (deliveries.length === 0) tellNothingDue(context);
  const troubles = deliveries.flatMap(({ trouble }) => (trouble === null ? [] : [trouble]));
  for (const { message, trouble } of deliveries) {
    if (trouble === null) tellDone(context, message);
    else if (deliveries.length > 1 && !isJson)
      for (const line of troubleLines(context, trouble)) output.note(line);
  }
  const [first] = troubles;
  if (first !== undefined && deliveries.length === 1) throw first;
  if (first === undefined) return;
  const values = { count: troubles.length, all: deliveries.length };
  throw new DunError('outbox.not_all', worstOf(troubles), values);
}

/** A wrong setting stopped the rest, a doubt wants a decision, a refusal a new address; what waits goes by itself. */
const worst = [78, 74, 76, 69, 75] as const;

function worstOf(troubles: readonly DunError[]): DunError['exitCode'] {
  return worst.find((code) => troubles.some(({ exitCode }) => exitCode === code)) ?? 75;
}

function tellNothingDue({ ledger, output, words }: Services): void {
  const waiting = ledger.outbox.list('queued').length;
  if (waiting === 0) output.note(words.label('outbox.nothing_waits'));
  else output.note(showCount(words, 'outbox.not_due', { count: waiting }));
}

/** A word about one message: it arrived, send it again, I want it no more. */
async function decide(
  context: Services,
  { action, number }: { action: 'arrived' | 'again' | 'cancel'; number: string },
): Promise<void> {
  const id = readRecordId({ flag: 'NUMBER', text: number });
  const message = context.ledger.outbox.byId(id);
  if (message === undefined) throw new DunError('outbox.no_message', 66, { id });
  const settled = action === 'cancel' ? giveUp(context, message) : await settleBy(context, action, message);
  if (context.isJson) tellDocument(context, []);
  const trouble = action === 'again' ? outboxTrouble(settled) : null;
  if (trouble !== null) throw trouble;
}

function settleBy(
  context: Services,
  action: 'arrived' | 'again',
  message: Message,
): Message | Promise<Message> {
  if (message.state !== 'uncertain')
    throw new DunError(`outbox.not_uncertain.${message.state}`, 1, { id: message.id });
  return action === 'arrived' ? noteArrived(context, message) : sendAgain(context, message);
}

function giveUp({ ledger, output, words, now, isJson }: Services, message: Message): Message {
  const { id, state } = message;
  if (state !== 'queued' && state !== 'failed')
    throw new DunError(`outbox.not_cancelled.${state}`, 1, { id });
  const settled = ledger.outbox.advance(id, outboxStep(message, { kind: 'given_up' }, now()));
  if (!isJson) output.line(showLine(words, 'outbox.done.cancelled', { id, to: message.to.join(', ') }));
  return settled;
}

function tellDocument(context: Services, deliveries: readonly Delivery[]): void {
  context.output.json(outboxDocument(context, deliveries));
}
