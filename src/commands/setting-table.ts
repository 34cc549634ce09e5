import { isEmailAddress } from '../domain/email-address.ts';
import { mailProviders } from '../domain/mail-provider.ts';
import { EUR, formatDecimal, money } from '../domain/money.ts';
import type { Language } from '../domain/profile.ts';
import {
  type HoursRow,
  hoursTable,
  readHours,
  readRule,
  type RuleRow,
  ruleTable,
} from '../domain/rule-table.ts';
import { DunError } from '../domain/errors.ts';
import type { Words } from '../script/words.ts';

/** One setting: a number of the rules, or how mail leaves and calls look. */
export interface SettingRow {
  readonly key: string;
  /** As one would type it; `null` when there is none. */
  readonly standard: string | null;
  /** S = a source of the trade, P = published practice, C = our choice; `null` when it is no rule. */
  readonly origin: string | null;
  readonly unit: string | null;
  readonly meaning: (words: Words) => string;
  /** Throws DunError 78 that says what was expected. */
  readonly check: (text: string) => void;
}

/** All settings that `dun config` knows, rules first, in the order of practice D1. */
export const settingTable: readonly SettingRow[] = [
  ...ruleTable.map(ofRule),
  ...hoursTable.map(ofHours),
  oneOf('mail.transport', ['draft', 'smtp', 'sendmail'], 'draft'),
  oneOf(
    'mail.provider',
    mailProviders.map(({ id }) => id),
    null,
  ),
  matching('mail.from', isEmailAddress, { example: 'nadia@atelier.example' }),
  matching('mail.host', isHost, { example: 'smtp.atelier.example' }),
  matching('mail.port', isPort, { example: '465' }),
  oneOf('mail.security', ['tls', 'starttls'], null),
  matching('mail.user', isFilled, { example: 'nadia@atelier.example' }),
  matching('mail.password_command', isFilled, { example: 'pass show mail/atelier' }),
  matching('mail.token_command', isFilled, { example: 'oama access nadia@atelier.example' }),
  matching('mail.imap_host', isHost, { example: 'imap.atelier.example' }),
  matching('mail.imap_port', isPort, { example: '993' }),
  oneOf('mail.imap_security', ['tls', 'starttls'], null),
  matching('mail.imap_user', isFilled, { example: 'nadia@atelier.example' }),
  matching('mail.imap_folder', isFilled, { example: 'INBOX', standard: 'INBOX' }),
  matching('mail.sent_folder', isFilled, { example: 'Sent' }),
  matching('mail.ca_file', isFilled, { example: '/etc/ssl/atelier.pem' }),
  matching('mail.sendmail_path', isFilled, { example: '/usr/bin/msmtp', standard: 'sendmail' }),
  oneOf('memo.reference', ['auto', 'rf'], 'auto'),
  oneOf('memo.belgian_reference', ['text', 'structured'], 'text'),
  oneOf('call.plain', ['yes', 'no'], 'no'),
  oneOf('call.script', ['sentences', 'keywords'], 'sentences'),
  setting('call.steps', null, checkSteps),
];

/** Most next steps that can be ready at once, and how long one may be: they are chosen by one key on one line. */
const mostSteps = 5;
const longestStep = 60;

/**
 * The next steps that are ready, in the caller's own words: `mise en demeure, injonction de payer`. A step is ready when
 * its documents exist, its cost is known and the user has named it here (practice C6, CONSEQUENCES).
 */
export function stepsIn(text: string): string[] {
  return text
    .split(',')
    .map((step) => step.trim())
    .filter((step) => step !== '');
}

function checkSteps(text: string): void {
  const steps = stepsIn(text);
  const isGood =
    !/\p{Cc}/u.test(text) &&
    steps.length <= mostSteps &&
    steps.every((step) => Array.from(step).length <= longestStep);
  if (!isGood)
    throw new DunError('config.bad_steps', 78, {
      key: 'call.steps',
      value: text,
      most: mostSteps,
      longest: longestStep,
    });
}

/** The setting of this name. DunError 66 with the nearest names; 78 for a password, which is never stored. */
export function findSetting(key: string): SettingRow {
  const typed = key.trim().toLowerCase();
  if (/(?:pass(?:word|phrase)?|token)$/.test(typed)) throw new DunError('config.no_password', 78, { key });
  const found = settingTable.find((row) => row.key === typed);
  if (found !== undefined) return found;
  const part = typed
    .split(/[._-]/)
    .find((word) => word.length > 2 && settingTable.some((row) => row.key.includes(word)));
  const near = part === undefined ? [] : settingTable.filter((row) => row.key.includes(part)).slice(0, 4);
  if (near.length === 0) throw new DunError('config.unknown', 66, { key });
  throw new DunError('config.unknown_near', 66, { key, names: near.map((row) => row.key).join(', ') });
}

function ofRule(row: RuleRow): SettingRow {
  return {
    key: row.key,
    standard: row.unit === 'money' ? formatDecimal(money(row.value, EUR)) : String(row.value),
    origin: row.origin,
    unit: row.unit,
    meaning: ({ language }: { readonly language: Language }) => row.meaning[language],
    check: (text) => checkRule(row, text),
  };
}

function checkRule(row: RuleRow, text: string): void {
  try {
    readRule(row, text);
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    throw new DunError(`config.bad_value.${row.unit}`, 78, { key: row.key, value: text });
  }
}

function ofHours(row: HoursRow): SettingRow {
  return {
    key: row.key,
    standard: row.standard,
    origin: row.origin,
    unit: 'week_hours',
    meaning: ({ language }: { readonly language: Language }) => row.meaning[language],
    check: (text) => checkHours(row, text),
  };
}

function checkHours(row: HoursRow, text: string): void {
  try {
    readHours(row, text);
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    throw new DunError('config.bad_hours', 78, { key: row.key, value: text });
  }
}

function oneOf(key: string, choices: readonly string[], standard: string | null): SettingRow {
  return setting(key, standard, (text) => {
    if (!choices.includes(text))
      throw new DunError('config.bad_choice', 78, { key, value: text, choices: choices.join(', ') });
  });
}

function matching(
  key: string,
  isGood: (text: string) => boolean,
  { example, standard }: { readonly example: string; readonly standard?: string },
): SettingRow {
  return setting(key, standard ?? null, (text) => {
    if (!isGood(text)) throw new DunError('config.bad_text', 78, { key, value: text, example });
  });
}

function setting(key: string, standard: string | null, check: SettingRow['check']): SettingRow {
  return {
    key,
    standard,
    origin: null,
    unit: null,
    meaning: (words) => words.label(`config.meaning.${key}`),
    check,
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isHost(text: string): boolean {
  return /^[A-Za-z0-9.:_-]+$/.test(text);
}

function isFilled(text: string): boolean {
  return text.trim() !== '' && !/\p{Cc}/u.test(text);
}
