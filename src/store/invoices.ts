import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import type { CreditNote, Invoice } from '../domain/invoice.ts';
import { isUniqueBreach, missing } from './errors.ts';
import type { InvoiceStore } from './ledger.ts';
import type { NewInvoice } from './records.ts';
import { dayOf, dayOrNull, moneyOf, nameOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert, replace } from './session.ts';
import type { Session, SqlRow } from './session.ts';

export function invoiceStore(session: Session): InvoiceStore {
  return {
    add: (invoice) => session.write(() => addInvoice(session, invoice)),
    addCreditNote: (note) =>
      session.write(() => {
        const recordedAt = session.now();
        session.touch(note.clientId);
        const id = insert(session, 'credit_notes', {
          client_id: note.clientId,
          invoice_id: note.invoiceId,
          number: note.number,
          reason: note.reason,
          issued_on: note.issuedOn,
          amount_minor: note.amount.minor,
          currency: note.amount.currency,
          recorded_at: recordedAt,
        });
        return { ...note, id, recordedAt };
      }),
    byNumber: (clientId, number) => {
      const row = session
        .sql('SELECT * FROM invoices WHERE client_id = ? AND number = ?')
        .get(clientId, number);
      return row && toInvoice(row);
    },
    setFile: (id, file) =>
      session.write(() => {
        if (!session.sql('SELECT 1 FROM invoices WHERE id = ?').get(id)) throw missing('invoice', { id });
        replace(session, { table: 'invoices', id }, { file });
      }),
  };
}

function addInvoice(session: Session, invoice: NewInvoice): Invoice {
  const recordedAt = session.now();
  session.touch(invoice.clientId);
  try {
    const id = insert(session, 'invoices', { ...invoiceColumns(invoice), recorded_at: recordedAt });
    return { ...invoice, id, recordedAt };
  } catch (error) {
    throw isUniqueBreach(error) ? new DunError('store.invoice_exists', 1, { number: invoice.number }) : error;
  }
}

function invoiceColumns(invoice: NewInvoice): SqlRow {
  if (invoice.amount.currency !== invoice.settledBefore.currency) {
    throw new RangeError(`invoice ${invoice.number}: two currencies`);
  }
  return {
    client_id: invoice.clientId,
    number: invoice.number,
    number_folded: fold(invoice.number),
    service: invoice.service,
    delivered_on: invoice.deliveredOn,
    accepted_on: invoice.acceptedOn,
    issued_on: invoice.issuedOn,
    due_on: invoice.dueOn,
    amount_minor: invoice.amount.minor,
    settled_minor: invoice.settledBefore.minor,
    currency: invoice.amount.currency,
    po_number: invoice.poNumber,
    reference: invoice.reference,
    iban: invoice.iban,
    file: invoice.file,
  };
}

export function toInvoice(row: Row): Invoice {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    number: textOf(row['number'], 'number'),
    service: textOrNull(row['service'], 'service'),
    deliveredOn: dayOrNull(row['delivered_on'], 'delivered_on'),
    acceptedOn: dayOrNull(row['accepted_on'], 'accepted_on'),
    issuedOn: dayOf(row['issued_on'], 'issued_on'),
    dueOn: dayOf(row['due_on'], 'due_on'),
    amount: moneyOf(row['amount_minor'], row['currency']),
    settledBefore: moneyOf(row['settled_minor'], row['currency']),
    poNumber: textOrNull(row['po_number'], 'po_number'),
    reference: textOrNull(row['reference'], 'reference'),
    iban: textOrNull(row['iban'], 'iban'),
    file: textOrNull(row['file'], 'file'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

export function toCreditNote(row: Row): CreditNote {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    invoiceId: numberOrNull(row['invoice_id'], 'invoice_id'),
    number: textOf(row['number'], 'number'),
    reason: nameOf(row['reason'], 'reason'),
    issuedOn: dayOf(row['issued_on'], 'issued_on'),
    amount: moneyOf(row['amount_minor'], row['currency']),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
