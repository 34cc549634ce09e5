import { DunError } from './errors.ts';
import { EUR, parseMinor } from './money.ts';
import type { HoursRule, NumberRule, Rules } from './rules.ts';
import { parseWeekHours, type WeekHours } from './week-hours.ts';

/** What a number counts. `money` is whole minor units inside, an amount with decimals in the settings. */
export type RuleUnit =
  | 'days' | 'working_days' | 'months' | 'hours' | 'minutes' | 'seconds' | 'percent' | 'count'
  | 'money'; // biome-ignore format: one row of names

/** One number of practice D1. */
export interface RuleRow {
  /** Name in the settings. */
  readonly key: string;
  readonly field: NumberRule;
  readonly value: number;
  readonly unit: RuleUnit;
  /** `S 002` = that guide of the trade says it; P = published practice; C = our own choice (CONTRIBUTING, "Where a rule lives"). */
  readonly origin: string;
  readonly meaning: { readonly fr: string; readonly en: string };
}

/** Stretches of hours of practice D1. */
export interface HoursRow extends Pick<RuleRow, 'key' | 'origin' | 'meaning'> {
  readonly field: HoursRule;
  /** As one types it. */
  readonly standard: string;
}

const weekdays = [1, 2, 3, 4, 5];
const everyDay = [...weekdays, 6, 7];
const hours = (days: WeekHours['days'], from: number, to: number): WeekHours => ({
  days,
  from: from * 60,
  to: to * 60,
});

/** The numbers of practice D1. Amounts are in minor units of the invoice's currency, two decimals. */
export const defaultRules: Rules = {
  arrivalDays: 3,
  recontactDays: 1,
  paidTolerancePercent: 1,
  paidToleranceMinor: 100,
  maxGapDays: 10,
  duplicateFollowupDays: 7,
  firstCallAfterDue: 5,
  firstCallAfterDueGoodPayer: 10,
  callbackMaxDays: 10,
  litigationChases: 3,
  litigationWindowDays: 30,
  litigationBrokenPromises: 3,
  litigationBrokenWarn: 2,
  finalNoticeDays: 8,
  finalNoticeUkBusinessDays: 14,
  finalNoticeUkPersonDays: 30,
  oldDebtDays: 90,
  smallAmountMinor: 5000,
  largeAmountMinor: 100_000,
  amountRefMinor: 500_000,
  promiseMaxDays: 14,
  planMaxMonths: 6,
  planMaxRows: 6,
  planFirstDays: 7,
  planMinInstalmentMinor: 5000,
  minPartNowPercent: 50,
  callTargetMinutes: 10,
  silenceSeconds: 5,
  ventSeconds: 60,
  evasiveRungs: 3,
  objectionsKept: 10,
  callsPerDay: 0,
  conversationsPerDay: 1,
  attemptsPerWeek: 3,
  attemptsWindowDays: 7,
  voicemailsPerContact: 2,
  prepFreshHours: 24,
  rehearsals: 3,
  memoTargetMinutes: 10,
  memoWarnMinutes: 60,
  unconfirmedDays: 2,
  disputeAdministrativeDays: 2,
  disputeCommercialDays: 7,
  disputeTechnicalDays: 14,
  concessionMaxPercent: 0,
  angerPauseDays: 2,
  distressPauseDays: 14,
  provision90Percent: 25,
  provision180Percent: 50,
  provision365Percent: 100,
  avoid: [hours([1], 0, 12), hours([5], 12, 24)],
  prime: [hours(weekdays, 9, 12), hours(weekdays, 14, 17.5)],
  never: [hours(everyDay, 0, 8), hours(everyDay, 20, 24), hours([7], 0, 24), hours('holidays', 0, 24)],
};

