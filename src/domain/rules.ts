import type { WeekHours } from './week-hours.ts';

/** The numbers and hours of practice D1 that the rules read. All are settings; `ruleTable` names default, origin and meaning. */
export interface Rules {
  readonly arrivalDays: number;
  readonly recontactDays: number;
  readonly paidTolerancePercent: number;
  readonly paidToleranceMinor: number;
  readonly maxGapDays: number;
  readonly duplicateFollowupDays: number;
  readonly firstCallAfterDue: number;
  readonly firstCallAfterDueGoodPayer: number;
  readonly callbackMaxDays: number;
  readonly litigationChases: number;
  readonly litigationWindowDays: number;
  readonly litigationBrokenPromises: number;
  readonly litigationBrokenWarn: number;
  readonly finalNoticeDays: number;
  readonly finalNoticeUkBusinessDays: number;
  readonly finalNoticeUkPersonDays: number;
  readonly oldDebtDays: number;
  readonly smallAmountMinor: number;
  readonly largeAmountMinor: number;
  readonly amountRefMinor: number;
  readonly promiseMaxDays: number;
  readonly planMaxMonths: number;
  readonly planMaxRows: number;
  readonly planFirstDays: number;
  readonly planMinInstalmentMinor: number;
  readonly minPartNowPercent: number;
  readonly callTargetMinutes: number;
  readonly silenceSeconds: number;
  readonly ventSeconds: number;
  readonly evasiveRungs: number;
  readonly objectionsKept: number;
  /** Most calls that one day is planned with; 0 = as many as there are. */
  readonly callsPerDay: number;
  readonly conversationsPerDay: number;
  readonly attemptsPerWeek: number;
  readonly attemptsWindowDays: number;
  readonly voicemailsPerContact: number;
  readonly prepFreshHours: number;
  readonly rehearsals: number;
  readonly memoTargetMinutes: number;
  readonly memoWarnMinutes: number;
  readonly unconfirmedDays: number;
  readonly disputeAdministrativeDays: number;
  readonly disputeCommercialDays: number;
  readonly disputeTechnicalDays: number;
  readonly concessionMaxPercent: number;
  readonly angerPauseDays: number;
  readonly distressPauseDays: number;
  readonly provision90Percent: number;
  readonly provision180Percent: number;
  readonly provision365Percent: number;
  /** Hours at which nobody likes to be asked for money. */
  readonly avoid: readonly WeekHours[];
  /** The best hours of the field. */
  readonly prime: readonly WeekHours[];
  /** Hours at which nobody is called. */
  readonly never: readonly WeekHours[];
}

/** Rules that are stretches of hours; all others are numbers. */
export type HoursRule = 'avoid' | 'prime' | 'never';
export type NumberRule = Exclude<keyof Rules, HoursRule>;
