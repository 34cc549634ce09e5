import { DunError } from './errors.ts';
import { EUR, parseMinor } from './money.ts';
import type { Rules } from './rules.ts';

/** What a number counts. `money` is whole minor units inside, an amount with decimals in the settings. */
export type RuleUnit =
  | 'days' | 'working_days' | 'months' | 'hours' | 'minutes' | 'seconds' | 'percent' | 'count'
  | 'money'; // biome-ignore format: one row of names

/** One number of practice D1. */
export interface RuleRow {
  /** Name in the settings. */
  readonly key: string;
  readonly field: keyof Rules;
  readonly value: number;
  readonly unit: RuleUnit;
  /** S = a source of the trade says it, with its number in `practice.md`; P = published practice; C = our own choice. */
  readonly origin: string;
  readonly meaning: { readonly fr: string; readonly en: string };
}

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
  evasiveRungs: 3,
  attemptsPerWeek: 3,
  voicemailsPerContact: 2,
  prepFreshHours: 24,
  rehearsals: 3,
  memoTargetMinutes: 10,
  unconfirmedDays: 2,
  angerPauseDays: 2,
  distressPauseDays: 14,
  provision90Percent: 25,
  provision180Percent: 50,
  provision365Percent: 100,
};

/** Practice D1 as data, in its order. */
// biome-ignore format: a table
export const ruleTable: readonly RuleRow[] = [
  { key: 'arrival_days', field: 'arrivalDays', value: defaultRules.arrivalDays, unit: 'days', origin: 'S 002',
    meaning: { fr: "jours pour qu'un virement parti soit sur le compte", en: 'days until money that leaves must be on the account' } },
  { key: 'recontact_days', field: 'recontactDays', value: defaultRules.recontactDays, unit: 'working_days', origin: 'S 002',
    meaning: { fr: 'jours ouvrés ensuite avant de rappeler', en: 'working days after that until you ring again' } },
  { key: 'paid_tolerance_percent', field: 'paidTolerancePercent', value: defaultRules.paidTolerancePercent, unit: 'percent', origin: 'C',
    meaning: { fr: "part d'une promesse qui peut manquer sans qu'elle compte comme non tenue (frais bancaires)", en: 'share of a promise that may be missing for it to count as kept, bank charges for instance' } },
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
  { key: 'evasive_rungs', field: 'evasiveRungs', value: defaultRules.evasiveRungs, unit: 'count', origin: 'C',
    meaning: { fr: "fois où l'on redemande une date", en: 'times to ask again for a day' } },
  { key: 'attempts_per_week', field: 'attemptsPerWeek', value: defaultRules.attemptsPerWeek, unit: 'count', origin: 'C',
    meaning: { fr: 'appels en sept jours sans joindre personne', en: 'calls in seven days without reaching anybody' } },
  { key: 'voicemails_per_contact', field: 'voicemailsPerContact', value: defaultRules.voicemailsPerContact, unit: 'count', origin: 'C',
    meaning: { fr: 'messages vocaux à une personne avant une autre voie', en: 'voicemails to one person before another route' } },
  { key: 'prep_fresh_hours', field: 'prepFreshHours', value: defaultRules.prepFreshHours, unit: 'hours', origin: 'C',
    meaning: { fr: 'heures pendant lesquelles une préparation est fraîche', en: 'hours for which a preparation is fresh' } },
  { key: 'rehearsals', field: 'rehearsals', value: defaultRules.rehearsals, unit: 'count', origin: 'C',
    meaning: { fr: 'répétitions conseillées avant un premier appel', en: 'rehearsals worth holding before a first call' } },
  { key: 'memo_target_min', field: 'memoTargetMinutes', value: defaultRules.memoTargetMinutes, unit: 'minutes', origin: 'S 002',
    meaning: { fr: "minutes après l'appel pour envoyer le mémo", en: 'minutes after the call within which the memo should leave' } },
  { key: 'unconfirmed_days', field: 'unconfirmedDays', value: defaultRules.unconfirmedDays, unit: 'working_days', origin: 'C',
    meaning: { fr: 'jours ouvrés avant de redemander la confirmation écrite', en: 'working days until you ask for the written confirmation again' } },
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

/** A limit that keeps sums and dates far from what the calendar and whole numbers can hold. */
const largest = 1_000_000_000;

/**
 * The rules with the user's settings laid over the defaults; settings of other names are left alone. A value that is
 * no number of this unit is a `DunError` 78 (`due.bad_rule`). Zero is a number, except for what is divided by.
 */
export function rulesFrom(settings: ReadonlyMap<string, string>): Rules {
  const rules: Record<keyof Rules, number> = { ...defaultRules };
  for (const row of ruleTable) {
    const text = settings.get(row.key);
    if (text !== undefined) rules[row.field] = readRule(row, text);
  }
  return rules;
}

/** Reads one setting; throws like `rulesFrom`. */
export function readRule({ key, field, unit }: RuleRow, text: string): number {
  const value = unit === 'money' ? parseMinor(text, EUR) : wholeNumber(text);
  const lowest = field === 'amountRefMinor' ? 1 : 0;
  if (value === undefined || value < lowest || value > largest || (unit === 'percent' && value > 100)) {
    throw new DunError('due.bad_rule', 78, { key, value: text, unit });
  }
  return value;
}

function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}
