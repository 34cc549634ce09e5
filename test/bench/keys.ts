import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadWords } from '../../src/script/words.ts';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { Home, plain, Terminal } from '../support/terminal.ts';

/** A key, and the text on the screen that shows it was taken. */
type Step = readonly [key: string, shown: string];

/** The keys of one state, or of what lies over it. */
interface Stretch {
  readonly name: string;
  readonly keys: readonly Step[];
}

/** How long one key took to its effect on the screen. */
export interface Timed {
  readonly name: string;
  readonly key: string;
  readonly milliseconds: number;
}

/** A text typed letter by letter behind its label. */
function typing(label: string, text: string): Step[] {
  return Array.from(text, (letter, at) => [letter, `${label} › ${text.slice(0, at + 1).trim()}`]);
}

const templates = join(import.meta.dirname, '..', '..', 'templates');
const screen = loadWords('fr', { builtIn: templates, user: null });

/** As the screen says it: a change of words is no change of the bench. */
const label = (key: string): string => plain(screen.label(`call.${key}`));

/** The open field, empty. */
const field = (name: string): string => `${label(`field.${name}`)} ›`;
const rung = (at: number): string => plain(screen.label('call.goal.evasive', { rung: at, rungs: 3 }));

const listening = label('goal.listen');
const objection = label('objection.title');
const point = label('field.dispute_words');
const remedy = label('field.remedy');
const lastField = label('field.next_time');

/** One call through all that is costly to draw: lists that are searched, forms, the ladder, a plan, the look back. */
const stretches: readonly Stretch[] = [
  {
    name: 'introduce',
    keys: [
      ['1', label('goal.identity')],
      ['1', label('goal.opening')],
      ['b', label('goal.identity')],
      ['1', label('goal.opening')],
      ['1', label('goal.ask')],
      [' ', listening],
    ],
  },
  {
    name: 'note, vague phrase',
    keys: [
      ['n', field('note')],
      ...typing(label('field.note'), 'incessamment'),
      ['\r', label('vague_note.date')],
    ],
  },
  {
    name: 'objection list',
    keys: [
      ['o', `${objection} ›`],
      ...typing(objection, 'souci'),
      ['1', label('objection.obtain')],
      ['2', listening],
    ],
  },
  {
    name: 'silence, file, help',
    keys: [
      ['s', label('silence.title')],
      ['f', label('facts.title')],
      ['x', listening],
      ['?', label('help.title')],
      ['x', listening],
    ],
  },
  {
    name: 'dispute form',
    keys: [
      ['4', field('dispute_words')],
      ...typing(point, 'angle-coupé'),
      ['\r', label('choice.dispute.evidence')],
      ['1', field('disputed_amount')],
      ...typing(label('field.disputed_amount'), '300'),
      ['\r', field('dispute_type')],
      ['2', field('remedy')],
      ...typing(remedy, 'photos'),
      ['\r', field('dispute_owner')],
      ['1', field('resolve_day')],
      ...typing(label('field.resolve_day'), '+7'),
      ['\r', field('settle_day')],
      ['\r', label('goal.solution')],
    ],
  },
  {
    name: 'negotiate, evasive',
    keys: [
      ['4', '→ 1'],
      [' ', '→ 2'],
      [' ', '→ 3'],
      ['8', rung(1)],
      [' ', rung(2)],
      ['2', listening],
    ],
  },
  {
    name: 'plan table',
    keys: [
      ['5', label('goal.cannot_pay')],
      ['2', field('plan_terms')],
      ['3', `${field('plan_terms')} 3`],
      ['\r', field('plan_day')],
      ...typing(label('field.plan_day'), '+3'),
      ['\r', '180,00'],
      ['7', field('plan_row')],
      ...typing(label('field.plan_row'), '1 200'),
      ['\r', '200,00'],
      ['4', label('panel.every.week')],
      [' ', label('goal.summary')],
    ],
  },
  {
    name: 'summary, wrap-up',
    keys: [
      ['1', label('goal.contacts')],
      [' ', label('goal.close')],
      [' ', label('goal.wrapup')],
      [' ', field('review_tone')],
    ],
  },
  {
    name: 'review',
    keys: [
      ['2', field('review_focus')],
      ['2', field('review_positives')],
      ['2', field('review_argumentation')],
      ['2', field('next_time')],
      ...typing(lastField, 'demander'),
    ],
  },
];

/** Milliseconds from a key press to its effect on the screen, for so many keys in a pseudo-terminal, call after call. */
export async function measureKeys(count: number): Promise<Timed[]> {
  const times: Timed[] = [];
  while (times.length < count) times.push(...(await measureCall()));
  return times.slice(0, count);
}

async function measureCall(): Promise<Timed[]> {
  const home = new Home();
  try {
    mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
    makeStoryLedger(home.db);
    const terminal = new Terminal(['call', 'roussel'], home.env({ DUN_TODAY: storyMoment }));
    await terminal.see(label('footer.preflight'));
    terminal.press(' ');
    await terminal.see(label('goal.ring'));
    const times: Timed[] = [];
    for (const { name, keys } of stretches) {
      for (const [key, shown] of keys)
        times.push({ name, key, milliseconds: await timeOf(terminal, key, shown) });
    }
    terminal.press('\u0003');
    await terminal.ended;
    return times;
  } finally {
    home.remove();
  }
}

/** What is not shown after this is not shown at all: the words of the screen and these keys have parted. */
const patience = 10_000;

function timeOf(terminal: Terminal, key: string, shown: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const before = process.hrtime.bigint();
    const tooLate = setTimeout(
      () => reject(new Error(`key ${JSON.stringify(key)} should show ${shown}:\n${plain(seen)}`)),
      patience,
    );
    const listening = terminal.pty.onData((data) => {
      seen += data;
      if (!plain(seen).includes(shown)) return;
      listening.dispose();
      clearTimeout(tooLate);
      resolve(Number(process.hrtime.bigint() - before) / 1e6);
    });
    terminal.press(key);
  });
}
