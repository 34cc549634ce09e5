import type { Attempt, OwnCommitment } from '../domain/attempt.ts';
import type { CallManner, CallRecords, ObjectionUse, OwnObjection } from '../domain/call-record.ts';
import type { Client, Contact } from '../domain/client.ts';
import type { Day } from '../domain/day.ts';
import type { Dispute } from '../domain/dispute.ts';
import { DunError } from '../domain/errors.ts';
import type { CreditNote, Invoice, Payment } from '../domain/invoice.ts';
import type { Message, NewMessage, OutboxStep, PendingMessage } from '../domain/outbox.ts';
import type { Profile } from '../domain/profile.ts';
import type { PaymentPromise, PromiseChange } from '../domain/promise.ts';
import type { TimedPrep } from '../domain/stats/calls.ts';
import type { Answerable } from '../domain/read-reply.ts';
import type { ReplyRecord } from '../domain/reply.ts';
import type { Standing } from '../domain/standing.ts';
import { backUpDaily, backupFolder } from './backup.ts';
import { copyAsOf } from './as-of.ts';
import { recordReader } from './call-records.ts';
import { callStore } from './calls.ts';
import { changeStore, keepChange } from './changes.ts';
import { clientStore } from './clients.ts';
import { commitmentStore } from './commitments.ts';
import { disputeStore } from './disputes.ts';
import { guard, guarded } from './errors.ts';
import { finishCall } from './finish-call.ts';
import { importStore } from './imports.ts';
import { invoiceStore } from './invoices.ts';
import { objectionStore } from './objections.ts';
import { openFile } from './open.ts';
import type { OpenedFile } from './open.ts';
import { outboxStore } from './outbox.ts';
import { paymentStore } from './payments.ts';
import { prepStore } from './preps.ts';
import { project, rebuild } from './projection.ts';
import { promiseStore } from './promises.ts';
import type {
  CallOwner,
  CallResult,
  CallRow,
  FinishedCall,
  LedgerChange,
  NewAttempt,
  NewCall,
  NewClient,
  NewCommitment,
  NewContact,
  NewCreditNote,
  NewDispute,
  NewImport,
  NewInvoice,
  NewObjection,
  NewPayment,
  NewPrep,
  NewPromise,
  NewRehearsal,
  NewReply,
  Prep,
  ReplyReading,
  StoreWarning,
} from './records.ts';
import { replyStore } from './replies.ts';
import { rehearsalStore } from './rehearsals.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';
import { profileStore, settingsStore } from './settings.ts';
import { standingReader } from './standings.ts';

// The names a caller needs beside the ledger itself.
export type * from './records.ts';
export type { Message, NewMessage, OutboxStep } from '../domain/outbox.ts';

export interface OpenOptions {
  /** Path of the file, or `:memory:`. */
  readonly path: string;
  /** The moment of recording, milliseconds UTC. */
  readonly now: () => number;
  readonly today: Day;
  /** Shows what was recorded up to this moment, and writes nothing. */
  readonly asOf?: number;
  /** The command that changes are noted under. */
  readonly what?: string;
  /** The hot path of reading: the check of the file's structure is left out when it was done today. */
  readonly quick?: boolean;
}

export interface ProfileStore {
  load(): Profile | undefined;
  save(profile: Profile): void;
}

export interface SettingsStore {
  all(): ReadonlyMap<string, string>;
  set(key: string, value: string): void;
  unset(key: string): void;
}

export interface ClientStore {
  /** DunError `store.handle_taken` (1) when another client has this handle. */
  add(client: NewClient): Client;
  edit(id: number, patch: Partial<NewClient>): Client;
  /** By name, accents and case ignored. */
  all(): Client[];
  byId(id: number): Client | undefined;
  addContact(contact: NewContact): Contact;
  editContact(id: number, patch: Partial<NewContact>): Contact;
  contacts(clientId: number): Contact[];
  /** Clients whose name, handle or an invoice number contains the text; an exact one wins alone. */
  find(text: string): Client[];
}

export interface InvoiceStore {
  /** DunError `store.invoice_exists` (1) when the client has this number. */
  add(invoice: NewInvoice): Invoice;
  addCreditNote(note: NewCreditNote): CreditNote;
  byNumber(clientId: number, number: string): Invoice | undefined;
  setFile(id: number, file: string): void;
}

export interface PaymentStore {
  add(payment: NewPayment): Payment;
  /** A payment that is reversed already stays as it is. */
  reverse(id: number, on: Day, reason: string | null): Payment;
  /** Oldest value day first. */
  list(clientId?: number): Payment[];
}

