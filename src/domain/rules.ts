/** The numbers of practice D1 that the rules read. All are settings; `ruleTable` names default, origin and meaning. */
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
  readonly evasiveRungs: number;
  readonly attemptsPerWeek: number;
  readonly voicemailsPerContact: number;
  readonly prepFreshHours: number;
  readonly rehearsals: number;
  readonly memoTargetMinutes: number;
  readonly unconfirmedDays: number;
  readonly angerPauseDays: number;
  readonly distressPauseDays: number;
}
