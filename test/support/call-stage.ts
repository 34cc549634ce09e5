import { join } from 'node:path';
import { deskOf } from '../../src/commands/call-desk.ts';
import { openLoop } from '../../src/commands/call-loop.ts';
import { drawCall, type Stage } from '../../src/commands/call-view.ts';
import type { CallEvent, CallSetup } from '../../src/domain/call/state.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import type { Key } from '../../src/terminal/call-pressed.ts';
import type { Output } from '../../src/terminal/output.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { aPreflight } from './a-preflight.ts';
import { anEmptyLedger } from './prep-services.ts';

export const wordFolders = { builtIn: join(import.meta.dirname, '..', '..', 'templates'), user: null };

// Read once: a property test opens hundreds of calls.
const wordsOf = { fr: loadWords('fr', wordFolders), en: loadWords('en', wordFolders) };
const scripts = { fr: loadScript('fr', wordFolders), en: loadScript('en', wordFolders) };

/** Words and script of each language, as they stand in the templates. */
export const spoken = {
  fr: { words: wordsOf.fr, script: scripts.fr },
  en: { words: wordsOf.en, script: scripts.en },
};
/** What one looks up during a call, as long as nobody has objected anything yet. */
const desks = {
  fr: deskOf({ ledger: anEmptyLedger(), words: wordsOf.fr, script: (language) => scripts[language] }, 1),
  en: deskOf({ ledger: anEmptyLedger(), words: wordsOf.en, script: (language) => scripts[language] }, 1),
};

const named: Readonly<Record<string, Partial<Key>>> = {
  enter: { name: 'return', sequence: '\r', line: '' },
  esc: { name: 'escape', sequence: '\u001b' },
  tab: { name: 'tab', sequence: '\t' },
  up: { name: 'up', sequence: '\u001b[A' },
  left: { name: 'left', sequence: '\u001b[D' },
  delete: { name: 'delete', sequence: '\u001b[3~' },
  f1: { name: 'f1', sequence: '\u001bOP' },
  f12: { name: 'f12', sequence: '\u001b[24~' },
};

/**
 * A key as a keyboard gives it: names such as `enter` and `f1`, `ctrl-g`, `paste:` with a pasted text; anything else is
 * what it writes. `line` is what stands on the input line.
 */
export function aKey(text: string, line = ''): Key {
  const plainKey = { isControl: false, isPasted: false, line };
  const byName = named[text];
  if (byName) return { ...plainKey, name: '', sequence: '', ...byName };
  if (text === 'backspace')
    return { ...plainKey, name: 'backspace', sequence: '\u007f', line: line.slice(0, -1) };
  const control = /^ctrl-([a-z])$/.exec(text)?.[1];
  if (control !== undefined) {
    return {
      ...plainKey,
      name: control,
      sequence: String.fromCharCode(control.charCodeAt(0) - 96),
      isControl: true,
    };
  }
  if (text.startsWith('paste:')) {
    const pasted = text.slice('paste:'.length);
    return { ...plainKey, name: pasted, sequence: pasted, isPasted: true, line: line + pasted };
  }
  return {
    ...plainKey,
    name: text === ' ' ? 'space' : text.toLowerCase(),
    sequence: text,
    line: line + text,
  };
}

export interface Look {
  readonly variant?: number;
  readonly width?: number;
  readonly height?: number;
  readonly isPlain?: boolean;
  readonly manner?: Stage['manner'];
}

/** A call loop on a journal in memory, with the keys counted and the picture at hand. */
export async function aPlayedCall(setup: CallSetup, language: Language = setup.language, look: Look = {}) {
  const words = wordsOf[language];
  const startedAt = 1_780_388_100_000;
  let now = startedAt;
  const output: Output = {
    line: () => undefined,
    note: () => undefined,
    json: () => undefined,
    width: look.width ?? 80,
    height: look.height ?? 24,
    isTerminal: true,
    style: await createStyle(false),
  };
  const context = { words, language, output, now: () => now };
  const stage: Stage = {
    context,
    voices: spoken,
    manner: look.manner ?? 'sentences',
    ranked: desks[language].ranked,
    dossier: ['F-2026-044'],
    preflight: aPreflight(),
    earlier: { attempts: [], livePromises: [] },
    variant: look.variant ?? 0,
    isPlain: look.isPlain ?? false,
    clientEmail: 'compta@roussel.example',
  };
  const events: CallEvent[] = [];
  const drafts: string[] = [];
  const journal = {
    save: (event: CallEvent) => void events.push(event),
    keepDraft: (_field: string, text: string) => void drafts.push(text),
  };
  const loop = openLoop(
    { setup, startedAt, events: [], draft: null, desk: desks[language].desk },
    journal,
    context,
  );
  return {
    loop,
    startedAt,
    events,
    drafts,
    /** Presses the keys; what the last one came to. */
    press: (...keys: string[]) => {
      let turn: ReturnType<typeof loop.turn> = 'goes_on';
      for (const key of keys) turn = loop.turn(aKey(key, loop.line()));
      return turn;
    },
    /** Lets time pass. */
    wait: (minutes: number) => {
      now += minutes * 60_000;
    },
    picture: () => {
      const { content, bottom } = drawCall(loop.screen(), stage, startedAt);
      return `${content}\n${bottom}`.split('\n');
    },
  };
}
