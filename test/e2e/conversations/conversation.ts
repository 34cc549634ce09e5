import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { storyMoment } from '../../support/roussel.ts';
import { runDun } from '../../support/run-dun.ts';
import { Home, plain } from '../../support/terminal.ts';
import { Window } from './window.ts';

/** What must stand on the screen, then what is pressed. Words of the client typed into a field are no keys of ours. */
export type Step = readonly [seen: string | RegExp, pressed: string | Typed];

/** Words taken down while the client speaks, ended by Enter. */
export interface Typed {
  readonly words: string;
}

export const typed = (words: string): Typed => ({ words });

/** The screen that dials, in both languages of the program. */
export const dial = { fr: ['Espace appeler', ' '], en: ['Space dial', ' '] } as const satisfies Record<
  string,
  Step
>;

/** Keys from the ringing on: typed amounts and days count, the words of the client do not, their Enter does. */
export function keysOf(steps: readonly Step[]): number {
  return steps.reduce((count, [, pressed]) => count + (typeof pressed === 'string' ? pressed.length : 1), 0);
}

/** What may not stand on a screen, nor in a message, before the right person is confirmed (practice B5). */
export const moneyWords = /\d[.,]\d\d|€|2026-0|factur|impay|retard|\binvoice|unpaid|overdue|\bdebt/i;

/** A ledger made through the program once, of which each conversation takes a copy. */
class Ledger {
  private readonly home = new Home();

  constructor(commands: readonly (readonly string[])[]) {
    for (const argv of commands) this.run(argv);
  }

