import type { CallRow, Context } from '../cli/context.ts';
import { brief } from '../domain/brief.ts';
import { isFieldName } from '../domain/call/field-table.ts';
import { mended, readJournal, readSetup } from '../domain/call/journal.ts';
import type { CallEvent, CallSetup } from '../domain/call/state.ts';
import { replay, start as startCall } from '../domain/call/step.ts';
import { localMinutes } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import type { Standing } from '../domain/standing.ts';
import { finishCall } from './call-finish.ts';
import { type CallLoop, type Journal, type Opening, openLoop } from './call-loop.ts';
import { heardBefore } from './heard-before.ts';
import { dossierLines, earlierOf, type Prepared } from './call-start.ts';
import { BrokenOff } from '../terminal/ask.ts';
import { deskOf } from './call-desk.ts';
import { drawCall, type Stage, type Voice } from './call-view.ts';
import type { Language } from '../domain/profile.ts';
import type { Leaving } from '../terminal/call-pressed.ts';

interface Manner {
  readonly isPlain: boolean;
}

/** Longest pause after which the conversation may still be going on (practice C7). */
const resumableMinutes = 30;

/** How the screen was left: the call is over, or something is to be settled before dialling. */
export type Ending = 'over' | Leaving;

/** Holds a prepared call. The call is on record from the first key on; leaving before it records nothing. */
export async function holdCall(context: Context, prepared: Prepared, { isPlain }: Manner): Promise<Ending> {
  const { setup } = prepared;
  const call: { row: CallRow | undefined } = { row: undefined };
  const start = (event: CallEvent): CallRow =>
    context.ledger.calls.start({
      clientId: setup.clientId,
      contactId: setup.contact.id,
      prepId: prepared.prepId,
      on: setup.today,
      startedAt: event.at,
      phone: setup.contact.phone,
      language: setup.language,
      setup,
      owner: context.owner,
    });
  const journal = storedJournal(
    context,
    () => call.row,
    (event) => (call.row = start(event)),
  );
  const startedAt = context.now();
  const stage = stageOf(context, {
    ...prepared,
    isPlain,
    variant: wordingOf(prepared.brief.standing),
    clientEmail: prepared.brief.standing.client.email,
  });
  const { desk } = deskOf(context, setup.clientId);
  const loop = openLoop({ setup, startedAt, events: [], draft: null, desk }, journal, context);
  const ending = await play(context, loop, { stage, startedAt: () => call.row?.startedAt ?? null });
  if (ending === 'over' && call.row !== undefined) {
    await finishCall(context, call.row, { call: loop.screen().call, stage });
  }
  return ending;
}

/** Takes a broken-off call up where it stopped, or at the wrap-up when the line is surely dead by now. */
export async function resumeCall(context: Context, row: CallRow, { isPlain }: Manner): Promise<void> {
  const { ledger, words, today, now, rules } = context;
  if (!ledger.calls.claim(row.id, context.owner)) {
    throw new DunError('call.held_elsewhere', 75, { pid: row.owner.pid });
  }
  const setup = readSetup(row.setup);
  const events = [...readJournal(ledger.calls.events(row.id))];
  const journal = storedJournal(
    context,
    () => row,
    () => row,
  );
  const add = (event: CallEvent): void => {
    journal.save(event, events.length + 1);
    events.push(event);
  };
  const last = events.at(-1)?.at ?? row.startedAt;
  // What cannot be followed any more is finished at the wrap-up, like a line that has gone dead.
  const repairs = mended(startCall(setup, row.startedAt), events, now());
  repairs.forEach(add);
  const isStale = repairs.length > 0 || now() - last > resumableMinutes * 60_000;
  const { state } = replay(setup, row.startedAt, events);
  if (isStale && !['wrapup', 'review', 'ended'].includes(state)) add({ type: 'lapse', at: now() });
  context.output.note(
    words.label(isStale ? 'call.resume.wrapup' : 'call.resume.line', { client: setup.clientName }),
  );
  const standing = ledger.standings.one(row.clientId);
  const calendar = await context.calendarOf(standing.client);
  const occasion = { today, minutes: localMinutes(now()), rules, calendar };
  const heard = heardBefore(context, row.clientId);
  const page = brief({ standing, profile: context.profile(), lastPrep: undefined, occasion, heard });
  const stage = stageOf(context, {
    setup,
    isPlain,
    earlier: earlierOf(standing, context),
    dossier: dossierLines(page, context),
    preflight: null,
    variant: wordingOf(standing),
    clientEmail: standing.client.email,
  });
  const draft = ledger.calls.draft(row.id);
  const { desk } = deskOf(context, row.clientId);
  const opening: Opening = { setup, startedAt: row.startedAt, events, draft: draftOf(draft), desk };
  const loop = openLoop(opening, journal, context);
  if (loop.screen().call.state !== 'ended')
    await play(context, loop, { stage, startedAt: () => row.startedAt });
  await finishCall(context, row, { call: loop.screen().call, stage });
}

interface Playing {
  readonly stage: Stage;
  readonly startedAt: () => number | null;
}

async function play(context: Context, loop: CallLoop, { stage, startedAt }: Playing): Promise<Ending> {
  let ending: Ending = 'over';
  const { words, output } = context;
  try {
    await context.callScreen({
      initialLine: loop.line(),
      isPlain: stage.isPlain,
      draw: () => drawCall(loop.screen(), stage, startedAt()),
      press: (key) => {
        const turn = loop.turn(key);
        if (turn !== 'goes_on') ending = turn;
        return { line: loop.line(), isOver: turn !== 'goes_on' };
      },
    });
  } catch (error) {
    if (error instanceof BrokenOff && startedAt() !== null) {
      output.note(words.label('call.broken_off'));
      output.note(`→ ${words.label('call.broken_off.hint')}`);
    }
    throw error;
  }
  return ending;
}

/** The first event starts the call; each event and each draft is on the disk when the verb returns. */
function storedJournal(
  { ledger }: Pick<Context, 'ledger'>,
  row: () => CallRow | undefined,
  start: (event: CallEvent) => CallRow,
): Journal {
  return {
    save(event, number) {
      const { id } = row() ?? start(event);
      ledger.calls.append(id, number, event);
      if (event.type === 'fill' || event.type === 'note') ledger.calls.saveDraft(id, 'note', '');
    },
    keepDraft(field, text) {
      const call = row();
      if (call !== undefined) ledger.calls.saveDraft(call.id, field, text);
    },
  };
}

/** Each call has other words than the last one, and those that prep showed (product 6). */
function wordingOf({ attempts }: Standing): number {
  return attempts.length;
}

/** What the screen is drawn with, in both languages. */
export function stageOf(
  context: Context,
  parts: Omit<Stage, 'context' | 'voices' | 'manner' | 'ranked'> & { readonly setup: CallSetup },
): Stage {
  const { setup, ...rest } = parts;
  const voiceIn = (language: Language): Voice => ({
    words: context.wordsIn(language),
    script: context.script(language),
  });
  return {
    ...rest,
    context,
    voices: { fr: voiceIn('fr'), en: voiceIn('en') },
    manner: context.ledger.settings.all().get('call.script') === 'keywords' ? 'keywords' : 'sentences',
    ranked: deskOf(context, setup.clientId).ranked,
  };
}

function draftOf(draft: { field: string; text: string } | undefined): Opening['draft'] {
  if (draft === undefined) return null;
  return { field: isFieldName(draft.field) ? draft.field : 'note', text: draft.text };
}
