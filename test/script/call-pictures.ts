import { deskOf } from '../../src/commands/call-desk.ts';
import { drawCall, type Stage } from '../../src/commands/call-view.ts';
import type { Call } from '../../src/domain/call/state.ts';
import { step } from '../../src/domain/call/step.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { press, withCall } from '../../src/terminal/call-keys.ts';
import { letterKeys } from '../../src/terminal/call-letters.ts';
import type { Screen } from '../../src/terminal/call-pressed.ts';
import { plainStyle } from '../../src/terminal/style.ts';
import { aPreflight } from '../support/a-preflight.ts';
import { at } from '../support/call-events.ts';
import { aKey } from '../support/call-stage.ts';
import { anEmptyLedger } from '../support/prep-services.ts';
import { shipped } from './templates.ts';

const words = { fr: loadWords('fr', shipped), en: loadWords('en', shipped) };
const scripts = { fr: loadScript('fr', shipped), en: loadScript('en', shipped) };
const ledger = anEmptyLedger();
const desks = {
  fr: deskOf({ ledger, words: words.fr, script: (language) => scripts[language] }, 1),
  en: deskOf({ ledger, words: words.en, script: (language) => scripts[language] }, 1),
};

export interface Look {
  readonly language: Language;
  readonly manner: Stage['manner'];
  readonly isPlain: boolean;
}

function stageOf({ language, manner, isPlain }: Look): Stage {
  const output = {
    line: () => undefined,
    note: () => undefined,
    json: () => undefined,
    width: 80,
    height: 24,
    isTerminal: true,
    style: plainStyle,
  };
  return {
    context: { words: words[language], language, output, now: () => at },
    voices: {
      fr: { words: words.fr, script: scripts.fr },
      en: { words: words.en, script: scripts.en },
    },
    manner,
    ranked: desks[language].ranked,
    dossier: ['F-2026-044 · 840,00 €'],
    preflight: aPreflight(),
    earlier: { attempts: [], livePromises: [] },
    variant: 0,
    isPlain,
    clientEmail: 'compta@roussel.example',
  };
}

function screenOf(call: Call, { language }: Look): Screen {
  const blank = { overlay: 'none', typed: '', message: null, drafts: {}, silentSince: null } as const;
  const undo = { depth: 3, last: 'proceed' } as const;
  return withCall({ call, ...blank, ...undo, desk: desks[language].desk }, call, undo);
}

export interface Seen {
  /** The global key that was pressed; empty for the state itself. */
  readonly key: string;
  readonly content: string;
  readonly bottom: string;
  readonly call: Call;
}

/** What stands on the screen at this moment, and after each of the global keys, with all that may lie over it. */
export function picturesOf(call: Call, look: Look): Seen[] {
  const stage = stageOf(look);
  const screen = screenOf(call, look);
  const draw = (key: string, drawn: Screen): Seen => ({
    key,
    call: drawn.call,
    ...drawCall(drawn, stage, at),
  });
  const keys = letterKeys().filter((key) => !['u', 'l', 'q'].includes(key));
  return [
    draw('', screen),
    ...keys.flatMap((key) => {
      const { screen: next, event } = press(screen, { key: aKey(key), language: look.language, now: at });
      // Undone is what an earlier moment shows.
      if (event?.type === 'back') return [];
      return [draw(key, event === null ? next : withCall(next, step(call, { ...event, at }), next))];
    }),
  ];
}
