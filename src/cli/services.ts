import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Day, partsOf } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import type { Currency } from '../domain/money.ts';
import { EUR } from '../domain/money.ts';
import type { OutboxCare } from '../domain/outbox-care.ts';
import { outboxCareOf } from '../commands/held-messages.ts';
import type { Language, Profile } from '../domain/profile.ts';
import { defaultRules, rulesFrom } from '../domain/rule-table.ts';
import type { loadScript, Script } from '../script/load.ts';
import { loadWords, type WordFolders, type Words } from '../script/words.ts';
import { type Ledger, openLedger } from '../store/ledger.ts';
import { ownProcess } from '../store/owner.ts';
import { defaultPath } from '../store/place.ts';
import type { PrompterOptions } from '../terminal/ask.ts';
import { createOutput } from '../terminal/output.ts';
import { type Clock, createClock, earlierClock } from './clock.ts';
import type { Context, Files, Mail, Place } from './context.ts';
import type { Frame } from './frame.ts';
import type { Sinks } from './sink.ts';
import { type Globals, localeLanguage, readGlobals, readLanguage } from './globals.ts';

/** Where the program runs: everything of the outside world it may touch. */
export interface World {
  readonly process: NodeJS.Process;
  readonly env: NodeJS.ProcessEnv;
  /** Folder that holds `templates/`. */
  readonly root: string;
  readonly frame: Frame;
  readonly sinks: Sinks;
  readonly argv: readonly string[];
  /** The reader of spoken lines and memos; the due list does without it and does not load it. */
  readonly scripts: { load: typeof loadScript | null };
}

/** The context and what main needs besides it. */
export interface Services {
  readonly globals: Globals;
  readonly words: Words;
  readonly context: () => Promise<Context>;
  /** The command that is run, `promise add`: what it changes is noted under this name. */
  nameChanges(command: string): void;
  /** What the store wants the user to know. */
  warnings(): Ledger['warnings'];
  /** What the outbox asks for; `undefined` when the command did not open the ledger. */
  care(): OutboxCare | undefined;
  close(): void;
}

/** Prepares the services of one run. Nothing is opened or loaded before it is used. */
export function createServices(world: World): Services {
  const { env } = world;
  const globals = readGlobals(world.argv, env);
  const folders: WordFolders = { builtIn: join(world.root, 'templates'), user: userFolder(world) };
  const words = remembered((language: Language) => loadWords(language, folders));
  const path = globals.db ?? defaultPath({ platform: world.process.platform, env, home: homedir() });
  let ledger: Ledger | undefined;
  let command = 'dun';
  const clock = lazy(() => {
    const present = createClock(globals.today, Date.now);
    return globals.asOf === undefined ? present : earlierClock(globals.asOf, present);
  });
  const open = (): Ledger =>
    (ledger ??= openLedger({ path, ...ledgerClock(clock()), quick: isHot(world.argv), what: command }));
  const language = lazy(() => screenLanguage({ globals, env, path, open }));
  const context = lazy(() => createContext(world, { globals, folders, words, open, clock, language, path }));
  return {
    globals,
    get words() {
      return words(language());
    },
    context,
    nameChanges: (name) => {
      command = name;
      ledger?.changes.begin(name);
    },
    warnings: () => ledger?.warnings ?? [],
    care: () => (ledger === undefined ? undefined : careOf(ledger, clock())),
    close: () => ledger?.close(),
  };
}

/** A number of the rules that cannot be read is told by the commands that need it, not behind one that repairs it. */
function careOf(ledger: Ledger, { today, now }: Clock): OutboxCare {
  try {
    return outboxCareOf({ ledger, today, now, rules: rulesFrom(ledger.settings.all()) });
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    return outboxCareOf({ ledger, today, now, rules: defaultRules });
  }
}

function ledgerClock({ now, today, knownUntil }: Clock) {
  return { now, today, ...(knownUntil === undefined ? {} : { asOf: knownUntil }) };
}

/** The due list is read many times a day: the structure of the file is checked once a day there, not at each start. */
function isHot(argv: readonly string[]): boolean {
  return argv.length === 0 || argv.includes('due');
}