/** Practice D1 as data, in its order. */
// biome-ignore format: a table
export const ruleTable: readonly RuleRow[] = [
  { key: 'arrival_days', field: 'arrivalDays', value: defaultRules.arrivalDays, unit: 'days', origin: 'S 002',
    meaning: { fr: "jours pour qu'un virement parti soit sur le compte", en: 'days until money that leaves must be on the account' } },
  { key: 'recontact_days', field: 'recontactDays', value: defaultRules.recontactDays, unit: 'working_days', origin: 'S 002',
    meaning: { fr: 'jours ouvrés ensuite avant de rappeler', en: 'working days after that until you ring again' } },
  { key: 'paid_tolerance_percent', field: 'paidTolerancePercent', value: defaultRules.paidTolerancePercent, unit: 'percent', origin: 'C',
    meaning: { fr: "part d'une promesse qui peut manquer sans que l'on rappelle pour autant (frais bancaires)", en: 'share of a promise that may be missing without a call about it, bank charges for instance' } },
  { key: 'paid_tolerance', field: 'paidToleranceMinor', value: defaultRules.paidToleranceMinor, unit: 'money', origin: 'C',
    meaning: { fr: 'la même chose en montant\u00a0; le plus petit des deux vaut', en: 'the same as an amount; the smaller of the two holds' } },
  { key: 'max_gap_days', field: 'maxGapDays', value: defaultRules.maxGapDays, unit: 'days', origin: 'S 003',
    meaning: { fr: 'délai le plus long entre deux relances', en: 'longest time between two chases' } },
  { key: 'duplicate_followup_days', field: 'duplicateFollowupDays', value: defaultRules.duplicateFollowupDays, unit: 'days', origin: 'S 003',
    meaning: { fr: 'jours avant de revenir sur un document envoyé', en: 'days until you follow up on a document sent' } },
  { key: 'first_call_after_due', field: 'firstCallAfterDue', value: defaultRules.firstCallAfterDue, unit: 'days', origin: 'C',
    meaning: { fr: "jours après l'échéance avant le premier appel", en: 'days after the due day until the first call' } },
  { key: 'first_call_after_due_good_payer', field: 'firstCallAfterDueGoodPayer', value: defaultRules.firstCallAfterDueGoodPayer, unit: 'days', origin: 'C',
    meaning: { fr: 'la même chose pour un bon payeur', en: 'the same for a client who pays well' } },
  { key: 'callback_max_days', field: 'callbackMaxDays', value: defaultRules.callbackMaxDays, unit: 'days', origin: 'C',
    meaning: { fr: 'jour de rappel le plus lointain sans avertissement', en: 'furthest day for a call back without a warning' } },
  { key: 'litigation_chases', field: 'litigationChases', value: defaultRules.litigationChases, unit: 'count', origin: 'S 003',
    meaning: { fr: 'relances sans résultat qui mènent à la mise en demeure', en: 'chases without result that lead to a formal notice' } },
  { key: 'litigation_window_days', field: 'litigationWindowDays', value: defaultRules.litigationWindowDays, unit: 'days', origin: 'S 003',
    meaning: { fr: 'jours sur lesquels on les compte', en: 'days within which they are counted' } },
  { key: 'litigation_broken_promises', field: 'litigationBrokenPromises', value: defaultRules.litigationBrokenPromises, unit: 'count', origin: 'S 003',
    meaning: { fr: 'promesses non tenues qui mènent à la mise en demeure', en: 'promises not kept that lead to a formal notice' } },
  { key: 'litigation_broken_warn', field: 'litigationBrokenWarn', value: defaultRules.litigationBrokenWarn, unit: 'count', origin: 'S 003',
    meaning: { fr: 'promesses non tenues à partir desquelles la suivante est la dernière chance', en: 'promises not kept that make the next one the last chance' } },
  { key: 'final_notice_days', field: 'finalNoticeDays', value: defaultRules.finalNoticeDays, unit: 'days', origin: 'P',
    meaning: { fr: 'délai laissé par une mise en demeure', en: 'deadline of a formal notice' } },
  { key: 'final_notice_uk_business_days', field: 'finalNoticeUkBusinessDays', value: defaultRules.finalNoticeUkBusinessDays, unit: 'days', origin: 'P',
    meaning: { fr: 'la même chose pour une entreprise du Royaume-Uni', en: 'the same for a business in the United Kingdom' } },
  { key: 'final_notice_uk_person_days', field: 'finalNoticeUkPersonDays', value: defaultRules.finalNoticeUkPersonDays, unit: 'days', origin: 'P',
    meaning: { fr: 'la même chose pour un particulier du Royaume-Uni', en: 'the same for a person in the United Kingdom' } },
  { key: 'old_debt_days', field: 'oldDebtDays', value: defaultRules.oldDebtDays, unit: 'days', origin: 'S 003',
    meaning: { fr: 'jours de retard à partir desquels une dette est ancienne\u00a0: chercher un litige caché', en: 'days late from which a debt is old: look for a hidden dispute' } },
  { key: 'small_amount', field: 'smallAmountMinor', value: defaultRules.smallAmountMinor, unit: 'money', origin: 'S 002',
    meaning: { fr: "jusqu'ici, sans litige\u00a0: paiement en une fois, pas d'échéancier", en: 'up to here, undisputed: payment in full, no instalments' } },
  { key: 'large_amount', field: 'largeAmountMinor', value: defaultRules.largeAmountMinor, unit: 'money', origin: 'C',
    meaning: { fr: "au-delà, acomptes et échéanciers valent d'être proposés", en: 'above this, part payments and plans are worth proposing' } },
  { key: 'amount_ref', field: 'amountRefMinor', value: defaultRules.amountRefMinor, unit: 'money', origin: 'C',
    meaning: { fr: "retard qui compte pleinement dans l'ordre des appels", en: 'overdue amount that counts fully in the order of calls' } },
  { key: 'promise_max_days', field: 'promiseMaxDays', value: defaultRules.promiseMaxDays, unit: 'days', origin: 'P',
    meaning: { fr: 'jour de promesse le plus lointain sans avertissement', en: 'furthest day for a promise without a warning' } },
  { key: 'plan_max_months', field: 'planMaxMonths', value: defaultRules.planMaxMonths, unit: 'months', origin: 'P',
    meaning: { fr: "durée la plus longue d'un échéancier", en: 'longest instalment plan' } },
  { key: 'plan_max_rows', field: 'planMaxRows', value: defaultRules.planMaxRows, unit: 'count', origin: 'C',
    meaning: { fr: "plus grand nombre de versements d'un échéancier", en: 'most instalments of a plan' } },
  { key: 'plan_first_days', field: 'planFirstDays', value: defaultRules.planFirstDays, unit: 'days', origin: 'P',
    meaning: { fr: 'jours avant le premier versement, au plus tard', en: 'days until the first instalment at the latest' } },
  { key: 'plan_min_instalment', field: 'planMinInstalmentMinor', value: defaultRules.planMinInstalmentMinor, unit: 'money', origin: 'C',
    meaning: { fr: "plus petit versement d'un échéancier", en: 'smallest instalment' } },
  { key: 'min_part_now', field: 'minPartNowPercent', value: defaultRules.minPartNowPercent, unit: 'percent', origin: 'C',
    meaning: { fr: 'part à demander tout de suite quand le tout est impossible', en: 'share to ask for at once when the whole cannot be paid' } },
  { key: 'call_target_min', field: 'callTargetMinutes', value: defaultRules.callTargetMinutes, unit: 'minutes', origin: 'P',
    meaning: { fr: "durée d'appel visée", en: 'length of a call to aim at' } },
  { key: 'silence_s', field: 'silenceSeconds', value: defaultRules.silenceSeconds, unit: 'seconds', origin: 'P',
    meaning: { fr: 'silence à tenir après une question', en: 'silence to hold after a question' } },
  { key: 'vent_s', field: 'ventSeconds', value: defaultRules.ventSeconds, unit: 'seconds', origin: 'P',
    meaning: { fr: 'temps laissé à la colère avant de parler', en: 'time left to anger before one speaks' } },
  { key: 'evasive_rungs', field: 'evasiveRungs', value: defaultRules.evasiveRungs, unit: 'count', origin: 'C',
    meaning: { fr: "fois où l'on redemande une date", en: 'times to ask again for a day' } },
  { key: 'objections_kept', field: 'objectionsKept', value: defaultRules.objectionsKept, unit: 'count', origin: 'S 000',
    meaning: { fr: "objections gardées prêtes, les plus probables d'abord", en: 'objections kept ready, the likeliest first' } },
  { key: 'calls_per_day', field: 'callsPerDay', value: defaultRules.callsPerDay, unit: 'count', origin: 'C',
    meaning: { fr: 'appels prévus par jour au plus\u00a0; 0 = sans limite', en: 'calls planned for one day at most; 0 = no limit' } },
  { key: 'conversations_per_day', field: 'conversationsPerDay', value: defaultRules.conversationsPerDay, unit: 'count', origin: 'C',
    meaning: { fr: 'conversations par jour avec la même personne', en: 'conversations a day with the same person' } },
  { key: 'attempts_per_week', field: 'attemptsPerWeek', value: defaultRules.attemptsPerWeek, unit: 'count', origin: 'C',
    meaning: { fr: 'appels en sept jours sans joindre personne', en: 'calls in seven days without reaching anybody' } },
  { key: 'attempts_window_days', field: 'attemptsWindowDays', value: defaultRules.attemptsWindowDays, unit: 'days', origin: 'C',
    meaning: { fr: 'jours sur lesquels on compte ces appels', en: 'days within which those calls are counted' } },
  { key: 'voicemails_per_contact', field: 'voicemailsPerContact', value: defaultRules.voicemailsPerContact, unit: 'count', origin: 'C',
    meaning: { fr: 'messages vocaux à une personne avant une autre voie', en: 'voicemails to one person before another route' } },
  { key: 'prep_fresh_hours', field: 'prepFreshHours', value: defaultRules.prepFreshHours, unit: 'hours', origin: 'C',
    meaning: { fr: 'heures pendant lesquelles une préparation est fraîche', en: 'hours for which a preparation is fresh' } },
  { key: 'rehearsals', field: 'rehearsals', value: defaultRules.rehearsals, unit: 'count', origin: 'C',
    meaning: { fr: 'répétitions conseillées avant un premier appel', en: 'rehearsals worth holding before a first call' } },
  { key: 'memo_target_min', field: 'memoTargetMinutes', value: defaultRules.memoTargetMinutes, unit: 'minutes', origin: 'S 002',
    meaning: { fr: "minutes après l'appel pour envoyer le mémo", en: 'minutes after the call within which the memo should leave' } },
  { key: 'memo_warn_min', field: 'memoWarnMinutes', value: defaultRules.memoWarnMinutes, unit: 'minutes', origin: 'C',
    meaning: { fr: "minutes après lesquelles un mémo qui n'est pas parti est signalé", en: 'minutes after which a memo that has not left is pointed out' } },
  { key: 'unconfirmed_days', field: 'unconfirmedDays', value: defaultRules.unconfirmedDays, unit: 'working_days', origin: 'C',
    meaning: { fr: 'jours ouvrés avant de redemander la confirmation écrite', en: 'working days until you ask for the written confirmation again' } },
  { key: 'dispute_administrative_days', field: 'disputeAdministrativeDays', value: defaultRules.disputeAdministrativeDays, unit: 'working_days', origin: 'C',
    meaning: { fr: 'délai visé pour régler un litige administratif', en: 'days to aim at for an administrative dispute' } },
  { key: 'dispute_commercial_days', field: 'disputeCommercialDays', value: defaultRules.disputeCommercialDays, unit: 'days', origin: 'C',
    meaning: { fr: 'délai visé pour régler un litige commercial', en: 'days to aim at for a commercial dispute' } },
  { key: 'dispute_technical_days', field: 'disputeTechnicalDays', value: defaultRules.disputeTechnicalDays, unit: 'days', origin: 'C',
    meaning: { fr: 'délai visé pour régler un litige technique', en: 'days to aim at for a technical dispute' } },
  { key: 'concession_max', field: 'concessionMaxPercent', value: defaultRules.concessionMaxPercent, unit: 'percent', origin: 'S 000',
    meaning: { fr: 'part que vous pouvez céder pour solder un litige, jamais montrée au client', en: 'share you may give up to close a dispute, never shown to the client' } },
  { key: 'anger_pause_days', field: 'angerPauseDays', value: defaultRules.angerPauseDays, unit: 'working_days', origin: 'C',
    meaning: { fr: 'pause après un appel tendu', en: 'pause after a tense call' } },
  { key: 'distress_pause_days', field: 'distressPauseDays', value: defaultRules.distressPauseDays, unit: 'days', origin: 'C',
    meaning: { fr: 'pause quand la personne est en détresse', en: 'pause when somebody is in distress' } },
  { key: 'provision_90', field: 'provision90Percent', value: defaultRules.provision90Percent, unit: 'percent', origin: 'C',
    meaning: { fr: 'part à provisionner de ce qui a plus de 90 jours de retard', en: 'share to provision of what is more than 90 days late' } },
  { key: 'provision_180', field: 'provision180Percent', value: defaultRules.provision180Percent, unit: 'percent', origin: 'C',
    meaning: { fr: 'part à provisionner de ce qui a plus de 180 jours de retard', en: 'share to provision of what is more than 180 days late' } },
  { key: 'provision_365', field: 'provision365Percent', value: defaultRules.provision365Percent, unit: 'percent', origin: 'C',
    meaning: { fr: 'part à provisionner de ce qui a plus de 365 jours de retard', en: 'share to provision of what is more than 365 days late' } },
];

