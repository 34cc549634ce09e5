import { join } from 'node:path';
import { openLoop } from '../../src/commands/call-loop.ts';
import { drawCall, type Stage } from '../../src/commands/call-view.ts';
import type { CallEvent, CallSetup } from '../../src/domain/call/state.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import type { Key } from '../../src/terminal/call-keys.ts';
import type { Output } from '../../src/terminal/output.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { aPreflight } from './a-preflight.ts';

export const wordFolders = { builtIn: join(import.meta.dirname, '..', '..', 'templates'), user: null };

// Read once: a property test opens hundreds of calls.
const wordsOf = { fr: loadWords('fr', wordFolders), en: loadWords('en', wordFolders) };
const scripts = { fr: loadScript('fr', wordFolders), en: loadScript('en', wordFolders) };

/** A key as a keyboard gives it; `enter`, `esc`, `backspace`, `ctrl-g` by name, anything else is a character. */
export function aKey(text: string, line = ''): Key {
  const plainKey = { isControl: false, isPasted: false, line };
  if (text === 'enter') return { ...plainKey, name: 'return', sequence: '\r', line: '' };
  if (text === 'esc') return { ...plainKey, name: 'escape', sequence: '\u001b' };
  if (text === 'backspace')
    return { ...plainKey, name: 'backspace', sequence: '\u007f', line: line.slice(0, -1) };
  if (text === 'ctrl-g') return { ...plainKey, name: 'g', sequence: '\u0007', isControl: true };
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
}

/** A call loop on a journal in memory, with the keys counted and the picture at hand. */
export async function aPlayedCall(setup: CallSetup, language: Language = setup.language, look: Look = {}) {
  const words = wordsOf[language];
  const spoken = wordsOf[setup.language];
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
    spoken,
    script: scripts[setup.language],
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
  const loop = openLoop({ setup, startedAt, events: [], draft: null }, journal, context);
  return {
    loop,
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
