import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Day } from '../domain/day.ts';
import { partsOf } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import type { Currency } from '../domain/money.ts';
import { EUR } from '../domain/money.ts';
import type { Language, Profile } from '../domain/profile.ts';
import { rulesFrom } from '../domain/rule-table.ts';
import { loadScript, type Script } from '../script/load.ts';
import { loadWords, type WordFolders, type Words } from '../script/words.ts';
import { type Ledger, openLedger } from '../store/ledger.ts';
import { ownProcess } from '../store/owner.ts';
import { defaultPath } from '../store/place.ts';
import { createOutput } from '../terminal/output.ts';
import { createClock } from './clock.ts';
import type { Context, Mail, Place, Sandbox } from './context.ts';
import { diskFiles } from './files.ts';
import type { Frame } from './frame.ts';
import { type Globals, localeLanguage, readGlobals, readLanguage } from './globals.ts';

/** Where the program runs: everything of the outside world it may touch. */
export interface World {
  readonly process: NodeJS.Process;
  readonly env: NodeJS.ProcessEnv;
  /** Folder that holds `templates/`. */
  readonly root: string;
  readonly frame: Frame;
  readonly argv: readonly string[];
}

/** The context and what main needs besides it. */
export interface Services {
  readonly globals: Globals;
  readonly words: Words;
  context(): Promise<Context>;
  close(): void;
}

/** Prepares the services of one run. Nothing is opened or loaded before it is used. */
export function createServices(world: World): Services {
  const { env } = world;
  const globals = readGlobals(world.argv, env);
  const folders: WordFolders = { builtIn: join(world.root, 'templates'), user: userFolder(env) };
  const words = remembered((language: Language) => loadWords(language, folders));
  const path = globals.db ?? defaultPath({ platform: world.process.platform, env, home: homedir() });
  let ledger: Ledger | undefined;
  const clock = lazy(() => createClock(globals.today, Date.now));
  const open = (): Ledger => (ledger ??= openLedger({ path, now: clock().now, today: clock().today }));
  const language = lazy(() => screenLanguage({ globals, env, path, open }));
  const context = lazy(() => createContext(world, { globals, folders, words, open, clock, language, path }));
  return {
    globals,
    get words() {
      return words(language());
    },
    context,
    close: () => ledger?.close(),
  };
}

interface Parts {
  readonly globals: Globals;
  readonly folders: WordFolders;
  readonly path: string;
  words(language: Language): Words;
  open(): Ledger;
  clock(): { readonly today: Day; now(): number };
  language(): Language;
}

async function createContext(world: World, parts: Parts): Promise<Context> {
  const { process, frame } = world;
  const { today, now } = parts.clock();
  const isInteractive = process.stdin.isTTY && process.stdout.isTTY;
  const hasColour = process.stdout.isTTY && parts.globals.hasColour;
  const output = await createOutput({ stdout: process.stdout, stderr: process.stderr, hasColour });
  const io = { input: process.stdin, output: process.stdout, signal: frame.signal };
  const scripts = remembered((language: Language): Script => loadScript(language, parts.folders));
  const prompter = lazyPrompter({ ...io, isInteractive }, frame);
  return {
    today,
    now,
    isJson: parts.globals.isJson,
    output,
    prompter,
    get language() {
      return parts.language();
    },
    get ledger() {
      return parts.open();
    },
    get words() {
      return parts.words(parts.language());
    },
    get rules() {
      return rulesFrom(parts.open().settings.all());
    },
    profile: () => profileOf(parts.open()),
    wordsIn: parts.words,
    script: scripts,
    calendarOf: (place, currency) => calendarOf(place, currency ?? EUR, today),
    checks: {
      iban: async (text) => (await import('../formats/iban.ts')).checkIban(text),
      phone: async (text, country) => (await import('../formats/phone.ts')).readPhone(text, country),
    },
    files: diskFiles(parts.path, world.env),
    importer: {
      read: async (path, options) => {
        const { readInvoices } = await import('../formats/read-invoices.ts');
        const bytes = await diskFiles(parts.path, world.env).read(path);
        if (bytes === undefined) throw new DunError('cli.no_file', 66, { path });
        return readInvoices(bytes, path, options);
      },
    },
    mail: lazyMail(world, parts),
    editText: async (text) => {
      const { editText } = await import('./editor.ts');
      return editText(text, world.env);
    },
    callScreen: async (config) => {
      const { runCallScreen } = await import('../terminal/call-screen.ts');
      return interactively(frame, () => runCallScreen(config, io));
    },
    get owner() {
      return ownProcess();
    },
    sandbox: () => createSandbox(world, parts),
  };
}

/** A fresh private folder; each day of it is a run of its own on the same file. */
async function createSandbox(world: World, parts: Parts): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'dun-demo-'));
  const opened: Services[] = [];
  const colour = parts.globals.hasColour ? [] : ['--no-color'];
  const closeAll = (): void => opened.splice(0).forEach((services) => services.close());
  return {
    at: async (when) => {
      closeAll();
      const argv = ['--db', join(folder, 'demo.db'), '--today', when, '--lang', parts.language(), ...colour];
      const env = { ...world.process.env, DUN_OUTBOX: join(folder, 'outbox') };
      const services = createServices({ ...world, argv, env });
      opened.push(services);
      return services.context();
    },
    remove: async () => {
      closeAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
function lazyPrompter(io: Parameters<typeof import('../terminal/ask.ts').createPrompter>[0], frame: Frame): Context['prompter'] {
  const load = async () => (await import('../terminal/ask.ts')).createPrompter(io);
  return {
    isInteractive: io.isInteractive,
    text: async (question) => interactively(frame, async () => (await load()).text(question)),
    choose: async (question) => interactively(frame, async () => (await load()).choose(question)),
    confirm: async (question) => interactively(frame, async () => (await load()).confirm(question)),
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
    const ledger = parts.open();
    return mailService({
      outbox: ledger.outbox,
      settings: () => ledger.settings.all(),
      now: parts.clock().now,
      newId: randomUUID,
      pid: process.pid,
      draftFolder: diskFiles(parts.path, world.env).outboxFolder,
      handleOf: (clientId) => ledger.clients.byId(clientId)?.handle ?? 'client',
      password: env['DUN_SMTP_PASSWORD'],
      signal: frame.signal,
    });
  });
  return {
    compose: async (draft) => (await load()).compose(draft),
    deliver: async (id) => (await load()).deliver(id),
  };
}

interface LanguageSources {
  readonly globals: Globals;
  readonly env: NodeJS.ProcessEnv;
  readonly path: string;
  open(): Ledger;
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

/** The user's own words: `$XDG_CONFIG_HOME/dun/templates`, when there are any. */
function userFolder(env: NodeJS.ProcessEnv): string | null {
  const folder = env['DUN_TEMPLATES'] ?? join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'dun', 'templates');
  return existsSync(folder) ? resolve(folder) : null;
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