/** The hours of practice D1: where one leaves out people's quiet times, and what is out of the question. */
// biome-ignore format: a table
export const hoursTable: readonly HoursRow[] = [
  { key: 'avoid', field: 'avoid', standard: 'mon 00:00-12:00, fri 12:00-24:00', origin: 'S 000',
    meaning: { fr: "heures à laisser de côté\u00a0: personne n'aime y parler d'argent", en: 'hours to leave out: nobody likes to talk of money then' } },
  { key: 'prime', field: 'prime', standard: 'mon-fri 09:00-12:00, mon-fri 14:00-17:30', origin: 'P',
    meaning: { fr: 'les meilleures heures pour appeler', en: 'the best hours to call' } },
  { key: 'never', field: 'never', standard: '00:00-08:00, 20:00-24:00, sun, holidays', origin: 'C',
    meaning: { fr: "heures où l'on n'appelle jamais\u00a0; holidays = jours fériés", en: 'hours at which one never calls; holidays = public holidays' } },
];

/** A limit that keeps sums and dates far from what the calendar and whole numbers can hold. */
const largest = 1_000_000_000;
/** What is divided by. */
const mustBePositive: ReadonlySet<NumberRule> = new Set(['amountRefMinor']);

/**
 * The rules with the user's settings laid over the defaults; settings of other names are left alone. A value that is
 * no number of this unit, or no hours, is a `DunError` 78 (`due.bad_rule`). Zero is a number, except for what is
 * divided by.
 */
