import { Command } from 'commander';
import type { CommandHost, Context } from '../../src/cli/context.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import { type Day, day, momentOf } from '../../src/domain/day.ts';
import { calendarFile } from '../../src/documents/ics.ts';
import { DunError } from '../../src/domain/errors.ts';
import type { Language, Profile } from '../../src/domain/profile.ts';
import { rulesFrom } from '../../src/domain/rule-table.ts';
import { checkIban } from '../../src/formats/iban.ts';
import { readPhone } from '../../src/formats/phone.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { plainStyle } from '../../src/terminal/style.ts';

/** A person at a desk: a ledger in memory, a Tuesday morning, and answers lying ready. */
export interface Desk {
  readonly ledger: Ledger;
  /** Runs one command and returns what it wrote. */
  readonly dun: (...argv: string[]) => Promise<Said>;
  /** Answers that nobody asked for. */
  readonly unused: readonly Answer[];
}

export interface Said {
  readonly out: string;
  readonly notes: string;
  readonly document: unknown;
  /** Files written, by path. */
  readonly files: ReadonlyMap<string, string>;
}

type Answer = string | boolean;
type Register = (program: Command, host: CommandHost) => void;

export interface DeskSetting {
  readonly commands: readonly Register[];
  readonly today?: string;
  readonly language?: Language;
  /** Present = somebody sits at a terminal. A choice is answered by the beginning of its label. */
  readonly answers?: readonly Answer[];
  readonly ledger?: Ledger;
  readonly files?: readonly string[];
  /** Files with what is in them. */
  readonly contents?: Readonly<Record<string, Uint8Array>>;
  readonly mail?: (ledger: Ledger) => Context['mail'];
  /** Looks at an earlier day, as with `--as-of`. */
  readonly isEarlier?: boolean;
}

const root = new URL('../../templates', import.meta.url).pathname;

/** France in the spring of 2026, with TARGET days. */
const france: Calendar = {
  place: 'FR',
  holidays: new Set(['2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14'].map(day)),
  bankHolidays: new Set(['2026-05-01'].map(day)),
};

export function aDesk(setting: DeskSetting): Desk {
  const today = day(setting.today ?? '2026-06-02');
  const now = () => momentOf(today, 10 * 60 + 15);
  const ledger = setting.ledger ?? openLedger({ path: ':memory:', now, today });
  const unused = [...(setting.answers ?? [])];
  const dun = async (...argv: string[]): Promise<Said> => {
    const files = new Map<string, string>();
    const said = { out: [] as string[], notes: [] as string[], document: undefined as unknown, files };
    const isJson = argv.includes('--json');
    ledger.changes.begin(
      argv
        .filter((word) => /^[a-z-]+$/.test(word))
        .slice(0, 2)
        .join(' '),
    );
    const context = services({ setting, ledger, today, now, isJson, unused, said });
    const host = { words: context.words, context: async () => context };
    const program = new Command('dun').exitOverride().option('--lang <code>').option('--json');
    program.configureOutput({ writeOut: (text) => said.out.push(text), outputError: () => undefined });
    for (const register of setting.commands) register(program, host);
    for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
      command.copyInheritedSettings(program);
    await program.parseAsync(argv, { from: 'user' });
    return { out: said.out.join('\n'), notes: said.notes.join('\n'), document: said.document, files };
  };
  return { ledger, dun, unused };
}

interface Parts {
  readonly setting: DeskSetting;
  readonly ledger: Ledger;
  readonly today: Day;
  readonly now: () => number;
  readonly isJson: boolean;
  readonly unused: Answer[];
  readonly said: { out: string[]; notes: string[]; document: unknown; files: Map<string, string> };
}

function services({ setting, ledger, today, now, isJson, unused, said }: Parts): Context {
  const { language = 'fr', answers, files = [], contents = {} } = setting;
  const next = (message: string): Answer => {
    const answer = unused.shift();
    if (answer === undefined) throw new Error(`unexpected question: ${message}`);
    return answer;
  };
  const context: Partial<Context> = {
    ledger,
    today,
    now,
    language,
    isJson,
    isEarlier: setting.isEarlier === true,
    words: loadWords(language, { builtIn: root, user: null }),
    wordsIn: (wanted) => loadWords(wanted, { builtIn: root, user: null }),
    profile: () => profileOf(ledger),
    calendarFile: async (file) => calendarFile(file),
    script: (wanted) => loadScript(wanted, { builtIn: root, user: null }),
    rules: rulesFrom(ledger.settings.all()),
    calendarOf: async () => france,
    ...(setting.mail === undefined ? {} : { mail: setting.mail(ledger) }),
    checks: { iban: checkIban, phone: readPhone },
    files: {
      outboxFolder: '/nowhere',
      read: async (path) => contents[path] ?? (files.includes(path) ? new Uint8Array() : undefined),
      write: async (path, text) => void said.files.set(path, String(text)),
      resolve: (path) => path,
    },
    output: {
      line: (text = '') => void said.out.push(text),
      note: (text) => void said.notes.push(text),
      json: (document) => {
        said.document = JSON.parse(JSON.stringify(document));
      },
      width: 80,
      height: 24,
      isTerminal: answers !== undefined,
      style: plainStyle,
    },
    prompter: {
      isInteractive: answers !== undefined,
      text: async ({ message, initial = '', validate }) => {
        for (;;) {
          const answer = next(message);
          const text = answer === '' ? initial : String(answer);
          const verdict = (await validate?.(text)) ?? true;
          if (verdict === true) return text;
          said.notes.push(verdict);
        }
      },
      confirm: async ({ message }) => next(message) === true,
      secret: async ({ message }) => String(next(message)),
      key: async ({ message, choices }) => chosen(choices, String(next(message))),
      choose: async ({ message, choices }) => chosen(choices, String(next(message))),
    },
  };
  return context as Context;
}

function profileOf(ledger: Ledger): Profile {
  const profile = ledger.profile.load();
  if (profile === undefined) throw new DunError('cli.no_profile', 78);
  return profile;
}

/** The choice whose label begins so. */
function chosen<T>(choices: readonly { readonly label: string; readonly value: T }[], wanted: string): T {
  const choice = choices.find(({ label }) => label.startsWith(wanted));
  if (choice === undefined)
    throw new Error(`no choice ${wanted}: ${choices.map(({ label }) => label).join(', ')}`);
  return choice.value;
}

/** Menuiserie Roussel with one invoice of 840,00 €, due on 20 May 2026; and Brasserie du Canal with two. */
export async function fillDesk(desk: Desk): Promise<void> {
  await desk.dun(
    'client',
    'add',
    'Menuiserie Roussel',
    '--phone',
    '03 88 00 11 22',
    '--email',
    'jules@roussel.example',
    '--contact',
    'Jules Roussel',
    '--role',
    'owner',
  );
  await desk.dun(
    'invoice',
    'add',
    'roussel',
    '--number',
    'F-2026-044',
    '--amount',
    '840',
    '--issued',
    '2026-04-20',
    '--due',
    '2026-05-20',
    '--service',
    'la refonte du catalogue',
  );
  await desk.dun('client', 'add', 'Brasserie du Canal');
  await desk.dun(
    'invoice',
    'add',
    'canal',
    '--number',
    'F-2026-046',
    '--amount',
    '600',
    '--issued',
    '2026-04-10',
    '--due',
    '2026-05-10',
  );
  await desk.dun(
    'invoice',
    'add',
    'canal',
    '--number',
    'F-2026-047',
    '--amount',
    '290,50',
    '--issued',
    '2026-04-25',
    '--due',
    '2026-05-25',
  );
}
