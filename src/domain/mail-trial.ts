import type { ErrorValues } from './errors.ts';
import type { MailProvider } from './mail-provider.ts';
import type { TransportName } from './outbox.ts';

/** How memos leave as the settings are, and who logs in. */
export interface MailLogin {
  readonly transport: TransportName;
  readonly provider: MailProvider | null;
  /** Of the outgoing server; `null` without one. */
  readonly host: string | null;
  /** The name the password is kept under; `null` when nobody logs in. */
  readonly account: string | null;
  /** Can this machine keep a password? */
  readonly hasKeyring: boolean;
}

/** What is wrong with a way for mail: `key` is a label, `<key>.hint` says what to type next. */
export interface MailFault {
  readonly key: string;
  readonly values: ErrorValues;
  /** 78 = a setting is wrong, 75 = it may work later, 74 = a file or folder. */
  readonly exitCode: 74 | 75 | 78;
}

/** One way that mail leaves or comes by, tried without sending anything. */
export interface MailTrial {
  readonly way: 'smtp' | 'imap' | 'sendmail' | 'draft';
  /** `smtp.gmail.com:465`, a program, a folder. */
  readonly place: string;
  readonly security: 'tls' | 'starttls' | null;
  readonly user: string | null;
  /** `null` when it works. */
  readonly fault: MailFault | null;
}
