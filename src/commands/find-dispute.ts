import type { Context } from '../cli/context.ts';
import { formatDay } from '../domain/day-words.ts';
import { type Dispute, openDisputes } from '../domain/dispute.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { formatMoney } from '../domain/money.ts';
import type { Standing } from '../domain/standing.ts';
import { findClient } from './find-client.ts';

export interface FoundDispute {
  readonly standing: Standing;
  readonly dispute: Dispute;
}

type Services = Pick<Context, 'ledger' | 'words' | 'prompter' | 'today' | 'language'>;

/**
 * The open dispute meant: by its number `#3`, or the client's, or that on one invoice. Several: a picker on a terminal,
 * else DunError 66 with the candidates. DunError 66 when there is none, 1 when it is settled already.
 */
export async function findDispute(
  context: Services,
  text: string,
  number: string | undefined,
): Promise<FoundDispute> {
  const { ledger, today } = context;
  const id = /^#(\d{1,9})$/.exec(text.trim())?.[1];
  if (id !== undefined) return byNumber(context, Number(id));
  const standing = ledger.standings.one((await findClient(context, text)).id);
  const { name, handle } = standing.client;
  const invoice = standing.invoices.find((one) => number !== undefined && fold(one.number) === fold(number));
  if (number !== undefined && invoice === undefined)
    throw new DunError('promise.no_such_invoice', 66, { number, client: name, handle });
  const open = openDisputes(standing, today).filter(
    ({ invoiceId }) => invoice === undefined || invoiceId === invoice.id,
  );
  const [only, ...others] = open;
  if (only === undefined) throw new DunError('dispute.none_open', 66, { client: name, handle });
  return { standing, dispute: others.length === 0 ? only : await choose(context, standing, open) };
}

function byNumber({ ledger, today }: Services, id: number): FoundDispute {
  for (const standing of ledger.standings.all()) {
    const dispute = standing.disputes.find((one) => one.id === id);
    if (dispute === undefined) continue;
    if (openDisputes(standing, today).includes(dispute)) return { standing, dispute };
    throw new DunError('dispute.settled_already', 1, { id, client: standing.client.name });
  }
  throw new DunError('dispute.unknown', 66, { id });
}

function choose(context: Services, standing: Standing, open: readonly Dispute[]): Promise<Dispute> {
  const { prompter, words, language } = context;
  const label = ({ id, disputed, raisedOn }: Dispute) =>
    `#${id} ${formatMoney(disputed, language)}, ${formatDay(raisedOn, language, 'short')}`;
  if (prompter.isInteractive) {
    const choices = open.map((value) => ({ label: `${label(value)}, ${value.words}`, value }));
    return prompter.choose({ message: words.label('dispute.which'), choices });
  }
  const candidates = open.map(label).join(' · ');
  throw new DunError('dispute.several', 66, {
    client: standing.client.name,
    candidates,
    id: open[0]?.id ?? 1,
  });
}
