import type { Context } from '../cli/context.ts';
import { type Earlier, leadingOutcome, resultOf } from '../domain/call/result.ts';
import { addressOf } from '../domain/call/people.ts';
import { answerOf } from '../domain/call/record.ts';
import type { Call } from '../domain/call/state.ts';
import type { RankedObjection } from '../domain/objection.ts';
import type { Language } from '../domain/profile.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney, sum } from '../domain/money.ts';
import { memoKindFor } from '../domain/memo-kind.ts';
import { lineFor } from '../script/catalog.ts';
import { factsOf, type Saying, sayFor } from '../script/say.ts';
import type { Script } from '../script/load.ts';
import type { Words } from '../script/words.ts';
import type { Screen } from '../terminal/call-pressed.ts';
import type { Preflight } from '../terminal/preflight-facts.ts';
import { objectionAnswer } from './call-desk.ts';
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
    heard: stage.reply?.(call) ?? [],
    answer: objectionAnswer(call, stage),
    wrapup: call.state === 'wrapup' ? wrapupLines(call, stage) : [],
    elapsedSeconds: startedAt === null ? null : secondsSince(startedAt, context),
    silentSeconds: silentSince === null ? null : secondsSince(silentSince, context),
  };
  return showCall(screen, view);
}

function secondsSince(moment: number, { now }: Pick<Context, 'now'>): number {
  return Math.floor((now() - moment) / 1000);
}

/** The words of this state, in the client's language and register. */
export function spokenLines(call: Call, stage: Stage): string[] {
  if (call.state === 'preflight') return firstWords(call, stage);
  const saying = sayFor(call, stage.voices[call.setup.language].words);
  if (saying === null) return [];
  const { ownOpening } = call.setup;
  if (ownOpening !== null && call.state === openingState(call)) return ownOpening.split('\n');
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

/** Back from a stray topic: it is noted, and the question goes on (practice 001-15). */
function bridge(call: Call, stage: Stage): string[] {
  const facts = factsOf(call, stage.voices[call.setup.language].words);
  const isOpen = call.heard.isIdentityConfirmed;
  return lineOf({ line: lineFor(isOpen ? 'recentre' : 'recentre_bare', facts), facts }, call, stage);
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
  const isTalking = ['callback', 'summary', 'contacts', 'close', 'wrapup'].includes(state);
  return isTalking && !heard.isIdentityConfirmed && heard.reach !== 'voicemail';
}

/** Where the opening is said: before the invoice, or with it when the call goes straight to a broken promise. */
function openingState({ setup }: Call): Call['state'] {
  return setup.opening === 'direct' ? 'ask' : 'opening';
}

function wrapupLines(call: Call, stage: Stage): string[] {
  const { words, language } = stage.context;
  const { outcomes } = resultOf(call, stage.earlier);
  const lead = leadingOutcome(outcomes);
  const next = outcomes.find((one) => one.outcome === lead);
  const label = (name: string, text: string): string =>
    `${words.label(`call.panel.${name}`).padEnd(12)}${text}`;
  const lines = [label('outcome', outcomeText(call, stage))];
  if (next) {
    const day = formatDay(next.followUpOn, language, 'long');
    const at = next.followUpAt === null ? '' : ` · ${formatTime(next.followUpAt, language)}`;
    lines.push(label('next', `${words.label(`call.next.${next.action}`)} · ${day}${at}`));
  }
  if (call.heard.isIdentityConfirmed) lines.push(label('cause', causeText(call, words)));
  lines.push(label('memo', memoText(call, stage)));
  return lines;
}

function causeText({ heard }: Call, words: Words): string {
  if (heard.cause === null) return words.label('call.panel.no_cause');
  const name = words.label(`call.cause.${heard.cause}`);
  return heard.causeNote === null ? name : `${name} · ${heard.causeNote}`;
}

function memoText(call: Call, { context, earlier, clientEmail }: Stage): string {
  const kind = memoKindFor(resultOf(call, earlier).outcomes);
  if (kind === null) return context.words.label('call.panel.memo_nothing');
  const address = addressOf(call) ?? clientEmail;
  return address === null
    ? context.words.label('call.panel.memo_none')
    : context.words.label('call.panel.memo_to', { address });
}

/** The call in a few words: what stands on the last line and in the log. */
export function outcomeText(call: Call, { context, earlier }: Pick<Stage, 'context' | 'earlier'>): string {
  const { words, language } = context;
  const { outcomes, promises } = resultOf(call, earlier);
  const lead = leadingOutcome(outcomes);
  // What is named is what was promised; an intent is named only when nothing firm stands beside it.
  const parts = promises[0]?.parts ?? [];
  const first = parts[0];
  const amount = first
    ? formatMoney(
        sum(
          parts.map((part) => part.amount),
          first.amount.currency,
        ),
        language,
      )
    : '';
  const callback = answerOf(call.heard, 'callback');
  const day = lead === 'callback' ? callback?.on : first?.promisedOn;
  return words.label(`call.outcome.${lead}`, {
    amount,
    count: new Set(parts.map((part) => part.promisedOn)).size,
    day: day ? formatDay(day, language, 'long') : '',
    time: callback?.minutes == null ? '' : formatTime(callback.minutes, language),
  });
}