export interface PromiseStore {
  add(promise: NewPromise): PaymentPromise;
  change(id: number, change: Omit<PromiseChange, 'recordedAt'>): PaymentPromise;
  byId(id: number): PaymentPromise | undefined;
}

export interface DisputeStore {
  open(dispute: NewDispute): Dispute;
  /** A dispute that is closed already stays as it is. */
  close(id: number, on: Day, resolution: string): Dispute;
}

export interface CommitmentStore {
  add(commitment: NewCommitment): OwnCommitment;
  done(id: number, on: Day): OwnCommitment;
}

export interface PrepStore {
  add(prep: NewPrep): Prep;
  last(clientId: number): Prep | undefined;
  lastAny(): Prep | undefined;
  /** Those that somebody sat before, in the order they were made. */
  timed(): TimedPrep[];
}

export interface CallStore {
  start(call: NewCall): CallRow;
  /**
   * Puts one event on the disk before it returns. The same event twice is one event; another event under the
   * same number, or an event of a finished call, is DunError `store.call_elsewhere` (75).
   */
  append(callId: number, seq: number, event: unknown): void;
  events(callId: number): unknown[];
  /** Keeps what is being typed; an empty text removes it. */
  saveDraft(callId: number, field: string, text: string): void;
  draft(callId: number): { field: string; text: string } | undefined;
  /** Started, not finished, and nobody holds them any more; newest first. */
  interrupted(): CallRow[];
  byId(id: number): CallRow | undefined;
  /** Takes an unfinished call over; `false` when a living process holds it or it is finished. */
  claim(callId: number, owner: CallOwner): boolean;
  /** A contact held without the script. */
  log(attempt: NewAttempt): Attempt;
}

export interface RecordReader {
  /** What the calls with this client left behind, oldest first; all empty for a client that nobody knows. */
  of(clientId: number): CallRecords;
  /** How a finished call went; nothing said for one that is not finished or was held without the script. */
  manner(callId: number): CallManner;
}

/** The user's own objections, and all that were heard (practice 000-25). */
export interface ObjectionStore {
  /** Those that were not removed, oldest first. */
  own(): OwnObjection[];
  /** A removed one too: what was heard in an old call keeps its words. */
  byId(id: number): OwnObjection | undefined;
  add(objection: NewObjection): OwnObjection;
  /** The earlier wording stays readable with `asOf`. DunError `store.no_objection` (66), of a removed one as well. */
  edit(id: number, patch: Partial<NewObjection>): OwnObjection;
  /** It is not offered any more; the calls it was heard in keep it. One that is removed already stays as it is. */
  remove(id: number): void;
  /** Of all clients, oldest first. */
  uses(): ObjectionUse[];
}

export interface RehearsalStore {
  /** The one thing that a rehearsal writes (product 3). */
  add(rehearsal: NewRehearsal): void;
  /** With one client, or with all. */
  count(clientId?: number): number;
}

export interface Outbox {
  queue(message: NewMessage): Message;
  byId(id: number): Message | undefined;
  /** The latest message of a call. */
  forCall(callId: number): Message | undefined;
  /** Oldest first. */
  list(state?: Message['state']): Message[];
  /** Of one client, oldest first. */
  forClient(clientId: number): Message[];
  /** Numbers of the messages that a person wrote back on. */
  answered(): ReadonlySet<number>;
  /** What is queued, uncertain or failed, oldest first; a failed one that another has replaced is left out. */
  pending(): PendingMessage[];
  /** Queued → sending/connect; `undefined` when somebody else has it. */
  take(id: number, pid: number): Message | undefined;
  advance(id: number, step: OutboxStep): Message;
  /** Messages of dead senders: in the body → uncertain, before it → queued. */
  recover(): void;
}

/** What came back on our messages. */
export interface ReplyStore {
  /** Message-IDs of the mails that are stored. */
  known(): ReadonlySet<string>;
  /** Messages that may be answered: those that have left, may have, or were written as drafts; oldest first. */
  answerable(): Answerable[];
  /** With what it confirms, in one transaction; `undefined` when this mail is stored already. */
  add(reply: NewReply): ReplyRecord | undefined;
  /** What the user made of an answer; one that is read already stays as it is. DunError `store.no_reply` (66). */
  read(id: number, reading: ReplyReading): ReplyRecord;
  /** The mail as it came: the evidence. DunError `store.no_reply` (66). */
  raw(id: number): Uint8Array;
}

export interface StandingReader {
  /** DunError `store.no_client` (66) when there is none such. */
  one(clientId: number): Standing;
  /** Clients with an open amount, an open commitment or an open follow-up, by id. */
  open(): Standing[];
  all(): Standing[];
}

