import type { Day } from './day.ts';
import { emptyStanding } from './import-match.ts';
import type { ImportPlan, PlannedItem } from './import-plan.ts';
import type { CreditNote, Invoice, Payment } from './invoice.ts';
import type { Standing } from './standing.ts';

/**
 * The standings as they would be once a plan is carried out: the next file of the same command is planned on them, so
 * that a preview of several files shows what will happen. Numbers of records that do not exist yet are negative.
 */
export function standingsAfter(plan: ImportPlan, standings: readonly Standing[], today: Day): Standing[] {
  const used = standings.flatMap(({ client, invoices }) => [client.id, ...invoices.map(({ id }) => id)]);
  let last = used.reduce((lowest, id) => Math.min(lowest, id), 0);
  const nextId = () => (last -= 1);
  const created = plan.newClients.map(({ client }) =>
    emptyStanding({ ...client, id: nextId(), recordedAt: 0 }),
  );
  const byHandle = Map.groupBy(plan.items, ({ handle }) => handle);
  return [...standings, ...created].map((standing) => {
    const items = byHandle.get(standing.client.handle);
    return items === undefined ? standing : withItems(standing, items, { today, nextId });
  });
}

function withItems(
  standing: Standing,
  items: readonly PlannedItem[],
  { today, nextId }: { today: Day; nextId: () => number },
): Standing {
  const clientId = standing.client.id;
  const invoices: Invoice[] = [...standing.invoices];
  const creditNotes: CreditNote[] = [...standing.creditNotes];
  const payments: Payment[] = [...standing.payments];
  for (const { change } of items) {
    const common = { id: nextId(), clientId, recordedAt: 0 };
    if (change?.kind === 'invoice') invoices.push({ ...change.invoice, ...common, file: null });
    if (change?.kind === 'payment')
      payments.push({ ...importedPayment(change, today), ...common, reversedOn: null });
    if (change?.kind === 'credit_note') {
      const invoiceId = invoices.find(({ number }) => number === change.invoiceNumber)?.id ?? null;
      creditNotes.push({ ...change.note, ...common, invoiceId });
    }
  }
  return { ...standing, invoices, creditNotes, payments };
}

/** The payment that a lower amount due in a file stands for: nobody knows its real day, so it is today's. */
export function importedPayment(
  { invoiceId, amount }: { readonly invoiceId: number; readonly amount: Payment['amount'] },
  today: Day,
): Omit<Payment, 'id' | 'clientId' | 'recordedAt' | 'reversedOn'> {
  return { invoiceId, amount, on: today, method: null, reference: null, source: 'import' };
}
