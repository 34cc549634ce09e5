import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { addDays, type Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { formatMoney } from '../domain/money.ts';
import { judgePromise, judgePromises, type PaymentPromise } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { showPromise, showPromises } from '../terminal/show-promise.ts';
import { confirmPromise, type ConfirmOptions } from './confirm-promise.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { findPromise } from './find-promise.ts';
import { movedPromise } from './move-promise.ts';
import { tellHeldOf } from './held-messages.ts';
import { promiseItem } from './promise-item.ts';
import { need, readAmount, readComingDay, textOrNull } from './read-values.ts';
import { newPromise, promisable, promiseAdvice, type PromiseFlags } from './take-promise.ts';

export type PromiseOptions =
  | { readonly action: 'list'; readonly client?: string; readonly all?: boolean }
  | ({ readonly action: 'add'; readonly client: string } & PromiseFlags)
  | { readonly action: 'move'; readonly promise: string; readonly on?: string; readonly reason?: string }
  | ({ readonly action: 'confirm' } & ConfirmOptions)
  | { readonly action: 'withdraw'; readonly promise: string; readonly reason?: string };

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'language' | 'today' | 'rules' | 'calendarOf' | 'isJson'
>;
type Run = (context: Services, options: PromiseOptions) => Promise<void>;

/** `dun promise list|add|move|confirm|withdraw`. */
export function registerPromise(program: Command, host: CommandHost, run: Run = runPromise): void {
  const promise = describe(program.command('promise'), host, { key: 'promise' });
  const start = async (options: PromiseOptions) => run(await host.context(), options);
  describe(promise.command('list [client]', { isDefault: true }), host, {
    key: 'promise.list',
    flags: ['--all'],
  }).action(async (client: string | undefined, typed: { all?: boolean }) =>
    start({ action: 'list', ...(client === undefined ? {} : { client }), ...typed }),
  );
  describe(promise.command('add <client>'), host, {
    key: 'promise.add',
    flags: [
      '--amount <amount>', '--on <day>', '--means <means>', '--invoice <number>', '--who <name>', '--method <text>',
      '--condition <text>',
    ], // biome-ignore format: rows of flags
  }).action(async (client: string, typed: PromiseFlags) => start({ action: 'add', client, ...typed }));
  describe(promise.command('move <promise>'), host, {
    key: 'promise.move',
    flags: ['--on <day>', '--reason <text>'],
  }).action(async (text: string, typed: { on?: string; reason?: string }) =>
    start({ action: 'move', promise: text, ...typed }),
  );
  describe(promise.command('confirm <promise>'), host, {
    key: 'promise.confirm',
    flags: ['--on <day>', '--words <text>'],
  }).action(async (text: string, typed: { on?: string; words?: string }) =>
    start({ action: 'confirm', promise: text, ...typed }),
  );
  describe(promise.command('withdraw <promise>'), host, {
    key: 'promise.withdraw',
    flags: ['--reason <text>'],
  }).action(async (text: string, typed: { reason?: string }) =>
    start({ action: 'withdraw', promise: text, ...typed }),
  );
}

async function runPromise(context: Services, options: PromiseOptions): Promise<void> {
  switch (options.action) {
    case 'list':
      return listPromises(context, options);
    case 'add':
      return addPromise(context, options);
    case 'move':
      return movePromise(context, options);
    case 'confirm':
      return confirmPromise(context, options);
    case 'withdraw':
      return withdrawPromise(context, options);
  }
}

async function listPromises(context: Services, options: { client?: string; all?: boolean }): Promise<void> {
  const { ledger, output, words, today, isJson } = context;
  const client = options.client === undefined ? undefined : await findClient(context, options.client);
  const standings = client === undefined ? ledger.standings.all() : [ledger.standings.one(client.id)];
  // A plan with a missed instalment is broken, and the others are still expected.
  const isExpected = (standing: Standing, promise: PaymentPromise) =>
    judgePromise(promise, standing, today).rows.some(
      ({ fate, endedOn }) => fate === 'open' && endedOn === null,
    );
  const isWanted = (standing: Standing, promise: PaymentPromise) =>
    options.all === true || client !== undefined || isExpected(standing, promise);
  const rows = standings.flatMap((standing) =>
    standing.promises
      .filter((promise) => isWanted(standing, promise))
      .map((promise) => ({ standing, promise })),
  );
  if (isJson) {
    const items = rows.map(({ standing, promise }) => {
      const { name, handle } = standing.client;
      return { client: name, handle, ...promiseItem(standing, promise, context) };
    });
    return output.json({ schema: 'dun.promise.list/1', today, items });
  }
  if (rows.length === 0) output.note(words.label('promise.none'));
  for (const line of showPromises(rows, context)) output.line(line);
}

async function addPromise(context: Services, options: { client: string } & PromiseFlags): Promise<void> {
  const { ledger, output } = context;
  const client = await findClient(context, options.client);
  const standing = ledger.standings.one(client.id);
  const on = promisable(standing, context, { number: options.invoice });
  const amountText = options.amount ?? 'all';
  const amount = readAmount(
    { flag: '--amount', text: amountText },
    { currency: on.currency, whole: on.total },
  );
  const promisedOn = readComingDay({ flag: '--on', text: need('--on', options.on) }, context);
  const promise = await newPromise(context, standing, { rows: [{ amount, promisedOn }], on, flags: options });
  for (const advice of await promiseAdvice(context, standing, promise)) output.note(advice);
  const added = ledger.promises.add(promise);
  for (const line of showPromise(standing, added, context)) output.line(line);
}

async function movePromise(context: Services, options: PromiseOptions & { action: 'move' }): Promise<void> {
  const { ledger, output, words, today, language } = context;
  const { standing, promise: old } = await findPromise(context, options.promise);
  const promisedOn = readComingDay({ flag: '--on', text: need('--on', options.on) }, context);
  if (old.parts.every((part) => part.promisedOn === promisedOn)) throw sameDay(old, promisedOn, language);
  const next = await movedPromise(context, { standing, promise: old, promisedOn });
  for (const advice of await promiseAdvice(context, standing, next)) output.note(advice);
  const added = ledger.transaction(() => {
    const created = ledger.promises.add(next);
    const reason = textOrNull(options.reason);
    ledger.promises.change(old.id, { kind: 'moved', on: today, reason, replacedBy: created.id });
    return created;
  });
  const after = ledger.standings.one(old.clientId);
  const judged = judgePromises(after, today).get(old.id);
  const values = { id: old.id, day: formatDay(promisedOn, language, 'long') };
  output.line(showLine(words, judged?.fate === 'moved' ? 'promise.moved' : 'promise.moved_late', values));
  for (const line of showPromise(after, added, context)) output.line(line);
  tellHeldOf(context, old.clientId);
}

function sameDay({ id }: PaymentPromise, on: Day, language: Context['language']): DunError {
  return new DunError('promise.same_day', 2, {
    id,
    day: formatDay(on, language, 'long'),
    example: addDays(on, 7),
  });
}

async function withdrawPromise(
  context: Services,
  options: PromiseOptions & { action: 'withdraw' },
): Promise<void> {
  const { ledger, output, words, today, language } = context;
  const { standing, promise } = await findPromise(context, options.promise);
  const reason = need('--reason', options.reason).trim();
  const { amount } = judgePromise(promise, standing, today);
  ledger.promises.change(promise.id, { kind: 'withdrawn', on: today, reason, replacedBy: null });
  const values = {
    id: promise.id,
    client: standing.client.name,
    amount: formatMoney(amount, language),
    reason,
  };
  output.line(showLine(words, 'promise.withdrawn', values));
  tellHeldOf(context, promise.clientId);
}