export interface Parts {
  readonly globals: Globals;
  readonly folders: WordFolders;
  readonly path: string;
  readonly words: (language: Language) => Words;
  readonly open: () => Ledger;
  readonly clock: () => Clock;
  readonly language: () => Language;
}

async function createContext(world: World, parts: Parts): Promise<Context> {
  const { process, frame, sinks } = world;
  const { today, now, knownUntil } = parts.clock();
  const hasColour = sinks.stdout.isTTY && parts.globals.hasColour;
  const output = await createOutput({ ...sinks, hasColour });
  const words = parts.words(parts.language());
  // Asked for late: the first look at stdin loads streams that a list has no use for.
  const io = lazy(() => ({ input: process.stdin, output: process.stdout, signal: frame.signal, words }));
  const scripts = remembered((language: Language): Script => scriptOf(world, parts, language));
  const files = filesOf(world, parts);
  return {
    today,
    now,
    isEarlier: knownUntil !== undefined,
    isJson: parts.globals.isJson,
    output,
    prompter: lazyPrompter(io, frame),
    get language() {
      return parts.language();
    },
    get ledger() {
      return parts.open();
    },
    words,
    get rules() {
      return rulesFrom(parts.open().settings.all());
    },
    profile: () => profileOf(parts.open()),
    wordsIn: parts.words,
    script: scripts,
    calendarOf: (place, currency) => calendarOf(place, currency ?? EUR, today),
    checks,
    qrCodes: async (text) => (await import('../documents/qr.ts')).qrCodes(text),
    calendarFile: async (file) => (await import('../documents/ics.ts')).calendarFile(file),
    prepPage: async (sheet) => (await import('../documents/prep-page.ts')).prepPage(sheet),
    statsPage: async (report) => (await import('../documents/stats-page.ts')).statsPage(report),
    files,
    importer: {
      read: async (path, options) => {
        const { readInvoices } = await import('../formats/read-invoices.ts');
        const bytes = await files.read(path);
        if (bytes === undefined) throw new DunError('cli.no_file', 66, { path });
        return readInvoices(bytes, path, options);
      },
    },
    mail: lazyMail(world, parts),
    wordFolders: { ...parts.folders, user: ownFolder(world.env) },
    editText: async (text, name) => (await import('./editor.ts')).editText(text, world.env, name),
    toClipboard: async (text) => (await import('./clipboard.ts')).toClipboard(text, world),
    callScreen: async (config) => {
      const { runCallScreen } = await import('../terminal/call-screen.ts');
      return interactively(frame, () => runCallScreen(config, io()));
    },
    get owner() {
      return ownProcess();
    },
    sandbox: async () => (await import('./sandbox.ts')).createSandbox(world, parts),
  };
}

/** The libraries that know the formats are loaded at the first check. */
const checks: Context['checks'] = {
  iban: async (text) => (await import('../formats/iban.ts')).checkIban(text),
  phone: async (text, country) => (await import('../formats/phone.ts')).readPhone(text, country),
};

function filesOf({ env }: World, { path }: Pick<Parts, 'path'>): Files {
  const load = () => import('./files.ts');
  return {
    outboxFolder: env['DUN_OUTBOX'] ?? join(dirname(resolve(path)), 'outbox'),
    resolve: (given) => resolve(given.replace(/^~(?=\/|$)/, env['HOME'] ?? '~')),
    read: async (given) => (await load()).readBytes(given),
    write: async (given, bytes, options) =>
      (await load()).writeBytes(given, bytes, options?.replace === true),
  };
}

function scriptOf({ scripts }: World, parts: Parts, language: Language): Script {
  if (scripts.load === null) throw new RangeError('the words of the call were not loaded for this command');
  return scripts.load(language, parts.folders, parts.language());
}

function profileOf(ledger: Ledger): Profile {
  const profile = ledger.profile.load();
  if (profile === undefined) throw new DunError('cli.no_profile', 78);
  return profile;
}

