import { lay, planTotal } from '../../src/domain/call/agreements.ts';
import { planOf } from '../../src/domain/call/plan.ts';
import { answersOf } from '../../src/domain/call/record.ts';
import { type CallEffects, resultOf } from '../../src/domain/call/result.ts';
import type { Call, CallInvoice } from '../../src/domain/call/state.ts';
import { disputedMinor } from '../../src/domain/call/verdict.ts';
import { memoKindFor } from '../../src/domain/memo-kind.ts';

/** What is wrong with the result of a call, whatever was said in it; nothing, unless the rules of the ledger are broken. */
export function faultsOf(call: Call): string[] {
  const effects = resultOf(call, { attempts: [], livePromises: [] });
  memoKindFor(effects.outcomes);
  return [
    ...outcomeFaults(call, effects),
    ...promiseFaults(call, effects),
    ...call.setup.invoices.flatMap((invoice) => invoiceFaults(call, effects, invoice)),
    ...planFaults(call),
  ];
}

/** Every invoice has an outcome with a next action and a day; an attempt that reached nobody has one for all. */
function outcomeFaults({ setup }: Call, { outcomes, reach }: CallEffects): string[] {
  const got = new Set(outcomes.map(({ invoiceId }) => invoiceId));
  const wanted = reach === 'person' ? setup.invoices.map(({ id }) => id) : [null];
  const isEach = got.size === wanted.length && wanted.every((id) => got.has(id));
  const past = outcomes.filter(({ followUpOn, action }) => followUpOn < setup.today || !action);
  return [
    ...(isEach ? [] : [`outcomes for ${[...got].join()} instead of ${wanted.join()}`]),
    ...past.map(({ outcome, followUpOn }) => `${outcome} has its next action on ${followUpOn}`),
  ];
}

/** Parts on days from today on; several days make a plan; an invoice stands in one firm promise only. */
function promiseFaults({ setup }: Call, { promises }: CallEffects): string[] {
  const faults = promises.flatMap(({ parts, kind }) => {
    const days = new Set(parts.map(({ promisedOn }) => promisedOn));
    return [
      ...(parts.length === 0 ? ['a promise of nothing'] : []),
      ...(parts.some(({ promisedOn }) => promisedOn < setup.today) ? ['a promise for a day gone by'] : []),
      ...(days.size > 1 && kind !== 'plan' ? ['several days and no plan'] : []),
    ];
  });
  const firm = promises.filter(({ condition }) => condition === null);
  const owned = firm.flatMap(({ parts }) => [...new Set(parts.map(({ invoiceId }) => invoiceId))]);
  return new Set(owned).size === owned.length ? faults : [...faults, 'an invoice in two firm promises'];
}

/** Promised and disputed together never pass what is open. */
function invoiceFaults(
  call: Call,
  { promises, disputes }: CallEffects,
  { id, balance }: CallInvoice,
): string[] {
  const parts = promises.flatMap((one) => one.parts).filter(({ invoiceId }) => invoiceId === id);
  const promised = parts.reduce((total, { amount }) => total + amount.minor, 0);
  const contested = disputes
    .filter(({ invoiceId }) => invoiceId === id)
    .reduce((total, { disputed }) => total + disputed.minor, 0);
  const left = lay(call).left.get(id) ?? 0;
  return [
    ...(parts.some(({ amount }) => amount.minor <= 0) ? [`${id}: a part of nothing`] : []),
    ...(promised + contested > balance.minor ? [`${id}: ${promised} + ${contested} > ${balance.minor}`] : []),
    ...(left === balance.minor - promised - contested ? [] : [`${id}: ${left} left`]),
    ...(contested === (disputedMinor(call.setup, call.heard).get(id) ?? 0)
      ? []
      : [`${id}: ${contested} contested`]),
  ];
}

/** The rows of a plan add up to the cent, also of one that is not taken. */
function planFaults(call: Call): string[] {
  return answersOf(call.heard, 'plan').flatMap((plan) => {
    const total = planTotal(call, plan);
    const rows = planOf(call.setup, plan, total)?.rows ?? [];
    const added = rows.reduce((minor, { amount }) => minor + amount.minor, 0);
    return rows.length === 0 || added === total.minor ? [] : [`rows of ${added} for ${total.minor}`];
  });
}
