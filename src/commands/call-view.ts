import type { Context } from '../cli/context.ts';
import type { Earlier } from '../domain/call/result.ts';
import type { Call } from '../domain/call/state.ts';
import type { RankedObjection } from '../domain/objection.ts';
import type { Language } from '../domain/profile.ts';
import { bridgeFor, type Saying, sayFor } from '../script/say.ts';
import type { Script } from '../script/load.ts';
import { numbersOf, tellsOfDebt } from '../script/telling.ts';
import type { Words } from '../script/words.ts';
import { isMasked } from '../terminal/call-letters.ts';
import type { Screen } from '../terminal/call-pressed.ts';
import type { Preflight } from '../terminal/preflight-facts.ts';
import { objectionAnswer } from './call-desk.ts';
import { wrapupLines } from './call-wrapup.ts';
import { type CallView, showCall } from '../terminal/show-call.ts';
import type { Picture } from '../terminal/call-screen.ts';

/** A language the call may be held in: its words for the script, and the script. */
export interface Voice {
  readonly words: Words;
  readonly script: Script;
}

/** What stays the same while a call is drawn again and again. */
export interface Stage {
  readonly context: Pick<Context, 'words' | 'language' | 'output' | 'now'>;
  /** Both are read before dialling: a faulty word is told then, never during the call (product 6). */
  readonly voices: Readonly<Record<Language, Voice>>;
  /** Sentences to read out, or what one needs of them at a glance (practice C3). */
  readonly manner: 'sentences' | 'keywords';
  readonly dossier: readonly string[];
  readonly preflight: Preflight | null;
  readonly earlier: Earlier;
  readonly ranked: readonly RankedObjection[];
  /** Another number, another wording. */
  readonly variant: number;
  readonly isPlain: boolean;
  /** Where the firm reads its mail, for whoever has no address of their own. */
  readonly clientEmail: string | null;
  /** What the other side says, in a rehearsal. */
  readonly reply?: (call: Call) => readonly string[];
}

/** Draws the call as it stands now. */
export function drawCall(screen: Screen, stage: Stage, startedAt: number | null): Picture {
  const { context, dossier, preflight, isPlain } = stage;
  const { words, language, output } = context;
  const { call, silentSince } = screen;
  const shown = isMasked(screen) ? { ...screen, call: covered(call, words) } : screen;
  const view: CallView = {
    words,
    language,
    dossier,
    preflight,
    isPlain,
    style: output.style,
    width: output.width,
    height: output.height,
    say: screen.overlay === 'recentre' ? bridge(call, stage) : spokenLines(call, stage),
    spokenIn: call.setup.language,
    heard: stage.reply?.(call) ?? [],
    answer: objectionAnswer(call, stage),
    wrapup: call.state === 'wrapup' ? wrapupLines(call, stage) : [],
    elapsedSeconds: startedAt === null ? null : secondsSince(startedAt, context),
    silentSeconds: silentSince === null ? null : secondsSince(silentSince, context),
  };
  return showCall(shown, view);
}

/**
 * What was said before with the right person stays covered while another one may be on the line: notes about money
 * stand as dots (practice C1).
 */
function covered(call: Call, words: Words): Call {
  const { heard, setup } = call;
  const numbers = numbersOf(setup);
  const cover = (text: string): string => (tellsOfDebt(text, numbers) ? words.label('call.masked') : text);
  const trigger = heard.anger?.trigger ?? null;
  return {
    ...call,
    heard: {
      ...heard,
      notes: heard.notes.map((note) => ({ ...note, text: cover(note.text) })),
      evasive: heard.evasive.map((one) => ({ ...one, words: cover(one.words) })),
      anger: heard.anger && { ...heard.anger, trigger: trigger === null ? null : cover(trigger) },
    },
  };
}

function secondsSince(moment: number, { now }: Pick<Context, 'now'>): number {
  return Math.floor((now() - moment) / 1000);
}

/** The words of this state, in the client's language and register. */
function spokenLines(call: Call, stage: Stage): string[] {
  if (call.state === 'preflight') return firstWords(call, stage);
  const saying = sayFor(call, stage.voices[call.setup.language].words);
  if (saying === null) return [];
  const { ownOpening } = call.setup;
  if (ownOpening !== null && saying.line.startsWith('opening')) return ownOpening.split('\n');
  return lineOf(saying, call, stage);
}

function lineOf({ line, facts }: Saying, call: Call, stage: Stage): string[] {
  const { tone, language } = call.setup;
  const { script } = stage.voices[language];
  const register = isThirdParty(call) ? 'formal' : call.setup.register;
  const choice = { register, tone, variant: stage.variant };
  return stage.manner === 'keywords'
    ? script.keywords(line, facts, choice)
    : script.line(line, facts, choice);
}

/** Back from a stray topic to the question. */
function bridge(call: Call, stage: Stage): string[] {
  return lineOf(bridgeFor(call, stage.voices[call.setup.language].words), call, stage);
}

/** What will be said first, in the words that the call will show: the greeting, then the opening. */
function firstWords(call: Call, stage: Stage): string[] {
  const states = ['identity', openingState(call)] as const;
  return states
    .map((state) => spokenLines({ ...call, state }, stage).join(' '))
    .filter((text) => text !== '');
}

/** Whoever is on the line while the right person is not: never said tu to, however well the client is known. */
function isThirdParty({ state, heard }: Call): boolean {
  const isTalking = ['anger', 'callback', 'summary', 'contacts', 'close', 'wrapup'].includes(state);
  return isTalking && !heard.isIdentityConfirmed && heard.reach !== 'voicemail';
}

/** Where the opening is said: before the invoice, or with it when the call goes straight to a broken promise. */
function openingState({ setup }: Call): Call['state'] {
  return setup.opening === 'direct' ? 'ask' : 'opening';
}
