import type { Cause } from './attempt.ts';
import type { PayerType } from './client.ts';
import { addDays, type Day, daysBetween, localDay } from './day.ts';
import { type Dispute, openDisputes } from './dispute.ts';
import { heldBy } from './history.ts';
import { isInsolvent } from './insolvency.ts';
import { balances, receipts } from './invoice.ts';
import { notKept } from './promise.ts';
import { isWritten } from './reply.ts';
import { remindersSent } from './reminder-sent.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** Thresholds of practice D9: how much history makes a habit. */
const habit = {
  paid: 3,
  onTimeShare: 0.8,
  onTimeDays: 5,
  lateDays: 15,
  spreadDays: 7,
  causes: 2,
  disputes: 2,
};
const silence = { days: 30, attempts: 3, channels: 2 };

type Test = (standing: Standing, today: Day, rules: Rules) => boolean;

/** Practice D9 in its own order: the first test that holds names the type. */
const tests: readonly (readonly [PayerType, Test])[] = [
  ['insolvent', isInsolvent],
  ['sincere_disputer', hasSincereDispute],
  ['inventor_of_disputes', (standing, today) => inventedDisputes(standing, today) >= habit.disputes],
  ['cash_strapped', isCashStrapped],
  ['serial_promiser', isSerialPromiser],
  ['silent', isSilent],
  ['good_payer', isGoodPayer],
  ['strategic', isStrategic],
  ['careless', (standing, today) => heard(standing, today, ['forgot', 'not_received']) >= habit.causes],
  ['process_bound', (standing, today) => heard(standing, today, ['approval']) >= habit.causes],
];

/** How this client pays, judged on the facts of that day (practice D9); the user's own word goes first. */
export function payerType(standing: Standing, today: Day, rules: Rules): PayerType {
  if (standing.client.payerType !== null) return standing.client.payerType;
  return tests.find(([, holds]) => holds(standing, today, rules))?.[0] ?? 'unknown';
}

/** Documented trouble paying: it turns pressure into a plan (practice D6). */
export function hasHardship(standing: Standing, today: Day): boolean {
  return heldBy(standing, today).some(({ isHardship }) => isHardship);
}

/** Days from due to fully paid, one per invoice that money has settled by `today`; negative when early. */
export function paymentDelays(standing: Standing, today: Day): number[] {
  const lastMoney = new Map<number, Day>();
  for (const { invoiceId, kind, on } of receipts(standing, today))
    if (kind === 'payment') lastMoney.set(invoiceId, on);
  return [...balances(standing, today).values()].flatMap(({ invoice, status }) => {
    const paidOn = status === 'paid' ? lastMoney.get(invoice.id) : undefined;
    return paidOn === undefined ? [] : [daysBetween(invoice.dueOn, paidOn)];
  });
}

function heard(standing: Standing, today: Day, causes: readonly Cause[]): number {
  return heldBy(standing, today).filter(({ cause }) => cause !== null && causes.includes(cause)).length;
}

// Raised before the due day, or judged founded: nobody who invents a reason to gain time does either.
function hasSincereDispute(standing: Standing, today: Day): boolean {
  const dueOn = new Map(standing.invoices.map((invoice) => [invoice.id, invoice.dueOn]));
  return openDisputes(standing, today).some(
    ({ ground, invoiceId, raisedOn }) => ground === 'yes' || raisedOn < (dueOn.get(invoiceId) ?? raisedOn),
  );
}

function inventedDisputes(standing: Standing, today: Day): number {
  const chases = [
    ...heldBy(standing, today).filter(({ channel }) => channel !== 'incoming'),
    ...remindersSent(standing, today),
  ];
  const firstChase = chases.map(({ on }) => on).toSorted()[0];
  if (firstChase === undefined) return 0;
  const isInvented = ({ ground, raisedOn }: Dispute) =>
    ground === 'no' && raisedOn <= today && raisedOn >= firstChase;
  return standing.disputes.filter(isInvented).length;
}

function isCashStrapped(standing: Standing, today: Day): boolean {
  return hasHardship(standing, today) || heard(standing, today, ['cash']) >= habit.causes;
}

function isSerialPromiser(standing: Standing, today: Day, rules: Rules): boolean {
  return notKept(standing, today, rules).length >= rules.litigationBrokenWarn;
}

function isSilent(standing: Standing, today: Day): boolean {
  const since = addDays(today, -silence.days);
  const recent = heldBy(standing, today).filter(({ on }) => on >= since);
  if (recent.some(({ channel, reach }) => channel === 'incoming' || reach === 'person')) return false;
  if (wordsOf(standing).some((on) => on >= since && on <= today)) return false;
  const mails = standing.memos
    .flatMap(({ sentAt }) => (sentAt === null ? [] : [localDay(sentAt)]))
    .filter((on) => on >= since && on <= today);
  const channels = new Set([...recent.map(({ channel }) => channel), ...mails.map(() => 'mail' as const)]);
  return recent.length + mails.length >= silence.attempts && channels.size >= silence.channels;
}

/** Days on which they wrote back, or gave a promise or a reason that was noted without a call. */
function wordsOf({ replies, promises, disputes }: Standing): Day[] {
  return [
    ...replies.filter(isWritten).map(({ on }) => on),
    ...promises.map(({ madeOn }) => madeOn),
    ...disputes.map(({ raisedOn }) => raisedOn),
  ];
}

function isGoodPayer(standing: Standing, today: Day): boolean {
  const delays = paymentDelays(standing, today);
  const onTime = delays.filter((delay) => delay <= habit.onTimeDays).length;
  return delays.length >= habit.paid && onTime >= delays.length * habit.onTimeShare;
}

// Late by the same amount every time: a rule of theirs, not an accident. Spread = latest minus earliest.
function isStrategic(standing: Standing, today: Day): boolean {
  const delays = paymentDelays(standing, today);
  if (delays.length < habit.paid) return false;
  const mean = delays.reduce((total, delay) => total + delay, 0) / delays.length;
  return mean >= habit.lateDays && Math.max(...delays) - Math.min(...delays) <= habit.spreadDays;
}
