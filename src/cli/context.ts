import type { Place } from '../calendars/closed-days.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import type { Currency } from '../domain/money.ts';
import type { Language, Profile } from '../domain/profile.ts';
import type { Rules } from '../domain/rules.ts';
import type { Report } from '../domain/stats/report.ts';
import type { CalendarFile } from '../documents/ics.ts';
import type { PrepSheet } from '../documents/prep-page.ts';
import type { QrModules } from '../documents/qr.ts';
import type { IbanCheck } from '../formats/iban.ts';
import type { Phone } from '../formats/phone.ts';
import type { ForeignFile, ReadOptions } from '../formats/read-invoices.ts';
import type { MailService } from '../mail/service.ts';
import type { Script } from '../script/load.ts';
import type { WordFolders, Words } from '../script/words.ts';
import type { CallOwner, Ledger } from '../store/ledger.ts';
import type { Prompter } from '../terminal/ask.ts';
import type { CallScreenConfig } from '../terminal/call-screen.ts';
import type { Output } from '../terminal/output.ts';

// Commands know the records of the store, the mailbox and the sender by their types alone.
export type { Place } from '../calendars/closed-days.ts';
export type { Catch, CaughtMail } from '../mail/inbox.ts';
export type { Delivery } from '../mail/send.ts';
export type {
  CallRow,
  ChangedFact,
  LedgerChange,
  NewClient,
  NewDispute,
  NewInvoice,
  NewPromise,
  Prep,
} from '../store/ledger.ts';

/** Checks of what people type, by the libraries that know the formats. */
export interface Checks {
  iban(text: string): IbanCheck | Promise<IbanCheck>;
  phone(text: string, country: string): Promise<Phone | undefined>;
}

/** Files besides the ledger. */
export interface Files {
  /** Folder of the `.eml` drafts. */
  readonly outboxFolder: string;
  /** Bytes of a file, or `undefined` when there is none to read. `DunError` 77 where reading it is not allowed. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Writes whole or not at all, readable by the owner only; refuses to replace a file unless told. */
  write(path: string, bytes: Uint8Array, options?: { readonly replace: boolean }): Promise<void>;
  /** The absolute form of a path as the user typed it. */
  resolve(path: string): string;
}

/** A ledger in a folder of its own that is thrown away, seen on any day. */
export interface Sandbox {
  /** The context on a day, or a day and hour, written as for `--today`. */
  readonly at: (when: string) => Promise<Context>;
  remove(): Promise<void>;
}

/** Writing and sending memos, reading what comes back. The mail library is loaded when it is called, not before. */
export type Mail = MailService;

/** What commands may use. Each takes a `Pick` of just what it needs; only `cli/` builds it. */
export interface Context {
  readonly today: Day;
  /** The moment now, milliseconds UTC; follows `--today`. */
  readonly now: () => number;
  /** With `--as-of`: an earlier day is looked at, and nothing is written. */
  readonly isEarlier: boolean;
  /** Screen language. */
  readonly language: Language;
  readonly isJson: boolean;
  /** Opened on first use. */
  readonly ledger: Ledger;
  /** The caller's profile; `DunError` 78 with `dun init` as hint when there is none yet. */
  profile(): Profile;
  readonly words: Words;
  /** Screen words of another language, for what is said to the client. */
  wordsIn(language: Language): Words;
  /** Spoken lines and memos in one language, the user's own words laid over them. */
  script(language: Language): Script;
  readonly rules: Rules;
  readonly output: Output;
  readonly prompter: Prompter;
  /** Closed days of a place, this year and the two around it. */
  calendarOf(place: Place, currency?: Currency): Promise<Calendar>;
  readonly checks: Checks;
  /** A text as QR codes, the sturdier first. */
  qrCodes(text: string): Promise<readonly QrModules[]>;
  /** Days as a file for calendar programs. */
  calendarFile(file: CalendarFile): Promise<string>;
  /** A prepared call as one page of HTML. */
  prepPage(sheet: PrepSheet): Promise<string>;
  /** Statistics as one page of HTML. */
  statsPage(report: Report): Promise<string>;
  readonly files: Files;
  readonly importer: { read(path: string, options: ReadOptions): Promise<ForeignFile> };
  readonly mail: Mail;
  /** Where words lie: ours, and the folder of the user's own, which need not be there yet. */
  readonly wordFolders: WordFolders & { readonly user: string };
  /** The text as the user leaves it in their editor, where it has this file name. */
  editText(text: string, name?: string): Promise<string>;
  /** Puts a text on the clipboard; the name of the program that took it, or `null` where there is none. */
  toClipboard(text: string): Promise<string | null>;
  /** The live screen of a call; resolves when it is over, rejects with `BrokenOff` when ended from outside. */
  callScreen(config: CallScreenConfig): Promise<void>;
  /** A throw-away ledger for the demo. */
  sandbox(): Promise<Sandbox>;
  /** This process, as the holder of a call. */
  readonly owner: CallOwner;
}

/**
 * What a command file is registered with: `registerDue(program, host, run = runDue)`. `words` give the help texts in
 * the user's language (`<command>.summary`, `<command>.option.<name>`, `<command>.examples` with `|` between lines);
 * the action ends in `await run(await host.context(), options)`.
 */
export interface CommandHost {
  readonly words: Words;
  context(): Promise<Context>;
}
