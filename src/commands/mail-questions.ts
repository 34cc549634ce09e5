import type { Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { type MailProvider, mailProviders, providerOfAddress } from '../domain/mail-provider.ts';
import { showLine } from '../terminal/show-line.ts';
import { askValue } from './ask-value.ts';
import { saveMail, serverSettings } from './mail-fields.ts';
import { keepAsked } from './mail-password.ts';
import { showTrials } from './mail-test.ts';
import { readEmail } from './read-values.ts';
import { findSetting } from './setting-table.ts';

/** What the questions about mail need. */
export type MailQuestions = Pick<
  Context,
  'ledger' | 'mail' | 'output' | 'prompter' | 'words' | 'today' | 'isJson'
>;

/** The ways to choose from: a provider, a server of one's own, or drafts. */
type Way = MailProvider | 'other' | 'draft';

/**
 * Asks how memos leave, one thing at a time, writes it down, puts the password into the keyring and offers to try it.
 * Nothing is written before the last question about the servers.
 */
export async function askMail(context: MailQuestions): Promise<void> {
  const { ledger, output, prompter, words } = context;
  const address = await askAddress(context);
  const way = await askWay(context, address);
  const texts = startingFrom(context, way);
  const isProfiles = ledger.profile.load()?.email === address;
  texts.set('mail.from', isProfiles ? '' : address);
  if (way === 'draft') texts.set('mail.transport', 'draft');
  else if (way === 'other') await askServers(context, { texts, address });
  else await askProvider(context, way, texts);
  ledger.transaction(() => saveMail(context, texts));
  await tellWay(context);
  if (way === 'draft') return;
  await askPassword(context);
  const isTrying = await prompter.confirm({ message: words.label('mail.setup.ask.test') });
  const isRight = isTrying && (await tryAgain(context));
  if (!isRight) output.note(words.label('mail.setup.next'));
}

/** A mistyped password is the usual mistake, so it is asked for again until it is right or somebody gives up. */
async function tryAgain(context: MailQuestions): Promise<boolean> {
  const fault = await showTrials(context);
  const isLogin = fault?.key.startsWith('mail.fault.login_refused') === true;
  if (isLogin && (await askPassword(context))) return tryAgain(context);
  return fault === null;
}

/** The settings of another provider are void; with the same one they stay, unless a question touches them. */
function startingFrom({ ledger }: MailQuestions, way: Way): Map<string, string> {
  const present = ledger.settings.all().get('mail.provider');
  const isSame = typeof way === 'object' && present === way.id;
  return new Map(isSame ? [] : serverSettings.map((key) => [key, '']));
}

/** How memos leave now, in one line. */
export async function tellWay({ mail, output, words }: MailQuestions): Promise<void> {
  const { transport, provider, account, host } = await mail.login();
  if (transport !== 'smtp') return output.line(words.label(`mail.setup.way.${transport}`));
  const by = provider?.name ?? host ?? '';
  if (account !== null) return output.line(showLine(words, 'mail.setup.way.smtp', { by, account }));
  const key = provider === null ? 'mail.setup.way.smtp_open' : 'mail.setup.way.nobody';
  output.line(showLine(words, key, { by }));
}

async function askAddress(context: MailQuestions): Promise<string> {
  const { ledger } = context;
  const initial = ledger.settings.all().get('mail.from') ?? ledger.profile.load()?.email ?? '';
  return askValue(context, {
    label: 'mail.setup.ask.address',
    initial,
    read: (text) => readEmail({ flag: '', text }),
  });
}

async function askWay({ mail, prompter, words }: MailQuestions, address: string): Promise<Way> {
  const guess = providerOfAddress(address) ?? (await mail.providerOf(address));
  if (guess !== undefined) {
    const message = showLine(words, 'mail.setup.ask.guessed', { provider: guess.name });
    if (await prompter.confirm({ message })) return guess;
  }
  const named = mailProviders.map((one): { label: string; value: Way } => ({ label: one.name, value: one }));
  return prompter.choose<Way>({
    message: words.label('mail.setup.ask.way'),
    choices: [
      ...named,
      { label: words.label('mail.setup.choice.other'), value: 'other' },
      { label: words.label('mail.setup.choice.draft'), value: 'draft' },
    ],
  });
}

/** What a provider wants at the login, and what of it is not the password. */
async function askProvider(
  context: MailQuestions,
  provider: MailProvider,
  texts: Map<string, string>,
): Promise<void> {
  const { output, words } = context;
  texts.set('mail.provider', provider.id);
  const page = provider.page ?? '';
  output.note(showLine(words, `mail.setup.about.${provider.id}`, { page }));
  if (provider.secret === 'token')
    texts.set('mail.token_command', await askSetting(context, 'token_command'));
  if (provider.secret === 'bridge') texts.set('mail.ca_file', await askSetting(context, 'ca_file'));
}

interface OwnServers {
  readonly texts: Map<string, string>;
  readonly address: string;
}

/** Servers of one's own host, as the host names them. */
async function askServers(context: MailQuestions, { texts, address }: OwnServers): Promise<void> {
  const { prompter, words } = context;
  const domain = address.slice(address.indexOf('@') + 1);
  texts.set('mail.transport', 'smtp');
  texts.set('mail.host', await askSetting(context, 'host', { initial: `smtp.${domain}`, isNeeded: true }));
  const security = await prompter.choose({
    message: words.label('mail.setup.ask.security'),
    choices: (['tls', 'starttls'] as const).map((value) => ({
      label: words.label(`mail.setup.choice.${value}`),
      value,
    })),
  });
  texts.set('mail.security', security);
  texts.set('mail.user', await askSetting(context, 'user', { initial: address }));
  texts.set('mail.imap_host', await askSetting(context, 'imap_host', { initial: `imap.${domain}` }));
}

/** The text of a setting; Enter on an empty line leaves it out. */
function askSetting(
  context: MailQuestions,
  name: 'password_command' | 'token_command' | 'ca_file' | 'host' | 'user' | 'imap_host',
  { initial = '', isNeeded = false } = {},
): Promise<string> {
  return askValue(context, {
    label: `mail.setup.ask.${name}`,
    initial: context.ledger.settings.all().get(`mail.${name}`) ?? initial,
    read: (text) => {
      if (text !== '' || isNeeded) checkAnswer(name, text);
    },
  });
}

/** A setting refuses with 78, a question asks again with 2. */
function checkAnswer(name: string, text: string): void {
  try {
    findSetting(`mail.${name}`).check(text);
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    throw new DunError(error.key, 2, error.values);
  }
}

/** Into the keyring; where there is none, a command that prints it. Enter alone: later, which is `false`. */
async function askPassword(context: MailQuestions): Promise<boolean> {
  const { ledger, mail, output, words } = context;
  const { account, hasKeyring, provider } = await mail.login();
  const settings = ledger.settings.all();
  const hasCommand = settings.has('mail.password_command') || settings.has('mail.token_command');
  if (account === null || hasCommand || provider?.secret === 'token') return false;
  if (hasKeyring) return keepAsked(context);
  output.note(words.label('mail.setup.no_keyring'));
  const command = await askSetting(context, 'password_command');
  if (command !== '') ledger.settings.set('mail.password_command', command);
  return command !== '';
}
