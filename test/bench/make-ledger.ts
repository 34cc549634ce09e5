import { addDays, type Day, day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { openLedger } from '../../src/store/ledger.ts';

export interface Made {
  readonly promises: number;
  readonly open: number;
  readonly clients: number;
}

/** Invoices a client has in the made ledger; each has one promise. */
const invoicesPerClient = 10;

/**
 * Writes a ledger of N promises: 98 % kept long ago, 2 % open, half of these past their deadline. Clients have ten
 * invoices each; each open one belongs to another client, the worst case for a list that reads client by client.
 */
export function makeLedger(path: string, wanted: { promises: number; today: string }): Made {
  const today = day(wanted.today);
  let moment = Date.UTC(2024, 0, 1);
  const ledger = openLedger({ path, today, now: () => (moment += 1000) });
  const clients = Math.max(1, Math.ceil(wanted.promises / invoicesPerClient));
  const open = Math.max(1, Math.round(wanted.promises / 50));
  ledger.transaction(() => {
    const ids = Array.from({ length: clients }, (_, at) => addClient(ledger, at));
    for (let at = 0; at < wanted.promises; at += 1) {
      const clientId = ids[at % clients];
      if (clientId === undefined) continue;
      addPromise(ledger, { clientId, at, isOpen: at < open, isLate: at % 2 === 0 }, today);
    }
  });
  ledger.close();
  return { promises: wanted.promises, open, clients };
}

type Ledger = ReturnType<typeof openLedger>;

function addClient(ledger: Ledger, at: number): number {
  const name = `Client ${String(at + 1).padStart(5, '0')}`;
  const { id } = ledger.clients.add({
    handle: `client-${at + 1}`,
    name,
    kind: 'business',
    country: 'FR',
    region: null,
    language: 'fr',
    register: 'formal',
    relationship: 'keep',
    email: `compta@client-${at + 1}.example`,
    phone: '03 88 00 11 22',
    staffSize: null,
    payerType: null,
  });
  return id;
}

interface Row {
  readonly clientId: number;
  readonly at: number;
  readonly isOpen: boolean;
  readonly isLate: boolean;
}

function addPromise(ledger: Ledger, { clientId, at, isOpen, isLate }: Row, today: Day): void {
  const promisedOn = isOpen ? addDays(today, isLate ? -10 - (at % 20) : 3) : addDays(today, -60 - (at % 400));
  const dueOn = addDays(promisedOn, -15);
  const amount = money(10_000 + ((at * 7_919) % 400_000), EUR);
  const invoice = ledger.invoices.add({
    clientId,
    number: `F-${String(at + 1).padStart(6, '0')}`,
    service: null,
    deliveredOn: null,
    acceptedOn: null,
    issuedOn: addDays(dueOn, -30),
    dueOn,
    amount,
    settledBefore: money(0, EUR),
    poNumber: null,
    reference: null,
    iban: null,
    file: null,
  });
  const deadline = addDays(promisedOn, 3);
  ledger.promises.add({
    clientId,
    callId: null,
    contactId: null,
    promiser: 'Client',
    kind: 'promise',
    madeOn: addDays(dueOn, 8),
    means: 'leaves',
    method: 'transfer',
    origin: 'client',
    condition: null,
    isAccountReadOut: true,
    isAccelerated: false,
    parts: [
      {
        invoiceId: invoice.id,
        amount,
        promisedOn,
        arrivalDeadline: deadline,
        recontactOn: addDays(deadline, 1),
      },
    ],
  });
  if (isOpen) return;
  ledger.payments.add({
    clientId,
    invoiceId: invoice.id,
    amount,
    on: addDays(promisedOn, 2),
    method: 'transfer',
    reference: null,
    source: 'hand',
  });
}