  run(argv: readonly string[]): void {
    const ran = runDun(argv, this.home.env({ DUN_TODAY: storyMoment }));
    if (ran.exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.exitCode}: ${ran.stderr}`);
  }

  copy(): Home {
    const home = new Home();
    mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
    copyFileSync(this.home.db, home.db);
    // Compiled code lies there: a home with an empty one would compile the program anew at its first start.
    symlinkSync(join(this.home.folder, '.cache'), join(home.folder, '.cache'));
    return home;
  }

  remove(): void {
    this.home.remove();
  }
}

export interface Talk {
  readonly client: string;
  /** Language of the screen. */
  readonly screen: 'fr' | 'en';
  /** Before the call, the same day. */
  readonly before?: readonly (readonly string[])[];
  readonly today?: string;
}

/**
 * Holds the conversations of a file: the ledger is made once before them, each call has a copy of its own, and nothing is
 * left behind. To be called once, at the top of the file.
 */
export function conversations(
  commands: readonly (readonly string[])[],
): (talk: Talk, steps: readonly Step[]) => Promise<Held> {
  let ledger: Ledger;
  let home: Home | undefined;
  beforeAll(() => {
    ledger = new Ledger(commands);
  });
  afterAll(() => ledger.remove());
  afterEach(() => home?.remove());
  return (talk, steps) => {
    home = ledger.copy();
    return converse(home, talk, steps);
  };
}

/** Holds one call in a pseudo-terminal of 80 × 24, from `dun call` to its end. The caller removes what is returned. */
async function converse(home: Home, talk: Talk, steps: readonly Step[]): Promise<Held> {
  const { client, screen, before = [], today = storyMoment } = talk;
  const held = new Held(home, client);
  for (const argv of before) held.run(argv, today);
  const window = new Window(['call', client, '--lang', screen], home.env({ DUN_TODAY: today }));
  for (const [seen, pressed] of steps) {
    await window.see(seen);
    window.press(typeof pressed === 'string' ? pressed : `${pressed.words}\r`);
  }
  const { exitCode } = await window.end();
  if (exitCode !== 0) throw new Error(`dun call ended with ${exitCode}:\n${window.text()}`);
  held.shown = window.shown();
  return held;
}

/** What a call left behind, read back. */
export class Held {
  /** What stood on the screen before each key, in order; the last one after the end. */
  shown: readonly string[] = [];
  private readonly home: Home;
  private readonly client: string;
  private readonly answers = new Map<string, string>();

  constructor(home: Home, client: string) {
    this.home = home;
    this.client = client;
  }

  run(argv: readonly string[], today = storyMoment): string {
    const ran = runDun(argv, this.home.env({ DUN_TODAY: today }));
    if (ran.exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.exitCode}: ${ran.stderr}`);
    return ran.stdout;
  }

  /** What a command answers; asked once, since nothing is written any more. */
  json(argv: readonly string[], today = storyMoment) {
    const asked = [...argv, '--json'];
    const key = `${today} ${asked.join(' ')}`;
    const answer = this.answers.get(key) ?? this.run(asked, today);
    this.answers.set(key, answer);
    return JSON.parse(answer);
  }

  /** `dun client show --json`. */
  file(today = storyMoment) {
    return this.json(['client', 'show', this.client], today);
  }

  /** The last call: `invoice outcome action day hour`, one line an invoice. */
  outcomes(): string[] {
    const outcomes: readonly LeftOutcome[] = this.file().calls.at(-1).outcomes;
    return outcomes.map(({ invoice, outcome, action, followUpOn, followUpAt }) =>
      [invoice, outcome, action, followUpOn, hourOf(followUpAt)].filter((part) => part !== null).join(' '),
    );
  }

  /** Every part promised: `invoice amount day deadline recontact`. */
  promises(): string[] {
    const promises: readonly { readonly parts: readonly PromisedPart[] }[] = this.file().promises;
    return promises.flatMap(({ parts }) =>
      parts.map(({ invoice, amount, promisedOn, arrivalDeadline, recontactOn }) =>
        [invoice, amount.amount, promisedOn, arrivalDeadline, recontactOn].join(' '),
      ),
    );
  }

  /** The line of this client in `dun due` on a day: `action tier reason day hour`, or why it is hidden and until when. */
  due(today: string): string {
    const { items, hidden }: { items: readonly DueLine[]; hidden: readonly HiddenLine[] } = this.json(
      ['due'],
      today,
    );
    const line = items.find(({ handle }) => handle.includes(this.client));
    if (line !== undefined) {
      const { action, tier, reason, on, at } = line;
      return [action, tier, reason, on, at].filter((part) => part !== null).join(' ');
    }
    const waiting = hidden.find(({ handle }) => handle.includes(this.client));
    return waiting === undefined ? 'nothing' : `hidden ${waiting.gate} ${waiting.until ?? 'for good'}`;
  }

  memo(): Memo {
    const memo: Memo = this.json(['memo', this.client]);
    return { ...memo, text: plain(memo.text), subject: plain(memo.subject) };
  }

  /** What the memo should say and does not. */
  unsaid(...wanted: readonly string[]): string[] {
    const { subject, text } = this.memo();
    const whole = `${subject}\n${text}`;
    return wanted.filter((words) => !whole.includes(words));
  }

  /** Rows of a table of the ledger file that no command shows, without what every record carries. */
  rows(table: string): Record<string, unknown>[] {
    const file = new Database(this.home.db, { readonly: true });
    try {
      const rows = file.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY rowid`).all();
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !carried.has(name))),
      );
    } finally {
      file.close();
    }
  }
}

function hourOf(minutes: number | null): string | null {
  return minutes === null ? null : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

const carried = new Set(['id', 'client_id', 'call_id', 'recorded_at', 'noted_on']);

interface LeftOutcome {
  readonly invoice: string | null;
  readonly outcome: string;
  readonly action: string;
  readonly followUpOn: string;
  readonly followUpAt: number | null;
}

interface PromisedPart {
  readonly invoice: string;
  readonly amount: { readonly amount: string };
  readonly promisedOn: string;
  readonly arrivalDeadline: string;
  readonly recontactOn: string;
}

interface DueLine {
  readonly handle: string;
  readonly action: string;
  readonly tier: number;
  readonly reason: string;
  readonly on: string;
  readonly at: string | null;
}

interface HiddenLine {
  readonly handle: string;
  readonly gate: string;
  readonly until: string | null;
}

export interface Memo {
  readonly kind: string;
  readonly to: string | null;
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly state: string | null;
  readonly missing: readonly string[];
}
