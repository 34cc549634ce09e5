import type { DueServices } from '../../src/commands/due.ts';
import type { AttemptOutcome } from '../../src/domain/attempt.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { calendarFile } from '../../src/documents/ics.ts';
import { loadWords } from '../../src/script/words.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { plainStyle } from '../../src/terminal/style.ts';
import { memoryFiles } from './memory-files.ts';
import {
  aCalendar,
  aClient,
  aContact,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPromise,
  euros,
} from './a-standing.ts';
import { wordFolders } from './prep-services.ts';

interface Owing {
  readonly handle: string;
  readonly name: string;
  readonly who: readonly [string, string, string];
  readonly amount: number;
  readonly dueOn: string;
}

/** A client with one contact and one open invoice; the ids are the ledger's own. */
export function owing(
  ledger: Ledger,
  { handle, name, who, amount, dueOn }: Owing,
): { clientId: number; contactId: number; invoiceId: number } {
  const client = ledger.clients.add(aClient({ handle, name, relationship: 'neutral' }));
  const [firstName, lastName, phone] = who;
  const contact = ledger.clients.addContact(aContact({ clientId: client.id, firstName, lastName, phone }));
  const invoice = ledger.invoices.add(
    anInvoice({ clientId: client.id, number: `F-${handle}`, amount: euros(amount), dueOn: day(dueOn) }),
  );
  return { clientId: client.id, contactId: contact.id, invoiceId: invoice.id };
}

/** The morning of Tuesday 9 June 2026: a broken promise, a silence, a promise that runs, a dispute, one not due yet. */
export function aMorning(now: () => number = () => momentOf(day('2026-06-09'), 600)): Ledger {
  const ledger = openLedger({ path: ':memory:', today: day('2026-06-09'), now });
  const said = (ids: ReturnType<typeof owing>, on: string, patch: Partial<AttemptOutcome>) =>
    ledger.calls.log(
      anAttempt(on, { ...pick(ids), outcomes: [anOutcome({ invoiceId: ids.invoiceId, ...patch })] }),
    );
  const roussel = owing(ledger, {
    handle: 'roussel',
    name: 'Menuiserie Roussel',
    who: ['Jules', 'Roussel', '03 88 00 11 22'],
    amount: 840,
    dueOn: '2026-05-20',
  });
  promise(ledger, roussel, ['2026-06-02', '2026-06-05']);
  const canal = owing(ledger, {
    handle: 'canal',
    name: 'Brasserie du Canal',
    who: ['Karim', 'Haddad', '03 88 32 45 67'],
    amount: 890,
    dueOn: '2026-05-11',
  });
  said(canal, '2026-05-29', { outcome: 'no_date', followUpOn: day('2026-06-03') });
  const noor = owing(ledger, {
    handle: 'noor',
    name: 'Atelier Noor',
    who: ['Lina', 'Noor', '03 88 11 22 33'],
    amount: 420,
    dueOn: '2026-05-15',
  });
  promise(ledger, noor, ['2026-06-08', '2026-06-12']);
  const lices = owing(ledger, {
    handle: 'lices',
    name: 'Clinique des Lices',
    who: ['Ana', 'Costa', '02 99 00 11 22'],
    amount: 1200,
    dueOn: '2026-04-30',
  });
  ledger.disputes.open(
    aDispute({
      clientId: lices.clientId,
      invoiceId: lices.invoiceId,
      disputed: euros(1200),
      raisedOn: day('2026-06-01'),
    }),
  );
  owing(ledger, {
    handle: 'helios',
    name: 'Groupe Hélios',
    who: ['Sophie', 'Marchand', '01 40 00 11 22'],
    amount: 3200,
    dueOn: '2026-06-30',
  });
  return ledger;
}

function promise(
  ledger: Ledger,
  { clientId, contactId, invoiceId }: ReturnType<typeof owing>,
  [madeOn, on]: [string, string],
): void {
  const amount = ledger.standings.one(clientId).invoices[0]?.amount ?? euros(0);
  const part = { ...aPart(invoiceId, on, 1), amount };
  ledger.promises.add(aPromise(madeOn, on, { clientId, contactId, parts: [part] }));
}

function pick({ clientId, contactId }: ReturnType<typeof owing>): { clientId: number; contactId: number } {
  return { clientId, contactId };
}

/** Services for `runDue`; what it says is kept. */
export function dueServices(
  ledger: Ledger,
  setting: {
    on?: string;
    language?: Language;
    isJson?: boolean;
    width?: number;
    minutes?: number;
    isEarlier?: boolean;
    callsPerDay?: number;
  } = {},
): DueServices & { lines: string[]; documents: object[]; written: Map<string, string> } {
  const {
    on = '2026-06-09',
    language = 'fr',
    isJson = false,
    width = 80,
    minutes = 540,
    isEarlier = false,
    callsPerDay = 0,
  } = setting;
  const lines: string[] = [];
  const documents: object[] = [];
  const written = new Map<string, string>();
  return {
    written,
    isEarlier,
    files: memoryFiles(written),
    now: () => momentOf(day(on), minutes),
    calendarOf: async () => aCalendar(),
    calendarFile: async (file) => calendarFile(file),
    lines,
    documents,
    ledger,
    words: loadWords(language, wordFolders),
    rules: { ...defaultRules, callsPerDay },
    today: day(on),
    isJson,
    output: {
      line: (text = '') => void lines.push(text),
      note: (text) => void lines.push(`stderr: ${text}`),
      json: (document) => void documents.push(document),
      width,
      height: 24,
      isTerminal: true,
      style: plainStyle,
    },
    prompter: {
      isInteractive: false,
      text: () => Promise.reject(new Error('nobody asks')),
      choose: () => Promise.reject(new Error('nobody asks')),
      key: () => Promise.reject(new Error('nobody asks')),
      confirm: () => Promise.reject(new Error('nobody asks')),
      secret: () => Promise.reject(new Error('nobody asks')),
    },
  };
}
