import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import type { Profile } from '../domain/profile.ts';
import { showLine } from '../terminal/show-line.ts';
import { askValue } from './ask-value.ts';
import { describe } from './describe.ts';
import {
  type ProfileField,
  type ProfileTexts,
  profileFields,
  readProfile,
  textOf,
} from './profile-fields.ts';
import { findSetting } from './setting-table.ts';

const mailFlags = {
  mailTransport: 'mail.transport',
  mailHost: 'mail.host',
  mailPort: 'mail.port',
  mailSecurity: 'mail.security',
  mailUser: 'mail.user',
  mailPasswordCommand: 'mail.password_command',
  mailFrom: 'mail.from',
} as const;
type MailFlag = keyof typeof mailFlags;

/** Every field of the profile and of the mail settings, as typed; an empty text clears one. */
export type InitOptions = ProfileTexts & { readonly [K in MailFlag]?: string };

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'checks' | 'language' | 'calendarOf'
>;
type Run = (context: Services, options: InitOptions) => Promise<void>;

const flags = [
  '--first <name>', '--last <name>', '--business <name>', '--phone <number>', '--email <address>', '--address <text>',
  '--country <country>',
  '--lang <fr|en>', '--region <code>', '--iban <iban>', '--bic <bic>', '--legal-id <text>', '--methods <list>',
  '--payment-link <url>', '--signature <text>', '--mail-transport <transport>', '--mail-host <host>',
  '--mail-port <port>', '--mail-security <security>', '--mail-user <user>', '--mail-password-command <command>',
  '--mail-from <address>',
]; // biome-ignore format: rows of flags

/** `dun init`: who calls. `--lang` is the caller's language here, and a global option of the program. */
export function registerInit(program: Command, host: CommandHost, run: Run = runInit): void {
  describe(program.command('init'), host, { key: 'init', flags }).action(
    async (typed: InitOptions, command: Command) => {
      const { lang } = command.optsWithGlobals<{ lang?: string }>();
      await run(await host.context(), { ...typed, ...(lang === undefined ? {} : { lang }) });
    },
  );
}

async function runInit(context: Services, options: InitOptions): Promise<void> {
  const { ledger, words, output } = context;
  const present = ledger.profile.load();
  const mail = readMail(options);
  const texts = await completed(context, options, present);
  const profile = await readProfile(context, texts, present);
  const { country, region } = profile;
  const isNewPlace = country !== present?.country || region !== present.region;
  if (isNewPlace && region !== null) await context.calendarOf({ country, region });
  ledger.transaction(() => {
    ledger.profile.save(profile);
    for (const [key, value] of mail) if (value === '') ledger.settings.unset(key);
    for (const [key, value] of mail) if (value !== '') ledger.settings.set(key, value);
  });
  const key = present === undefined ? 'init.saved' : 'init.changed';
  output.line(
    showLine(words, key, { name: `${profile.firstName} ${profile.lastName}`, business: profile.business }),
  );
  if (profile.iban === null) output.note(words.label('init.no_iban'));
  const hasClients = ledger.clients.all().length > 0;
  output.note(words.label(hasClients ? 'init.next.due' : 'init.next.first'));
}

function readMail(options: InitOptions): [string, string][] {
  const typed = Object.entries(options);
  return Object.entries(mailFlags).flatMap(([flag, key]): [string, string][] => {
    const value = typed.find(([name]) => name === flag)?.[1]?.trim();
    if (value === undefined) return [];
    if (value !== '') findSetting(key).check(value);
    return [[key, value]];
  });
}

/**
 * Flags as they are; on a terminal what no flag says is asked for, the present values as defaults. A profile that is
 * there already and is changed by flags asks nothing. Without a terminal a missing name is DunError 2.
 */
async function completed(
  context: Services,
  options: InitOptions,
  present: Profile | undefined,
): Promise<ProfileTexts> {
  const missing = profileFields.filter(
    (field) => field.isNeeded && options[field.flag] === undefined && present === undefined,
  );
  const isAsking =
    context.prompter.isInteractive && (missing.length > 0 || Object.keys(options).length === 0);
  if (isAsking) return askAll(context, options, present);
  const [first] = missing;
  if (first === undefined) return options;
  throw new DunError('init.missing', 2, { flags: missing.map(({ flag }) => `--${flag}`).join(', ') });
}

async function askAll(
  context: Services,
  options: InitOptions,
  present: Profile | undefined,
): Promise<ProfileTexts> {
  const { output, words } = context;
  output.note(words.label(present === undefined ? 'init.welcome' : 'init.welcome_back'));
  let texts: ProfileTexts = options;
  for (const field of profileFields) {
    if (!field.isAsked || options[field.flag] !== undefined) continue;
    texts = { ...texts, [field.flag]: await ask(context, field, { texts, present }) };
  }
  return texts;
}

/** One question; an answer of no use is explained and asked again. A lone `-` clears what was there. */
async function ask(
  context: Services,
  field: ProfileField,
  known: { readonly texts: ProfileTexts; readonly present: Profile | undefined },
): Promise<string> {
  const { language } = context;
  const initial = textOf(field, known.present) ?? field.standard?.(language) ?? '';
  const country = known.texts.country ?? known.present?.country ?? 'FR';
  return cleared(
    await askValue(context, {
      label: `init.ask.${field.flag}`,
      initial,
      read: (text) => field.read(cleared(text), { ...context, country }),
    }),
  );
}

function cleared(text: string): string {
  return text.trim() === '-' ? '' : text.trim();
}
