import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import type { Attempt, AttemptOutcome, Cause, Outcome, Reach } from '../domain/attempt.ts';
import { localDay, localMinutes, momentOf } from '../domain/day.ts';
import { followUp, memoFor } from '../domain/outcome.ts';
import type { Standing } from '../domain/standing.ts';
import { showLogged } from '../terminal/show-logged.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { outcomeNames, readHeard } from './log-facts.ts';
import type { Heard, Here, LogFlags } from './log-hearing.ts';
import { longestText, notTooLong, need, readChoice, readHeldAt, textOrNull } from './read-values.ts';

export type LogOptions = LogFlags & { readonly client: string };

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'language' | 'today' | 'now' | 'rules' | 'calendarOf'
>;
type Run = (context: Services, options: LogOptions) => Promise<void>;

const flags = [
  '--outcome <outcome>', '--amount <amount>', '--on <day>', '--means <means>', '--invoice <number>', '--contact <name>',
  '--note <text>', '--at <when>', '--channel <channel>', '--condition <text>', '--method <text>', '--count <rows>',
  '--every <week|month>', '--first <day>', '--type <type>', '--ground <ground>', '--owner <who>', '--hardship',
]; // biome-ignore format: rows of flags

/** `dun log CLIENT --outcome …`: a contact held without the script. */
export function registerLog(program: Command, host: CommandHost, run: Run = runLog): void {
  describe(program.command('log <client>'), host, { key: 'log', flags }).action(
    async (client: string, typed: LogFlags) => run(await host.context(), { client, ...typed }),
  );
}

const channels = ['call', 'incoming', 'mail'] as const;

/** Who answered, where the outcome alone says it; a person otherwise. */
const reaches: Readonly<Partial<Record<Outcome, Reach>>> = {
  voicemail: 'voicemail',
  no_answer: 'no_answer',
  busy: 'busy',
  bad_number: 'bad_number',
  message_left: 'desk',
};

const causes: Readonly<Partial<Record<Outcome, Cause>>> = {
  duplicate_sent: 'not_received',
  paid_claimed: 'paid',
  dispute: 'dispute',
  approval: 'approval',
  no_date: 'vague',
  refusal: 'refusal',
  insolvency: 'insolvency',
  distress: 'distress',
};

async function runLog(context: Services, options: LogOptions): Promise<void> {
  const { ledger, output } = context;
  const client = await findClient(context, options.client);
  const standing = ledger.standings.one(client.id);
  const startedAt = momentOfContact(context, options.at);
  const heldOn = localDay(startedAt);
  const isEarlierContact = heldOn !== context.today;
  const minutes = localMinutes(startedAt);
  const here = { ...pickServices(context), today: heldOn, minutes, isEarlierContact };
  const outcome = await outcomeOf(context, options.outcome);
  const heard = await readHeard(here, { standing, outcome, flags: options });
  // A contact may be written down after later ones.
  const earlier = standing.attempts.filter((attempt) => attempt.startedAt <= startedAt);
  const outcomes = await outcomesOf(here, { ...standing, attempts: earlier }, heard);
  const attemptId = record(context, { standing, heard, outcomes, options, startedAt });
  const after = ledger.standings.one(client.id);
  const promise = after.promises.find(({ callId }) => callId === attemptId);
  const { words, today, rules } = context;
  const view = { words, today, rules, memo: memoFor(heard.outcome) };
  for (const line of showLogged({ standing: after, outcomes, promise }, view)) output.line(line);
  for (const line of heard.advice) output.note(line);
}

/** What reading needs, without opening what it does not. */
function pickServices({ words, prompter, language, rules, calendarOf, ledger, output }: Services) {
  return { words, prompter, language, rules, calendarOf, ledger, output };
}

function momentOfContact(context: Services, at: string | undefined): number {
  if (at === undefined) return context.now();
  const { on, minutes } = readHeldAt({ flag: '--at', text: at }, context);
  return minutes === null ? momentOf(on, localMinutes(context.now())) : momentOf(on, minutes);
}

async function outcomeOf({ prompter, words }: Services, text: string | undefined): Promise<Outcome> {
  const names = Object.keys(outcomeNames);
  if (text === undefined && prompter.isInteractive) {
    const choices = Object.entries(outcomeNames).map(([name, value]) => ({
      label: words.label(`log.outcome.${name}`),
      value,
    }));
    return prompter.choose({ message: words.label('log.ask.outcome'), choices });
  }
  const name = readChoice({ flag: '--outcome', text: need('--outcome', text) }, names);
  return outcomeNames[name] ?? 'no_date';
}

async function outcomesOf(here: Here, standing: Standing, heard: Heard): Promise<AttemptOutcome[]> {
  const calendar = await here.calendarOf(standing.client);
  const contact = heard.contact;
  return heard.invoiceIds.map((invoiceId) => {
    const parts = heard.promise?.parts.filter((part) => part.invoiceId === invoiceId) ?? [];
    const recontacts = parts.map(({ recontactOn }) => recontactOn).toSorted();
    const next = followUp(heard.outcome, {
      today: here.today,
      minutes: here.minutes,
      rules: here.rules,
      calendar,
      earlier: standing.attempts,
      invoiceId,
      promisedRecontactOn: recontacts[0],
      ...heard.details,
    });
    return {
      invoiceId,
      outcome: heard.outcome,
      action: next.action,
      followUpOn: next.followUpOn,
      followUpAt: next.followUpAt,
      contactId: contact?.id ?? null,
      phone: contact?.phone ?? null,
      ground: heard.details.ground ?? 'to_check',
      isFruitless: next.isFruitless,
    };
  });
}

interface Logged {
  readonly standing: Standing;
  readonly heard: Heard;
  readonly outcomes: readonly AttemptOutcome[];
  readonly options: LogOptions;
  readonly startedAt: number;
}

/** Everything the contact left behind, in one transaction; returns the number of the attempt. */
function record({ ledger }: Services, logged: Logged): number {
  const { outcome, promise, dispute, contact, replaced } = logged.heard;
  const facts = attemptFacts(logged);
  return ledger.transaction(() => {
    const attempt = ledger.calls.log(facts);
    if (promise !== undefined) {
      const added = ledger.promises.add({ ...promise, callId: attempt.id });
      const moved = { kind: 'moved', on: attempt.on, reason: null, replacedBy: added.id } as const;
      for (const old of replaced) ledger.promises.change(old.id, moved);
    }
    if (dispute !== undefined) ledger.disputes.open({ ...dispute, callId: attempt.id });
    if (outcome === 'bad_number' && contact !== undefined) {
      ledger.clients.editContact(contact.id, { isPhoneInvalid: true });
    }
    return attempt.id;
  });
}

function attemptFacts({
  standing,
  heard,
  outcomes,
  options,
  startedAt,
}: Logged): Omit<Attempt, 'id' | 'recordedAt'> {
  const reach = reaches[heard.outcome];
  const usual = reach === undefined ? 'incoming' : 'call';
  const typed = options.channel;
  const channel = typed === undefined ? usual : readChoice({ flag: '--channel', text: typed }, channels);
  return {
    clientId: standing.client.id,
    contactId: heard.contact?.id ?? null,
    channel,
    on: localDay(startedAt),
    startedAt,
    endedAt: null,
    reach: channel === 'mail' ? null : (reach ?? 'person'),
    cause: causes[heard.outcome] ?? null,
    note: textOrNull(notTooLong({ flag: '--note', text: options.note ?? '' }, longestText)),
    isHardship: options.hardship === true,
    outcomes,
  };
}
