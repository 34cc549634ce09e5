import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import type { Profile } from '../domain/profile.ts';
import { showLine } from '../terminal/show-line.ts';
import { askValue } from './ask-value.ts';
import { describe } from './describe.ts';
import { mailFlags, readMailFlags, saveMail } from './mail-fields.ts';
import { askMail, type MailQuestions } from './mail-questions.ts';
import {
  type ProfileField,
  type ProfileTexts,
  profileFields,
  readProfile,
  textOf,
} from './profile-fields.ts';

/** Every field of the profile, as typed; an empty text clears one. The settings of mail come as flags of their own. */
export type InitOptions = ProfileTexts;

type Services = Pick<Context, 'checks' | 'language' | 'calendarOf'> & MailQuestions;
type Run = (context: Services, options: InitOptions) => Promise<void>;

const flags = [
  '--first <name>', '--last <name>', '--business <name>', '--phone <number>', '--email <address>', '--address <text>',
  '--country <country>',
  '--lang <fr|en>', '--region <code>', '--iban <iban>', '--bic <bic>', '--legal-id <text>', '--methods <list>',
  '--payment-link <url>', '--signature <text>',
  ...mailFlags('mail-'),
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
  const mail = readMailFlags(options, 'mail-');
  const isAsking = mustAsk(context, options, present);
  const texts = isAsking ? await askAll(context, options, present) : options;
  const profile = await readProfile(context, texts, present);
  const { country, region } = profile;
  const isNewPlace = country !== present?.country || region !== present.region;
  if (isNewPlace && region !== null) await context.calendarOf({ country, region });
  ledger.transaction(() => {
    ledger.profile.save(profile);
    saveMail(context, mail);
  });
  const key = present === undefined ? 'init.saved' : 'init.changed';
  output.line(
    showLine(words, key, { name: `${profile.firstName} ${profile.lastName}`, business: profile.business }),
  );
  if (isAsking && mail.size === 0) await offerMail(context, profile);
  if (profile.iban === null) output.note(words.label('init.no_iban'));
  const hasClients = ledger.clients.all().length > 0;
  output.note(words.label(hasClients ? 'init.next.due' : 'init.next.first'));
}

/**
 * Flags as they are; on a terminal what no flag says is asked for, the present values as defaults. A profile that is
 * there already and is changed by flags asks nothing. Without a terminal a missing name is DunError 2.
 */
function mustAsk(context: Services, options: InitOptions, present: Profile | undefined): boolean {
  const missing = profileFields.filter(
    (field) => field.isNeeded && options[field.flag] === undefined && present === undefined,
  );
  if (context.prompter.isInteractive && (missing.length > 0 || Object.keys(options).length === 0))
    return true;
  if (missing.length === 0) return false;
  throw new DunError('init.missing', 2, { flags: missing.map(({ flag }) => `--${flag}`).join(', ') });
}

/** Asked until mail is set; drafts need no account, so whoever passes has lost nothing (product 7). */
async function offerMail(context: Services, { email }: Profile): Promise<void> {
  const { ledger, prompter, words } = context;
  const isSet = Array.from(ledger.settings.all().keys()).some((key) => key.startsWith('mail.'));
  if (isSet || email === null) return;
  const isSending = await prompter.confirm({ message: words.label('init.ask.mail'), initial: false });
  if (isSending) await askMail(context);
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
