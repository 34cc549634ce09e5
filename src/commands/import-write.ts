import type { Context } from '../cli/context.ts';
import type { ReadFile } from '../domain/foreign-invoice.ts';
import type { ImportPlan, PlannedItem } from '../domain/import-plan.ts';
import { importedPayment } from '../domain/import-preview.ts';

type Services = Pick<Context, 'ledger' | 'today' | 'files'>;

/**
 * Writes the plan of one file in one transaction: clients, then invoices and payments, then credit notes, because these
 * may name an invoice of the same file. The plan must have been made inside the same transaction.
 */
export function writePlan(context: Services, file: ReadFile, plan: ImportPlan): void {
  const { ledger } = context;
  for (const { client, contact } of plan.newClients) {
    const { id } = ledger.clients.add(client);
    if (contact !== null) ledger.clients.addContact({ ...contact, clientId: id });
  }
  const ids = new Map(ledger.clients.all().map(({ handle, id }) => [handle, id]));
  const idOf = (handle: string): number => {
    const id = ids.get(handle);
    if (id === undefined) throw new RangeError(`the plan names no client: ${handle}`);
    return id;
  };
  for (const { handle, patch } of plan.patches) ledger.clients.edit(idOf(handle), patch);
  for (const item of plan.items) writeDebt(context, file, { ...item, clientId: idOf(item.handle) });
  for (const item of plan.items) writeCredit(context, item, idOf(item.handle));
}

function writeDebt(context: Services, file: ReadFile, item: PlannedItem & { clientId: number }): void {
  const { ledger, today, files } = context;
  const { change, clientId } = item;
  const copy = file.format === 'factur-x' ? files.resolve(file.name) : null;
  if (change?.kind === 'invoice') ledger.invoices.add({ ...change.invoice, clientId, file: copy });
  else if (change?.kind === 'payment') ledger.payments.add({ ...importedPayment(change, today), clientId });
  if (copy === null || item.foreign.kind === 'credit_note') return;
  const known = ledger.invoices.byNumber(clientId, item.foreign.number);
  // Known from a list until now: here is the copy that a memo can carry.
  if (known !== undefined && known.file === null) ledger.invoices.setFile(known.id, copy);
}

function writeCredit({ ledger }: Services, { change }: PlannedItem, clientId: number): void {
  if (change?.kind !== 'credit_note') return;
  const { note, invoiceNumber } = change;
  const invoice = invoiceNumber === null ? undefined : ledger.invoices.byNumber(clientId, invoiceNumber);
  ledger.invoices.addCreditNote({ ...note, clientId, invoiceId: invoice?.id ?? null });
}