export interface ImportStore {
  seen(sha256: string): boolean;
  record(file: NewImport): void;
  columnMap(fingerprint: string): string | undefined;
  saveColumnMap(fingerprint: string, map: string): void;
}

/** What was changed, by which command, to take it back (product 3, `dun undo`). */
export interface ChangeStore {
  /** What comes from here on is another change. */
  begin(what: string): void;
  /** The last ones, newest first. */
  list(count: number): LedgerChange[];
  /** The one that `undo` would take back: the last that was not, with more in it than messages that have left. */
  undoable(): LedgerChange | undefined;
  /** The one that was taken back last, while nothing was changed after it. */
  redoable(): LedgerChange | undefined;
  /**
   * Takes back what `undoable` showed, all or nothing. DunError `store.change_elsewhere` (75) when another change came
   * in between, `store.still_needed` (1) when something that stays needs a row of it.
   */
  undo(id: number): void;
  /** Brings back what `redoable` showed. */
  redo(id: number): void;
}

/** The ledger file. Each writing method is one transaction of its own, on the disk when it returns. */
export interface Ledger {
  readonly path: string;
  /** What the user should be told; grows when a backup fails. */
  readonly warnings: readonly StoreWarning[];
  readonly profile: ProfileStore;
  readonly settings: SettingsStore;
  readonly clients: ClientStore;
  readonly invoices: InvoiceStore;
  readonly payments: PaymentStore;
  readonly promises: PromiseStore;
  readonly disputes: DisputeStore;
  readonly commitments: CommitmentStore;
  readonly preps: PrepStore;
  readonly calls: CallStore;
  /** Writes everything a call left behind, once: the second time changes nothing and returns the same ids. */
  finishCall(callId: number, result: CallResult): FinishedCall;
  readonly records: RecordReader;
  readonly objections: ObjectionStore;
  readonly rehearsals: RehearsalStore;
  readonly outbox: Outbox;
  readonly replies: ReplyStore;
  readonly standings: StandingReader;
  readonly imports: ImportStore;
  readonly changes: ChangeStore;
  /** All or nothing; nests. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens the file, and makes it when it is missing (promises 9). DunError 73, 74, 75 or 77. */
export function openLedger(options: OpenOptions): Ledger {
  const { today, quick = false } = options;
  const file = guard(options.path, () => openFile({ path: options.path, today, isQuick: quick }));
  const { path, warnings } = file;
  const session = guard(path, () => sessionOf(file, options));
  const { db } = session;
  return guarded(path, {
    path,
    warnings,
    profile: guarded(path, profileStore(session)),
    settings: guarded(path, settingsStore(session)),
    clients: guarded(path, clientStore(session)),
    invoices: guarded(path, invoiceStore(session)),
    payments: guarded(path, paymentStore(session)),
    promises: guarded(path, promiseStore(session)),
    disputes: guarded(path, disputeStore(session)),
    commitments: guarded(path, commitmentStore(session)),
    preps: guarded(path, prepStore(session)),
    calls: guarded(path, callStore(session)),
    finishCall: (callId: number, result: CallResult) => finishCall(session, callId, result),
    records: guarded(path, recordReader(session)),
    objections: guarded(path, objectionStore(session)),
    rehearsals: guarded(path, rehearsalStore(session)),
    outbox: guarded(path, outboxStore(session)),
    replies: guarded(path, replyStore(session)),
    standings: guarded(path, standingReader(session)),
    imports: guarded(path, importStore(session)),
    changes: guarded(path, changeStore(session)),
    transaction: <T>(work: () => T) => session.write(work),
    close: () => {
      db.close();
    },
  });
}

function sessionOf(file: OpenedFile, { now, today, asOf, what = 'dun' }: OpenOptions): Session {
  const { path } = file;
  const parts = { path, today, now, project, keepChange };
  if (asOf === undefined) {
    const beforeFirstWrite = () => {
      if (!file.isNew) keepCopy(file, today);
    };
    const session = newSession({ ...parts, db: file.db, beforeFirstWrite });
    session.beginChange(what);
    return session;
  }
  const db = copyAsOf(file.db, asOf);
  file.db.close();
  rebuild(newSession({ ...parts, db, beforeFirstWrite: () => undefined }));
  const refuse = () => {
    throw new DunError('store.as_of', 2);
  };
  return newSession({ ...parts, db, beforeFirstWrite: refuse });
}

// A missing copy is no reason to refuse today's work: the user is told, and the next start tries again.
function keepCopy({ db, path, warnings }: OpenedFile, today: Day): void {
  try {
    backUpDaily(db, path, today);
  } catch {
    warnings.push({ key: 'store.no_backup', values: { path: backupFolder(path) } });
  }
}