export function rulesFrom(settings: ReadonlyMap<string, string>): Rules {
  const rules: { -readonly [Key in keyof Rules]: Rules[Key] } = { ...defaultRules };
  for (const row of ruleTable) {
    const text = settings.get(row.key);
    if (text !== undefined) rules[row.field] = readRule(row, text);
  }
  for (const row of hoursTable) {
    const text = settings.get(row.key);
    if (text !== undefined) rules[row.field] = readHours(row, text);
  }
  return rules;
}

/** Reads one number; throws like `rulesFrom`. */
export function readRule({ key, field, unit }: RuleRow, text: string): number {
  const value = unit === 'money' ? parseMinor(text, EUR) : wholeNumber(text);
  const lowest = mustBePositive.has(field) ? 1 : 0;
  if (value === undefined || value < lowest || value > largest || (unit === 'percent' && value > 100)) {
    throw new DunError('due.bad_rule', 78, { key, value: text, unit });
  }
  return value;
}

/** Reads stretches of hours; throws like `rulesFrom`. */
export function readHours({ key }: HoursRow, text: string): readonly WeekHours[] {
  const found = parseWeekHours(text);
  if (found === undefined) throw new DunError('due.bad_rule', 78, { key, value: text, unit: 'hh:mm-hh:mm' });
  return found;
}

function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}
