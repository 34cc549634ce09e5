import type { Day } from '../domain/day.ts';
import { balances } from '../domain/invoice.ts';
import type { Money } from '../domain/money.ts';
import type { Standing } from '../domain/standing.ts';
import { gather } from './gather.ts';
import { dayOf, moneyOf, nameOf, numberOf } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

export interface OpenAmount {
  readonly invoiceId: number;
  readonly clientId: number;
  readonly balance: Money;
  readonly dueOn: Day;
}

export interface OpenTask {
  readonly clientId: number;
  readonly kind: 'commitment' | 'follow_up';
  readonly dueOn: Day;
}

export interface OpenThings {
  readonly amounts: readonly OpenAmount[];
  readonly tasks: readonly OpenTask[];
}

/** A day on which everything recorded counts: what is projected must depend on the facts alone, not on today. */
const always = '2200-12-31' as Day;

/**
 * What of a client is open. A follow-up is open while its invoice is, or while nothing was paid since it was noted;
 * only those of the latest attempt count, because each attempt plans anew (practice D3).
 */
function openThings(standing: Standing): OpenThings {
  const { client, invoices } = standing;
  const byInvoice = balances(standing, always);
  const amounts: OpenAmount[] = [];
  for (const { id, dueOn } of invoices) {
    const balance = byInvoice.get(id)?.balance;
    if (balance && balance.minor > 0) amounts.push({ invoiceId: id, clientId: client.id, balance, dueOn });
  }
  const commitments = standing.commitments.filter(({ doneOn }) => doneOn === null).map(({ dueOn }) => dueOn);
  const tasks: OpenTask[] = [];
  const note = (kind: OpenTask['kind'], days: readonly Day[]) => {
    const [first] = days.toSorted();
    if (first !== undefined) tasks.push({ clientId: client.id, kind, dueOn: first });
  };
  note('commitment', commitments);
  note('follow_up', openFollowUps(standing, new Set(amounts.map(({ invoiceId }) => invoiceId))));
  return { amounts, tasks };
}

function openFollowUps(standing: Standing, openInvoices: ReadonlySet<number>): Day[] {
  const latest = standing.attempts.at(-1);
  if (!latest) return [];
  const lastMoney = Math.max(
    ...[...standing.payments, ...standing.creditNotes].map(({ recordedAt }) => recordedAt),
    Number.NEGATIVE_INFINITY,
  );
  const isUnsettled = latest.recordedAt > lastMoney;
  const isOpen = (invoiceId: number | null) =>
    isUnsettled || (invoiceId === null ? openInvoices.size > 0 : openInvoices.has(invoiceId));
  return latest.outcomes.filter(({ invoiceId }) => isOpen(invoiceId)).map(({ followUpOn }) => followUpOn);
}

/** Writes down anew what is open for these clients, within the transaction that changed their facts. */
export function project(session: Session, clientIds: readonly number[]): void {
  const ids = JSON.stringify(clientIds);
  for (const table of ['open_amounts', 'open_tasks']) {
    session.sql(`DELETE FROM ${table} WHERE client_id IN (SELECT value FROM json_each(?))`).run(ids);
  }
  for (const standing of gather(session, clientIds)) {
    const { amounts, tasks } = openThings(standing);
    for (const { invoiceId, clientId, balance, dueOn } of amounts) {
      insert(session, 'open_amounts', {
        invoice_id: invoiceId,
        client_id: clientId,
        currency: balance.currency,
        balance_minor: balance.minor,
        due_on: dueOn,
      });
    }
    for (const { clientId, kind, dueOn } of tasks) {
      insert(session, 'open_tasks', { client_id: clientId, kind, due_on: dueOn });
    }
  }
}

/** Computes the whole projection from the facts again. */
export function rebuild(session: Session): void {
  session.write(() => {
    const ids = session
      .sql('SELECT id FROM clients')
      .all()
      .map((row) => numberOf(row['id'], 'id'));
    session.sql('DELETE FROM open_amounts').run();
    session.sql('DELETE FROM open_tasks').run();
    project(session, ids);
  });
}

/** The projection as it is stored, in a fixed order. */
export function loadProjection(session: Session): OpenThings {
  const amounts = session.sql('SELECT * FROM open_amounts ORDER BY invoice_id').all();
  const tasks = session.sql('SELECT * FROM open_tasks ORDER BY client_id, kind').all();
  return {
    amounts: amounts.map((row) => ({
      invoiceId: numberOf(row['invoice_id'], 'invoice_id'),
      clientId: numberOf(row['client_id'], 'client_id'),
      balance: moneyOf(row['balance_minor'], row['currency']),
      dueOn: dayOf(row['due_on'], 'due_on'),
    })),
    tasks: tasks.map((row) => ({
      clientId: numberOf(row['client_id'], 'client_id'),
      kind: nameOf<OpenTask['kind']>(row['kind'], 'kind'),
      dueOn: dayOf(row['due_on'], 'due_on'),
    })),
  };
}
