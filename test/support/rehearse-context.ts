import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Context } from '../../src/cli/context.ts';
import { type Day, day, momentOf } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { rulesFrom } from '../../src/domain/rule-table.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import type { Key } from '../../src/terminal/call-pressed.ts';
import type { CallScreenConfig, Turn } from '../../src/terminal/call-screen.ts';
import { plainStyle } from '../../src/terminal/style.ts';

export const folders = { builtIn: join(import.meta.dirname, '..', '..', 'templates'), user: null };

const words = { fr: loadWords('fr', folders), en: loadWords('en', folders) };
const scripts = { fr: loadScript('fr', folders), en: loadScript('en', folders) };

/** A key as a keyboard gives it: `enter` and `esc` by name, anything else is a character. */
export function keyOf(text: string, line: string): Key {
  const plain = { isControl: false, isPasted: false };
  if (text === 'enter') return { ...plain, name: 'return', sequence: '\r', line: '' };
  if (text === 'esc') return { ...plain, name: 'escape', sequence: '\u001b', line };
  return { ...plain, name: text === ' ' ? 'space' : text.toLowerCase(), sequence: text, line: line + text };
}

/** The screen, as a hand and an eye have it. */
export interface Keyboard {
  readonly press: (...keys: string[]) => Turn;
  readonly text: () => string;
}

export interface Hand {
  readonly ledger: Ledger;
  readonly language?: Language;
  readonly isInteractive?: boolean;
  /** Holds the screen: presses keys until it is over. */
  readonly onScreen?: (screen: Keyboard) => void;
}

/** What a rehearsal needs, with a hand on the keyboard. */
export function rehearseContext({ ledger, language = 'fr', isInteractive = true, onScreen }: Hand): {
  readonly context: Context;
  readonly lines: string[];
  readonly notes: string[];
} {
  const today: Day = day('2026-06-02');
  const [lines, notes]: [string[], string[]] = [[], []];
  const context: Partial<Context> = {
    ledger,
    today,
    language,
    now: () => momentOf(today, 10 * 60 + 15),
    words: words[language],
    wordsIn: (other) => words[other],
    script: (other) => scripts[other],
    wordFolders: { ...folders, user: join(folders.builtIn, 'nobody') },
    get rules() {
      return rulesFrom(ledger.settings.all());
    },
    profile: () => {
      const profile = ledger.profile.load();
      if (profile === undefined) throw new Error('no profile');
      return profile;
    },
    calendarOf: async () => ({ place: 'FR', holidays: new Set(), bankHolidays: new Set() }),
    checks: { iban: () => Promise.reject(new Error('not asked')), phone: async () => undefined },
    qrCodes: async () => [],
    output: {
      line: (text = '') => void lines.push(text),
      note: (text) => void notes.push(text),
      json: () => undefined,
      width: 80,
      height: 24,
      isTerminal: true,
      style: plainStyle,
    },
    prompter: {
      isInteractive,
      text: asked,
      confirm: asked,
      key: asked,
      choose: asked,
      secret: asked,
    },
    callScreen: async (config) => onScreen?.(handOn(config)),
  };
  return { context: context as Context, lines, notes };
}

const asked = (): Promise<never> => Promise.reject(new Error('unexpected question'));

function handOn({ press, draw, initialLine }: CallScreenConfig): Keyboard {
  let turn: Turn = { line: initialLine, isOver: false };
  return {
    press: (...keys) => {
      for (const key of keys) turn = press(keyOf(key, turn.line));
      return turn;
    },
    text: () => Object.values(draw()).join('\n'),
  };
}

/** Every row of every table, in a fixed order: two of them are equal when nothing was written. */
export function contentOf(path: string): Record<string, readonly unknown[]> {
  const database = new Database(path, { readonly: true });
  try {
    const names = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all()
      .map(String);
    return Object.fromEntries(names.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]));
  } finally {
    database.close();
  }
}
