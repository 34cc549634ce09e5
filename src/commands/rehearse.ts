import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import type { CallEvent } from '../domain/call/state.ts';
import { DunError } from '../domain/errors.ts';
import { type Encounter, encounterAfter, type Rehearsal } from '../domain/rehearsal/encounter.ts';
import { drawnPersona, isPersona, type Persona, personas } from '../domain/rehearsal/persona.ts';
import { loadVoices, type Voices } from '../script/rehearsal.ts';
import { BrokenOff } from '../terminal/ask.ts';
import type { Desk } from '../terminal/call-pressed.ts';
import { deskOf } from './call-desk.ts';
import { stageOf } from './call-hold.ts';
import { type CallLoop, openLoop } from './call-loop.ts';
import { type Prepared, prepareCall } from './call-start.ts';
import { drawCall, type Stage } from './call-view.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { debriefLines } from './rehearse-debrief.ts';
import { replyLines } from './rehearse-reply.ts';

export interface RehearseOptions {
  readonly client: string;
  readonly as?: string;
  readonly plain?: boolean;
  readonly seed?: string;
}

/** `dun rehearse CLIENT` (product 3). */
export function registerRehearse(program: Command, host: CommandHost, run = runRehearse): void {
  const argument = host.words.label('rehearse.argument.client');
  const command = program.command('rehearse').argument('<client>', argument);
  describe(command, host, { key: 'rehearse', flags: ['--as <type>', '--plain', '--seed <number>'] });
  command.action(async (client: string, options: Omit<RehearseOptions, 'client'>) => {
    await run(await host.context(), { ...options, client });
  });
}

/**
 * The call against a simulated client, on the same screen. Only that it was held is written, once, at the end. Refuses
 * without a terminal; broken off, it leaves nothing.
 */
export async function runRehearse(context: Context, options: RehearseOptions): Promise<void> {
  if (!context.prompter.isInteractive)
    throw new DunError('rehearse.no_terminal', 2, { client: options.client });
  const { ledger, words, output } = context;
  const seed = options.seed === undefined ? context.now() : seedOf(options.seed);
  const chosen = options.as === undefined ? null : personaOf(options.as);
  const client = await findClient(context, options.client);
  const number = ledger.rehearsals.count();
  const persona = chosen ?? drawnPersona(seed + number);
  const isPlain = options.plain === true || ledger.settings.all().get('call.plain') === 'yes';
  const prepared = await prepareCall(context, client);
  output.note(words.label('rehearse.intro', { client: client.name }));
  const last = await hold(context, { prepared, persona, seed, number, isPlain });
  ledger.rehearsals.add({ clientId: client.id, on: context.today, persona });
  const count = ledger.rehearsals.count();
  for (const line of debriefLines(last, { context, count, handle: client.handle })) output.line(line);
}

function personaOf(text: string): Persona {
  const name = text.trim().toLowerCase().replaceAll('-', '_');
  if (isPersona(name)) return name;
  throw new DunError('rehearse.bad_type', 2, { value: text, types: personas.join(', ') });
}

function seedOf(text: string): number {
  if (/^\d{1,15}$/.test(text.trim())) return Number(text);
  throw new DunError('rehearse.bad_seed', 2, { value: text });
}

interface Held {
  readonly prepared: Prepared;
  readonly persona: Persona;
  readonly seed: number;
  /** Rehearsals held before: another one, another wording. */
  readonly number: number;
  readonly isPlain: boolean;
}

/** Plays the rehearsal on the call's screen, to its end. */
async function hold(context: Context, held: Held): Promise<Encounter> {
  const { prepared, persona, seed, number } = held;
  const { setup } = prepared;
  const rehearsal: Rehearsal = { setup, startedAt: context.now(), persona, seed };
  const { loop, encounter } = openRehearsal(rehearsal, deskOf(context, setup.clientId).desk, context);
  const voices = bothVoices(context);
  const stage: Stage = {
    ...stageOf(context, { ...stagePartsOf(held), setup }),
    reply: () => replyLines(encounter(), { voices, number, context }),
  };
  await play(context, loop, stage);
  return encounter();
}

/**
 * The call loop on a journal in memory, and what the client says to it. The number is dialled already: a rehearsal
 * must never lead to a real call.
 */
export function openRehearsal(
  rehearsal: Rehearsal,
  desk: Desk,
  io: Pick<Context, 'now' | 'language'>,
): { readonly loop: CallLoop; readonly encounter: () => Encounter } {
  const { setup, startedAt } = rehearsal;
  const events: CallEvent[] = [{ type: 'proceed', at: startedAt }];
  let encounter = encounterAfter(rehearsal, events);
  const journal = {
    save: (event: CallEvent) => {
      events.push(event);
      encounter = encounterAfter(rehearsal, events);
    },
    keepDraft: () => undefined,
  };
  const loop = openLoop({ setup, startedAt, events: [...events], draft: null, desk }, journal, io);
  return { loop, encounter: () => encounter };
}

function stagePartsOf({ prepared, number, isPlain }: Held) {
  const { dossier, earlier, brief } = prepared;
  const clientEmail = brief.standing.client.email;
  return { dossier, earlier, isPlain, clientEmail, variant: number, preflight: null };
}

/** Both languages: the caller may change over in the middle of the call. */
function bothVoices({ wordFolders }: Pick<Context, 'wordFolders'>): Readonly<Record<'fr' | 'en', Voices>> {
  return { fr: loadVoices('fr', wordFolders), en: loadVoices('en', wordFolders) };
}

async function play(context: Context, loop: CallLoop, stage: Stage): Promise<void> {
  const { startedAt } = loop.screen().call;
  try {
    await context.callScreen({
      initialLine: loop.line(),
      isPlain: stage.isPlain,
      draw: () => drawCall(loop.screen(), stage, startedAt),
      press: (key) => ({ isOver: loop.turn(key) !== 'goes_on', line: loop.line() }),
    });
  } catch (error) {
    if (error instanceof BrokenOff) context.output.note(context.words.label('rehearse.broken_off'));
    throw error;
  }
}
