import type { Brief } from '../domain/brief.ts';
import { isCuredByPrep, type WarningLevel } from '../domain/warnings.ts';
import {
  answerText,
  commitmentText,
  consequenceText,
  dayText,
  dueText,
  entryText,
  excuseParts,
  goalText,
  moneyText,
  plainDay,
  promiseText,
  reasonText,
  rungText,
  slotText,
  strategyText,
  totalText,
  warningText,
} from '../script/brief-words.ts';
import { countKey, quoted } from '../script/words.ts';
import { personText } from '../terminal/brief-top.ts';
import { show } from '../terminal/style.ts';
import { briefWith, type Page, type PrepServices } from './prep-page.ts';
import { writeOwnFile } from './own-file.ts';

type Sheet = Parameters<PrepServices['prepPage']>[0];
type Section = Sheet['sections'][number];

/** `dun prep --html FILE`: the page for paper and for the phone; an earlier one of ours at this place is replaced. */
export async function writePrepPage(context: PrepServices, page: Page & { path: string }): Promise<void> {
  const text = await context.prepPage(sheetOf(context, page));
  const mark = '<meta name="generator" content="dun prep">';
  const written = await writeOwnFile(context, { path: page.path, text, mark });
  context.output.note(context.words.label('prep.written', { path: show(written, 200) }));
}

interface Facts {
  readonly context: PrepServices;
  readonly brief: Brief;
  readonly opening: readonly string[];
}

function sheetOf(context: PrepServices, { prepared, draft }: Page): Sheet {
  const { words, today } = context;
  const brief = briefWith(prepared.page, draft);
  const { client } = brief.standing;
  const kind = `${words.label(`prep.kind.${client.kind}`)}, ${countryName(client.country, words)}`;
  const relation = words.label(`prep.relationship.${client.relationship}`);
  const topics = brief.contact?.friendlyTopics ?? '';
  const verified = brief.contact?.verifiedOn ?? null;
  const facts: Facts = { context, brief, opening: [...prepared.greeting, ...draft.opening] };
  return {
    language: words.language,
    title: client.name,
    subtitle: [kind, relation].filter((part) => part !== '').join(' · '),
    person: personText(brief.contact, { words, phone: null }),
    reach: reachOf(brief, prepared, words),
    facts: [
      slotText(brief.slot, words, today),
      ...(verified === null ? [] : [words.label('prep.verified', { day: plainDay(verified, words, today) })]),
      ...(topics === '' ? [] : [words.label('prep.topics', { topics })]),
    ],
    stop: { label: words.label('prep.stop'), items: told(facts, 'stop') },
    think: { label: words.label('prep.html.think'), items: told(facts, 'think') },
    sections: sectionsOf(facts),
    missing: missingOf(facts),
    notes: words.label('prep.html.notes'),
    made: words.label('prep.html.made', { day: dayText(today, words) }),
  };
}

function countryName(code: string, { language }: PrepServices['words']): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
}

function reachOf(
  brief: Brief,
  { phone, tel }: Page['prepared'],
  words: PrepServices['words'],
): Sheet['reach'] {
  const number =
    phone === null ? { text: words.label('prep.no_phone'), href: null } : { text: phone, href: tel };
  const { email } = brief;
  return email === null
    ? [number]
    : [number, { text: email, href: `mailto:${encodeURIComponent(email).replaceAll("'", '%27')}` }];
}

function told({ context, brief }: Facts, level: WarningLevel): string[] {
  return brief.warnings
    .filter((warning) => warning.level === level && !isCuredByPrep(warning))
    .map((warning) => warningText(warning, context.words));
}

function missingOf(facts: Facts): string | null {
  const missing = told(facts, 'complete');
  const { words } = facts.context;
  const key = `prep.missing.${countKey(missing.length, words)}`;
  return missing.length === 0 ? null : words.label(key, { count: missing.length, list: missing.join(' ') });
}

/** In the order of the screen (practice D10). */
function sectionsOf(facts: Facts): Section[] {
  const { words } = facts.context;
  const section = (key: string, blocks: Section['blocks']): Section[] =>
    blocks.length === 0 ? [] : [{ title: words.label(key), blocks }];
  return [
    ...section('prep.owed', owedBlocks(facts)),
    ...section('prep.html.aim', aimBlocks(facts)),
    ...section('prep.opening', openingBlocks(facts)),
    ...section('prep.history', historyBlocks(facts)),
    ...section('prep.excuses', excuseBlocks(facts)),
    ...section('prep.disputes', disputeBlocks(facts)),
    ...(isLong(facts) ? section('prep.html.invoices', [invoicesBlock(facts)]) : []),
    ...section('prep.me', ownBlocks(facts)),
  ];
}

/** More invoices than this would push what to say off the screen of a phone: they stand further down. */
const mostAbove = 4;

