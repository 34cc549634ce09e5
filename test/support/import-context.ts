import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../src/cli/context.ts';
import { type Day, day } from '../../src/domain/day.ts';
import { DunError } from '../../src/domain/errors.ts';
import type { Language } from '../../src/domain/profile.ts';
import { checkIban } from '../../src/formats/iban.ts';
import { readPhone } from '../../src/formats/phone.ts';
import { readInvoices } from '../../src/formats/read-invoices.ts';
import { loadWords } from '../../src/script/words.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { plainStyle } from '../../src/terminal/style.ts';

/** What a command wrote. */
export interface Written {
  readonly lines: string[];
  readonly notes: string[];
  readonly documents: unknown[];
}

export interface ImportSetup {
  readonly isJson?: boolean;
  readonly language?: Language;
  readonly today?: Day;
  /** Answers in the order in which questions are asked; a missing one fails the test. */
  readonly answers?: readonly (string | boolean)[];
  readonly ledger?: Ledger;
}

type ImportContext = Pick<
  Context,
  | 'ledger'
  | 'words'
  | 'output'
  | 'prompter'
  | 'importer'
  | 'files'
  | 'checks'
  | 'today'
  | 'isJson'
  | 'language'
>;

/** The services of `dun import` on a real ledger in memory, with a scripted person at the keyboard. */
export function importContext(setup: ImportSetup = {}): {
  context: ImportContext;
  written: Written;
  ledger: Ledger;
} {
  const { isJson = false, language = 'en', today = day('2026-11-23'), answers } = setup;
  const ledger =
    setup.ledger ?? openLedger({ path: ':memory:', now: () => Date.UTC(2026, 10, 23, 9), today });
  const written: Written = { lines: [], notes: [], documents: [] };
  const open = [...(answers ?? [])];
  const answer = (message: string): string | boolean => {
    const next = open.shift();
    if (next === undefined) throw new Error(`nobody answers: ${message}`);
    return next;
  };
  const root = new URL('../../templates', import.meta.url).pathname;
  const context: ImportContext = {
    ledger,
    words: loadWords(language, { builtIn: root, user: null }),
    language,
    today,
    isJson,
    output: {
      line: (text = '') => void written.lines.push(text),
      note: (text) => void written.notes.push(text),
      json: (document) => void written.documents.push(document),
      width: 80,
      height: 24,
      isTerminal: answers !== undefined,
      style: plainStyle,
    },
    prompter: {
      isInteractive: answers !== undefined,
      text: async ({ message }) => String(answer(message)),
      confirm: async ({ message }) => answer(message) === true,
      key: ({ message }) => Promise.reject(new Error(`unexpected question: ${message}`)),
      secret: ({ message }) => Promise.reject(new Error(`unexpected question: ${message}`)),
      choose: async ({ message, choices }) => {
        const wanted = answer(message);
        const choice = choices.find(({ label }) => label.startsWith(String(wanted)));
        if (choice === undefined) throw new Error(`no such choice: ${String(wanted)}`);
        return choice.value;
      },
    },
    importer: {
      read: async (path, options) => readInvoices(new Uint8Array(readFileSync(path)), path, options),
    },
    files: {
      outboxFolder: '/nowhere',
      read: async () => undefined,
      write: async () => undefined,
      resolve: (path) => resolve(path),
    },
    checks: { iban: checkIban, phone: readPhone },
  };
  return { context, written, ledger };
}

/** The error that a piece of work ends with; the test fails when it ends well or with a bug. */
export async function errorOf(work: () => unknown): Promise<DunError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DunError) return error;
    throw error;
  }
  throw new Error('no error');
}
