import type { Context } from '../cli/context.ts';
import type { Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { formatMoney } from '../domain/money.ts';
import { judgePromise, type PaymentPromise } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import { findClient } from './find-client.ts';

export interface FoundPromise {
  readonly standing: Standing;
  readonly promise: PaymentPromise;
}

type Services = Pick<Context, 'ledger' | 'words' | 'prompter' | 'today' | 'language'>;

/** The open promise meant by its number or its client. DunError 66 when there is none or several, 1 when it has ended. */
export async function findPromise(context: Services, text: string): Promise<FoundPromise> {
  const { ledger, today, prompter, words, language } = context;
  const id = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
  const byId = id === undefined ? undefined : ledger.promises.byId(Number(id));
  if (byId !== undefined) return stillOpen(ledger.standings.one(byId.clientId), byId, today);
  if (text.startsWith('#')) throw new DunError('promise.unknown', 66, { text });
  const standing = ledger.standings.one((await findClient(context, text)).id);
  const open = standing.promises.filter((promise) => judgePromise(promise, standing, today).fate === 'open');
  const [only, ...others] = open;
  const { name, handle } = standing.client;
  if (only === undefined) throw new DunError('promise.none_open', 66, { client: name, handle });
  if (others.length === 0) return { standing, promise: only };
  const named = open.map((promise) => ({
    label: nameOf(promise, standing, { today, language }),
    value: promise,
  }));
  if (!prompter.isInteractive) {
    throw new DunError('promise.several', 66, {
      client: name,
      candidates: named.map((one) => one.label).join(', '),
    });
  }
  return {
    standing,
    promise: await prompter.choose({ message: words.label('promise.which'), choices: named }),
  };
}

function stillOpen(standing: Standing, promise: PaymentPromise, today: Day): FoundPromise {
  const { fate } = judgePromise(promise, standing, today);
  const isEnded = fate === 'moved' || fate === 'withdrawn' || fate === 'kept' || fate === 'kept_late';
  if (isEnded)
    throw new DunError(`promise.ended.${fate}`, 1, { id: promise.id, client: standing.client.name });
  return { standing, promise };
}

function nameOf(
  promise: PaymentPromise,
  standing: Standing,
  at: Pick<Context, 'today' | 'language'>,
): string {
  const { amount } = judgePromise(promise, standing, at.today);
  const on = promise.parts.at(-1)?.promisedOn;
  return `#${promise.id} ${formatMoney(amount, at.language)}${on === undefined ? '' : `, ${formatDay(on, at.language, 'short')}`}`;
}