/** Closed days of the year before, this year and the two after: no rule looks further. */
async function calendarOf(place: Place, currency: Currency, today: Day) {
  const { closedDays } = await import('../calendars/closed-days.ts');
  const { year } = partsOf(today);
  return closedDays(place, [year - 1, year, year + 1, year + 2], currency);
}

/** The prompt library is slow to load, so it waits for the first question. */
function lazyPrompter(io: () => Omit<PrompterOptions, 'isInteractive'>, frame: Frame): Context['prompter'] {
  const isInteractive = lazy(() => io().input.isTTY && io().output.isTTY);
  const load = async () => {
    const { createPrompter } = await import('../terminal/ask.ts');
    return createPrompter({ ...io(), isInteractive: isInteractive() });
  };
  return {
    get isInteractive() {
      return isInteractive();
    },
    text: async (question) => interactively(frame, async () => (await load()).text(question)),
    choose: async (question) => interactively(frame, async () => (await load()).choose(question)),
    key: async (question) => interactively(frame, async () => (await load()).key(question)),
    confirm: async (question) => interactively(frame, async () => (await load()).confirm(question)),
    secret: async (question) => interactively(frame, async () => (await load()).secret(question)),
  };
}

async function interactively<T>(frame: Frame, work: () => Promise<T>): Promise<T> {
  frame.enter();
  // Left only on success: an end by Ctrl-D runs the loop dry, and the exit handler must still know.
  const answer = await work();
  frame.leave();
  return answer;
}

function lazyMail(world: World, parts: Parts): Mail {
  const { process, env, frame } = world;
  const load = lazy(async () => {
    const { mailService } = await import('../mail/service.ts');
    const { systemKeyring } = await import('../mail/keyring.ts');
    const ledger = parts.open();
    return mailService({
      outbox: ledger.outbox,
      settings: () => ledger.settings.all(),
      now: parts.clock().now,
      newId: () => crypto.randomUUID(),
      pid: process.pid,
      draftFolder: filesOf(world, parts).outboxFolder,
      handleOf: (clientId) => ledger.clients.byId(clientId)?.handle ?? 'client',
      password: env['DUN_SMTP_PASSWORD'],
      keyring: systemKeyring(process.platform),
      path: env['PATH'],
      address: () => ledger.profile.load()?.email ?? null,
      signal: frame.signal,
    });
  });
  return {
    compose: async (draft) => (await load()).compose(draft),
    deliver: async (id) => (await load()).deliver(id),
    deliverDue: async (options) => (await load()).deliverDue(options),
    test: async () => (await load()).test(),
    login: async () => (await load()).login(),
    keepPassword: async (password) => (await load()).keepPassword(password),
    providerOf: async (address) => (await load()).providerOf(address),
    inbox: async (search) => (await load()).inbox(search),
    readSaved: async (bytes) => (await load()).readSaved(bytes),
    findSent: async (messageId) => (await load()).findSent(messageId),
  };
}

interface LanguageSources {
  readonly globals: Globals;
  readonly env: NodeJS.ProcessEnv;
  readonly path: string;
  readonly open: () => Ledger;
}

/** `--lang`, else the profile's language, else the locale (product 3). A store that cannot be opened speaks later. */
function screenLanguage({ globals, env, path, open }: LanguageSources): Language {
  const asked = readLanguage(globals.lang);
  if (asked !== undefined) return asked;
  if (!existsSync(path)) return localeLanguage(env);
  try {
    return open().profile.load()?.language ?? localeLanguage(env);
  } catch {
    return localeLanguage(env);
  }
}

/** Where the user's own words lie, if there are any: `$XDG_CONFIG_HOME/dun/templates`. */
function ownFolder(env: NodeJS.ProcessEnv): string {
  return resolve(
    env['DUN_TEMPLATES'] || join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'dun', 'templates'),
  );
}

/** The user's own words; none for the command that repairs them, which must speak whatever they are like. */
function userFolder({ env, argv }: Pick<World, 'env' | 'argv'>): string | null {
  const folder = ownFolder(env);
  return existsSync(folder) && !argv.includes('template') ? folder : null;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function remembered<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
