import type { Payment } from '../domain/invoice.ts';
import { missing } from './errors.ts';
import type { PaymentStore } from './ledger.ts';
import { dayOf, dayOrNull, moneyOf, nameOf, numberOf, numberOrNull, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Payments with the day of their reversal. */
export const selectPayments = `SELECT p.*, r.reversed_on FROM payments p
  LEFT JOIN payment_reversals r ON r.payment_id = p.id`;

export function paymentStore(session: Session): PaymentStore {
  const byId = (id: number) => {
    const row = session.sql(`${selectPayments} WHERE p.id = @id`).get({ id });
    if (!row) throw missing('payment', { id });
    return toPayment(row);
  };
  return {
    add: (payment) =>
      session.write(() => {
        const recordedAt = session.now();
        session.touch(payment.clientId);
        const id = insert(session, 'payments', {
          client_id: payment.clientId,
          invoice_id: payment.invoiceId,
          amount_minor: payment.amount.minor,
          currency: payment.amount.currency,
          paid_on: payment.on,
          method: payment.method,
          reference: payment.reference,
          source: payment.source,
          recorded_at: recordedAt,
        });
        return { ...payment, id, reversedOn: null, recordedAt };
      }),
    reverse: (id, on, reason) =>
      session.write(() => {
        const payment = byId(id);
        if (payment.reversedOn !== null) return payment;
        session.touch(payment.clientId);
        insert(session, 'payment_reversals', {
          payment_id: id,
          reversed_on: on,
          reason,
          recorded_at: session.now(),
        });
        return { ...payment, reversedOn: on };
      }),
    list: (clientId) => {
      const condition = clientId === undefined ? '' : 'WHERE p.client_id = @clientId';
      const text = `${selectPayments} ${condition} ORDER BY p.paid_on, p.id`;
      return session
        .sql(text)
        .all(clientId === undefined ? {} : { clientId })
        .map(toPayment);
    },
  };
}

export function toPayment(row: Row): Payment {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    invoiceId: numberOrNull(row['invoice_id'], 'invoice_id'),
    amount: moneyOf(row['amount_minor'], row['currency']),
    on: dayOf(row['paid_on'], 'paid_on'),
    method: textOrNull(row['method'], 'method'),
    reference: textOrNull(row['reference'], 'reference'),
    source: nameOf(row['source'], 'source'),
    reversedOn: dayOrNull(row['reversed_on'], 'reversed_on'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
