import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MemoServices } from '../../src/commands/memo-draft.ts';
import type { Reach } from '../../src/domain/attempt.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { mailService } from '../../src/mail/service.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { plainStyle } from '../../src/terminal/style.ts';
import { aClient, aContact, anAttempt, anInvoice, anOutcome, aProfile, aPromise } from './a-standing.ts';
import { type Seen, wordFolders } from './prep-services.ts';

export interface Desk {
  readonly context: MemoServices;
  readonly seen: Seen;
  readonly folder: string;
  /** Choices not yet made; a test ends with none left. */
  readonly left: string[];
  readonly callId: number;
}

interface Setting {
  readonly language?: Language;
  readonly settings?: Readonly<Record<string, string>>;
  /** Values chosen one after the other: a terminal. */
  readonly choices?: readonly string[];
  readonly isJson?: boolean;
  readonly edit?: (text: string) => string;
  readonly outcome?: Parameters<typeof anOutcome>[0];
  readonly contact?: Parameters<typeof aContact>[0];
  readonly reach?: Reach;
  /** The moment of recording; standing still when left out. */
  readonly now?: () => number;
}

const today = day('2026-06-09');
const now = (): number => momentOf(today, 10 * 60 + 30);

/** A real ledger on disk with one call that ended in a promise, the real mail service, a scripted prompter. */
export function aDesk(setting: Setting = {}): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'dun-memo-'));
  const ledger = openLedger({ path: join(folder, 'dun.db'), today, now: setting.now ?? now });
  const callId = fill(ledger, folder, setting);
  const seen: Seen = { lines: [], notes: [], documents: [] };
  const left = [...(setting.choices ?? [])];
  return { context: services(ledger, { folder, seen, left, setting }), seen, folder, left, callId };
}

function fill(ledger: Ledger, folder: string, setting: Setting): number {
  const { language = 'fr', outcome = { outcome: 'promise' }, reach = 'person' } = setting;
  for (const [key, value] of Object.entries(setting.settings ?? {})) ledger.settings.set(key, value);
  ledger.profile.save(aProfile({ language }));
  const file = join(folder, 'F-2026-044.pdf');
  writeFileSync(file, '%PDF-1.7 copy');
  const client = ledger.clients.add(aClient({ language }));
  const about = { clientId: client.id, language };
  const contact = ledger.clients.addContact(aContact({ ...about, ...setting.contact }));
  const invoice = ledger.invoices.add(anInvoice({ ...about, number: 'F-2026-044', file }));
  const outcomes = [anOutcome({ invoiceId: invoice.id, ...outcome })];
  const call = ledger.calls.log(
    anAttempt('2026-06-09', { ...about, contactId: contact.id, outcomes, reach }),
  );
  if (outcome.outcome !== 'promise') return call.id;
  const promise = aPromise('2026-06-09', '2026-06-12', { ...about, contactId: contact.id, callId: call.id });
  ledger.promises.add({
    ...promise,
    parts: promise.parts.map((part) => ({ ...part, invoiceId: invoice.id })),
  });
  return call.id;
}

interface Parts extends Pick<Desk, 'folder' | 'seen' | 'left'> {
  readonly setting: Setting;
}

function services(ledger: Ledger, { folder, seen, left, setting }: Parts): MemoServices {
  const { language = 'fr', isJson = false, choices, edit } = setting;
  const outboxFolder = join(folder, 'outbox');
  const next = async (message: string): Promise<string> => {
    const choice = left.shift();
    if (choice === undefined) throw new Error(`unexpected question: ${message}`);
    return choice;
  };
  return {
    ledger,
    language,
    isJson,
    isEarlier: false,
    owner: { pid: process.pid, startedAt: 0 },
    toClipboard: async () => null,
    today,
    now,
    rules: defaultRules,
    words: loadWords(language, wordFolders),
    wordsIn: (wanted) => loadWords(wanted, wordFolders),
    script: (wanted) => loadScript(wanted, wordFolders),
    profile: () => ledger.profile.load() ?? aProfile(),
    output: {
      line: (text = '') => void seen.lines.push(text),
      note: (text) => void seen.notes.push(text),
      json: (document) => void seen.documents.push(document),
      width: 80,
      height: 24,
      isTerminal: choices !== undefined,
      style: plainStyle,
    },
    prompter: {
      isInteractive: choices !== undefined,
      text: ({ message }) => next(message),
      secret: ({ message }) => next(message),
      confirm: async ({ message }) => (await next(message)) === 'yes',
      choose: ({ message }) => Promise.reject(new Error(`unexpected question: ${message}`)),
      key: async ({ message, choices: offered }) => {
        const wanted = await next(message);
        const found = offered.find(({ value }) => value === wanted);
        if (found === undefined) throw new Error(`${wanted} is not offered: ${message}`);
        return found.value;
      },
    },
    editText: async (text) => (edit ?? ((same: string) => same))(text),
    files: {
      outboxFolder,
      read: async (path) => readFileSync(path),
      write: async (path, bytes) => writeFileSync(path, bytes, { flag: 'wx' }),
      resolve: (path) => resolve(folder, path),
    },
    mail: mailService({
      outbox: ledger.outbox,
      settings: () => ledger.settings.all(),
      now,
      newId: randomUUID,
      pid: process.pid,
      draftFolder: outboxFolder,
      handleOf: (id) => ledger.clients.byId(id)?.handle ?? 'client',
      password: 'secret',
      patience: { connect: 5000, greeting: 5000, envelope: 5000, reply: 5000 },
    }),
  };
}

/** Makes the folder of drafts unusable: a file stands in its place. */
export function blockDrafts(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'outbox'), '');
}
