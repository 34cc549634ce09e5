import { join } from 'node:path';
import type { PrepServices } from '../../src/commands/prep-page.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { prepPage } from '../../src/documents/prep-page.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import type { Output } from '../../src/terminal/output.ts';
import { plainStyle } from '../../src/terminal/style.ts';
import { memoryFiles } from './memory-files.ts';
import {
  aCalendar,
  aClient,
  aContact,
  anAttempt,
  anInvoice,
  anOutcome,
  aPromise,
  aProfile,
} from './a-standing.ts';

export const wordFolders = { builtIn: join(import.meta.dirname, '..', '..', 'templates'), user: null };

export interface Seen {
  readonly lines: string[];
  readonly notes: string[];
  readonly documents: object[];
}

/** Tuesday 9 June 2026, 10:15, on an empty ledger in memory. */
export function anEmptyLedger(): Ledger {
  const today = day('2026-06-09');
  return openLedger({ path: ':memory:', today, now: () => momentOf(today, 10 * 60 + 15) });
}

/** The client of the sketches: forgot, promised, did not pay. */
export function aLedgerWithRoussel(language: Language = 'fr'): Ledger {
  const ledger = anEmptyLedger();
  ledger.profile.save(aProfile({ language }));
  const client = ledger.clients.add(aClient({ language }));
  const contact = ledger.clients.addContact(
    aContact({ clientId: client.id, reachableHours: language === 'fr' ? '8 h–12 h' : '8–12' }),
  );
  const service = language === 'fr' ? 'la refonte du catalogue' : 'the catalogue redesign';
  const invoice = ledger.invoices.add(
    anInvoice({
      clientId: client.id,
      number: 'F-2026-044',
      service,
      file: null,
      deliveredOn: day('2026-04-28'),
    }),
  );
  const about = { clientId: client.id, contactId: contact.id };
  ledger.calls.log(anAttempt('2026-05-25', { ...about, channel: 'mail', reach: null }));
  const note = language === 'fr' ? 'mince, j’ai oublié' : 'oh no, I forgot';
  const outcomes = [anOutcome({ invoiceId: invoice.id, outcome: 'promise', followUpOn: day('2026-06-08') })];
  const call = ledger.calls.log(anAttempt('2026-06-02', { ...about, cause: 'forgot', note, outcomes }));
  const promise = aPromise('2026-06-02', '2026-06-03', { ...about, callId: call.id });
  ledger.promises.add({
    ...promise,
    parts: promise.parts.map((part) => ({ ...part, invoiceId: invoice.id })),
  });
  return ledger;
}

/** Services for `runPrep`; `answers` are typed one after the other, and one too few or too many fails the test. */
export function prepServices(
  ledger: Ledger,
  setting: {
    language?: Language;
    answers?: readonly string[];
    isJson?: boolean;
    isEarlier?: boolean;
    now?: () => number;
  } = {},
): PrepServices & { seen: Seen; left: string[]; written: Map<string, string> } {
  const { language = 'fr', answers, isJson = false, isEarlier = false } = setting;
  const seen: Seen = { lines: [], notes: [], documents: [] };
  const left = [...(answers ?? [])];
  const output: Output = {
    line: (text = '') => void seen.lines.push(text),
    note: (text) => void seen.notes.push(text),
    json: (document) => void seen.documents.push(document),
    width: 80,
    height: 40,
    isTerminal: answers !== undefined,
    style: plainStyle,
  };
  const text = async ({ message }: { readonly message: string }): Promise<string> => {
    const answer = left.shift();
    if (answer === undefined) throw new Error(`unexpected question: ${message}`);
    return answer;
  };
  const refuse = async (): Promise<never> => Promise.reject(new Error('not asked in this test'));
  const written = new Map<string, string>();
  return {
    written,
    files: memoryFiles(written),
    prepPage: async (sheet) => prepPage(sheet),
    ledger,
    output,
    isJson,
    isEarlier,
    seen,
    left,
    words: loadWords(language, wordFolders),
    wordsIn: (wanted) => loadWords(wanted, wordFolders),
    script: (wanted) => loadScript(wanted, wordFolders),
    prompter: {
      isInteractive: answers !== undefined,
      text,
      choose: refuse,
      confirm: refuse,
      secret: refuse,
      key: async ({ message, choices }) => {
        const pressed = (await text({ message })) || 'enter';
        const found = choices.find(({ key, also = [] }) => key === pressed || also.includes(pressed));
        if (found === undefined) throw new Error(`${pressed} is not offered: ${message}`);
        return found.value;
      },
    },
    today: day('2026-06-09'),
    now: setting.now ?? (() => momentOf(day('2026-06-09'), 10 * 60 + 15)),
    rules: defaultRules,
    calendarOf: async () => aCalendar(),
    profile: () => ledger.profile.load() ?? aProfile(),
    checks: {
      iban: () => Promise.reject(new Error('not asked in this test')),
      phone: async (number) => ({ e164: number, display: '03 88 00 11 22', tel: `tel:${number}` }),
    },
  };
}
