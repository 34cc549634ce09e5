import { join } from 'node:path';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney, type Money, share, sum } from '../domain/money.ts';
import { spokenOf } from '../domain/call/record.ts';
import type { Call } from '../domain/call/state.ts';
import type { Language } from '../domain/profile.ts';
import type { Reply, Said } from '../domain/rehearsal/encounter.ts';
import { type Persona, personas } from '../domain/rehearsal/persona.ts';
import { situations } from '../domain/rehearsal/situation.ts';
import { type CallFile, fillWording, isUsable, parseSections, parseWording } from './call-file.ts';
import type { FactName, Facts } from './facts.ts';
import { readBytes, readNames } from './read.ts';
import { faultAt, type WordFile, wordFile } from './template.ts';
import type { WordFolders, Words } from './words.ts';

/** Facts that a simulated client may mention; all of them are known in every rehearsal. */
export const voiceFacts = [
  'client_name', 'invoice_no', 'total_overdue', 'contact_email', 'callback_at', 'promised_amount',
  'promised_date', 'disputed_amount', 'undisputed_amount', 'resolution_date', 'settled_pay_date', 'remainder', 'rung_amount',
  'row_amount', 'first_date',
] as const satisfies readonly FactName[]; // biome-ignore format: rows of names

/** Whose words a file of `rehearse/` holds: one client's, or what anybody would say. */
export type Speaker = Persona | 'common';

const speakers: readonly Speaker[] = ['common', ...personas];

/** What the simulated clients say in one language. */
export interface Voices {
  /**
   * One thing said, filled. `number` counts the rehearsals so far: with it and with the turn the wording changes, and
   * none comes back before all were heard.
   */
  say(
    said: Said,
    speaking: { readonly persona: Persona; readonly number: number; readonly facts: Facts },
  ): string[];
}

/**
 * Reads `rehearse/*.txt` of one language, ours and then the user's; a heading of the user replaces ours. Throws a
 * `DunError` 78 with file, line and column when one is faulty.
 */
export function loadVoices(language: Language, folders: WordFolders): Voices {
  const sources = [folders.user, folders.builtIn].flatMap((root) =>
    root === null ? [] : [loadFolder(join(root, language, 'rehearse'))],
  );
  return {
    say: ({ situation, turn }, { persona, number, facts }) => {
      for (const speaker of [persona, 'common'] as const) {
        for (const files of sources) {
          const words = files.get(speaker)?.get(situation) ?? [];
          const usable = words.filter((wording) => isUsable(wording, facts));
          const wording = usable[(number + turn) % Math.max(1, usable.length)];
          if (wording) return fillWording(wording, facts);
        }
      }
      throw new RangeError(`nobody has words for ${situation} as ${persona}`);
    },
  };
}

function loadFolder(folder: string): ReadonlyMap<Speaker, CallFile> {
  const names = readNames(folder).filter((name) => name.endsWith('.txt'));
  return new Map(
    names.map((name): [Speaker, CallFile] => {
      const path = join(folder, name);
      const speaker = speakers.find((one) => fileOf(one) === name);
      const known = speakers.map(fileOf).join(' · ');
      if (speaker === undefined)
        throw faultAt({ file: { path, text: '' }, at: 0 }, 'unknown_file', { known });
      return [speaker, parseVoice(wordFile(path, readBytes(path) ?? new Uint8Array()))];
    }),
  );
}

function fileOf(speaker: Speaker): string {
  return `${speaker.replaceAll('_', '-')}.txt`;
}

/**
 * Reads one file: a heading `# situation`, then wordings with an empty line between them. Throws a `DunError` with the
 * place of the first fault.
 */
export function parseVoice(file: WordFile): CallFile {
  const mention = (fact: FactName) => voiceFacts.some((known) => known === fact);
  return parseSections(file, situations, (rows) => parseWording(file, rows, mention));
}

/** The amounts and days of this moment in the client's language. `words` are those of that language. */
export function voiceFactsOf(call: Call, { offer }: Pick<Reply, 'offer'>, words: Words): Facts {
  const { setup } = call;
  const { language, invoices } = setup;
  const [oldest] = invoices;
  const amount = (value: Money) => formatMoney(value, language);
  const day = (value: Parameters<typeof formatDay>[0]) => formatDay(value, language, 'spoken');
  const spoken = sum(
    spokenOf(call).map(({ balance }) => balance),
    setup.currency,
  );
  return {
    client_name: setup.clientName,
    invoice_no: oldest?.number ?? '…',
    total_overdue: amount(spoken),
    contact_email: offer.address,
    callback_at: words.label('rehearse.at', {
      day: day(offer.callbackOn),
      time: formatTime(offer.callbackAt, language),
    }),
    promised_amount: amount(offer.amount),
    promised_date: day(offer.on),
    disputed_amount: amount(offer.disputed),
    undisputed_amount: amount(offer.undisputed),
    resolution_date: day(offer.resolveOn),
    settled_pay_date: day(offer.settleOn),
    remainder: amount(offer.shortfall),
    rung_amount: amount(offer.little),
    row_amount: amount(offer.each ?? share(spoken, 50)),
    first_date: day(offer.firstOn),
  };
}

/** What is heard now, thing by thing. */
export function heardLines(
  reply: Reply,
  voices: Voices,
  speaking: { readonly persona: Persona; readonly number: number; readonly facts: Facts },
): string[] {
  return reply.says.flatMap((said) => voices.say(said, speaking));
}
