import type { Context } from '../cli/context.ts';
import { personOf } from '../domain/call/people.ts';
import type { Encounter } from '../domain/rehearsal/encounter.ts';
import type { Language } from '../domain/profile.ts';
import { heardLines, type Voices, voiceFactsOf } from '../script/rehearsal.ts';

interface Replying {
  readonly voices: Readonly<Record<Language, Voices>>;
  readonly number: number;
  readonly context: Pick<Context, 'words' | 'wordsIn'>;
}

/** What the simulated client says now, with who says it before the first line. */
export function replyLines(encounter: Encounter, { voices, number, context }: Replying): string[] {
  const { call, reply, persona } = encounter;
  const { language } = call.setup;
  const facts = voiceFactsOf(call, reply, context.wordsIn(language));
  const lines = heardLines(reply, voices[language], { persona, number, facts });
  const who = speakerOf(encounter, context);
  return lines.map((text, at) =>
    at === 0 && who !== null ? context.words.label('rehearse.line', { who, text }) : text,
  );
}

/** Nobody has a name before they said who they are. */
function speakerOf({ call, reply }: Encounter, { words }: Pick<Context, 'words'>): string | null {
  const { heard, setup, state } = call;
  if (state === 'no_answer' || reply.says.length === 0) return null;
  if (heard.isIdentityConfirmed) return personOf(call) || setup.clientName;
  if (state === 'voicemail') return words.label('rehearse.who.machine');
  return words.label(heard.reach === 'desk' ? 'rehearse.who.desk' : 'rehearse.who.phone');
}