function isLong({ brief }: Facts): boolean {
  return brief.invoices.length > mostAbove;
}

function owedBlocks(facts: Facts): Section['blocks'] {
  const { context, brief } = facts;
  const { words } = context;
  if (brief.claim === undefined) return [{ kind: 'list', items: [words.label('prep.nothing_owed')] }];
  if (!isLong(facts)) return [invoicesBlock(facts)];
  const label = words.label('prep.html.count', { count: brief.invoices.length });
  return [{ kind: 'figures', rows: [{ label, value: totalLine(brief.claim, words), isMain: false }] }];
}

function totalLine(claim: NonNullable<Brief['claim']>, words: PrepServices['words']): string {
  return `${moneyText(claim.open, words)} ${totalText(claim, words)}`;
}

function invoicesBlock(facts: Facts): Section['blocks'][number] {
  const { words, today } = facts.context;
  const { claim, invoices } = facts.brief;
  return {
    kind: 'invoices',
    rows: invoices.map((row) => ({
      amount: moneyText(row.balance, words),
      number: row.invoice.number,
      service: row.invoice.service ?? '',
      due: dueText(row, words, today),
    })),
    total: claim !== undefined && invoices.length > 1 && !isLong(facts) ? totalLine(claim, words) : null,
  };
}

function aimBlocks({ context: { words, today }, brief }: Facts): Section['blocks'] {
  const { objective, strategy } = brief;
  const row = (key: string, value: string) => ({ label: words.label(key), value, isMain: false });
  const goals =
    objective === undefined
      ? []
      : [
          {
            ...row('prep.goal', goalText(objective.max, words, today)),
            note: reasonText(objective, words),
            isMain: true,
          },
          row('prep.fallback', goalText(objective.min, words, today)),
        ];
  const rows = [
    ...goals,
    row('prep.profile', strategyText(strategy, words)),
    row('prep.rung', rungText(brief, words)),
    row('prep.consequence', consequenceText(brief.consequence, words)),
    row('prep.voicemail', words.label(`prep.voicemail.${brief.voicemailPlan}`)),
  ];
  return [{ kind: 'figures', rows }];
}

function openingBlocks({ context, brief, opening }: Facts): Section['blocks'] {
  const { language } = brief.standing.client;
  const around = {
    label: context.words.label('prep.around'),
    value: context.words.label('prep.environment'),
  };
  return [
    { kind: 'said', language, lines: opening.map((line) => quoted(line, { language })) },
    { kind: 'figures', rows: [{ ...around, isMain: false }] },
  ];
}

function historyBlocks({ context: { words, today }, brief }: Facts): Section['blocks'] {
  const rows = brief.timeline.map((entry) => ({
    day: plainDay(entry.on, words, today),
    text: entryText(entry, words),
  }));
  const promises = {
    label: words.label('prep.promises'),
    value: promiseText(brief.promises, words),
    isMain: false,
  };
  return [
    rows.length === 0 ? { kind: 'list', items: [words.label('prep.no_history')] } : { kind: 'dated', rows },
    { kind: 'figures', rows: [promises] },
  ];
}

function excuseBlocks({ context, brief }: Facts): Section['blocks'] {
  const { words, today } = context;
  const { client } = brief.standing;
  const spoken = { answers: context.wordsIn(client.language), script: context.script(client.language) };
  const of = { client, owed: brief.claim?.asked ?? null, oldest: brief.invoices[0] };
  const rows = brief.excuses.map((excuse) => {
    const given = answerText(excuse, spoken, of);
    const { words: said, when, known, answer } = excuseParts(excuse, words, { answer: given, today });
    const facts = [`${quoted(said, words)} (${when})`, known].filter((part) => part !== null);
    return { heard: facts.join(' · '), answer };
  });
  return rows.length === 0 ? [] : [{ kind: 'answers', language: client.language, rows }];
}

function disputeBlocks({ context: { words }, brief }: Facts): Section['blocks'] {
  const items = brief.disputes.map((dispute) =>
    words.label('prep.dispute.line', {
      amount: moneyText(dispute.disputed, words),
      words: dispute.words,
      day: dayText(dispute.resolveOn, words),
    }),
  );
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

function ownBlocks({ context: { words, today }, brief }: Facts): Section['blocks'] {
  const rows = brief.questions.map(({ key, answer }) => ({
    question: words.label(`prep.question.${key}`),
    answer: answer === null || answer.trim() === '' ? null : answer,
  }));
  const own = [
    ...(brief.resolution === null ? [] : [`${words.label('prep.resolution')} · ${brief.resolution}`]),
    ...brief.commitments.map((one) => `${words.label('prep.mine')} · ${commitmentText(one, words, today)}`),
  ];
  return [...(own.length === 0 ? [] : [{ kind: 'list' as const, items: own }]), { kind: 'questions', rows }];
}
