import type { Context } from '../cli/context.ts';
import { showField } from '../domain/call/proposals.ts';
import { table } from '../domain/call/table.ts';
import type { Call, FieldName } from '../domain/call/state.ts';
import { formatMoney, money } from '../domain/money.ts';
import { type Debrief, debriefOf } from '../domain/rehearsal/debrief.ts';
import type { Encounter } from '../domain/rehearsal/encounter.ts';
import type { Judgement } from '../domain/rehearsal/judge.ts';
import { countKey, type Words } from '../script/words.ts';

interface Telling {
  readonly context: Pick<Context, 'words' | 'rules' | 'language'>;
  /** Rehearsals held, this one included. */
  readonly count: number;
  readonly handle: string;
}

/** More would be a reproach, and nobody would read it. */
const mostMissed = 5;
/** From here on what was said is heard. */
const wellHeardPercent = 80;

/** What the rehearsal showed, in the user's language. */
export function debriefLines(last: Encounter, telling: Telling): string[] {
  const { words } = telling.context;
  const { call, persona } = last;
  const debrief = debriefOf(last);
  const { fitting, judged, missed, quality, minutes } = debrief;
  const client = words.label(`rehearse.persona.${persona}`);
  const missing = missed.slice(0, mostMissed).map((one) => `  · ${missedText(one, call, telling)}`);
  const title = words.label('rehearse.debrief.title', { client });
  return [
    `${title} · ${words.label(`rehearse.debrief.minutes.${countKey(minutes, words)}`, { count: minutes })}`,
    ...(judged === 0 ? [] : [words.label('rehearse.debrief.keys', { fitting, judged })]),
    ...missing,
    ...(quality === null ? [] : [words.label('rehearse.debrief.quality', { points: quality })]),
    ...readiness(debrief, telling),
  ];
}

function missedText({ best, heard, state, typed }: Judgement, call: Call, { context }: Telling): string {
  const { words, language } = context;
  if ('fit' in best) {
    const key = keyOf(best.fit, state, words);
    return words.label('rehearse.debrief.missed', { heard: words.label(`rehearse.heard.${heard}`), key });
  }
  const value = (text: string) => fieldText(best.field, text, { call, language });
  return words.label('rehearse.debrief.typed', {
    field: words.label(`call.field.${best.field}`),
    said: value(best.value),
    typed: value(typed ?? ''),
  });
}

/** The key that would have fitted, as it stands on the keyboard. */
function keyOf(fit: string, state: Call['state'], words: Words): string {
  if (fit === 'proceed') return words.label('call.space');
  if (fit === 'return') return 'b';
  if (fit === 'hangup') return 'h';
  if (fit === 'jump:anger') return 'a';
  return table[state].choices.find(({ name }) => name === fit)?.key ?? '?';
}

function fieldText(field: FieldName, value: string, at: Parameters<typeof showField>[2]): string {
  const [by, figure = ''] = value.split(':');
  if (by === 'each') return formatMoney(money(Number(figure), at.call.setup.currency), at.language);
  if (by === 'count') return `${figure}\u00a0×`;
  return value === '' ? '–' : showField(field, value, at);
}

/** How many were held, and what to do next (practice 000-03, 004-19). */
function readiness({ fitting, judged }: Debrief, { context, count, handle }: Telling): string[] {
  const { words, rules } = context;
  const wanted = rules.rehearsals;
  const isHeard = fitting * 100 >= judged * wellHeardPercent;
  const next = !isHeard ? 'again' : count < wanted ? 'other' : 'call';
  return [
    words.label(count < wanted ? 'rehearse.count.open' : 'rehearse.count.done', { count, wanted }),
    `→ ${words.label(`rehearse.next.${next}`, { handle })}`,
  ];
}
