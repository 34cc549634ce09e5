import { contactName } from '../domain/client.ts';
import type { Day } from '../domain/day.ts';
import type { Coming, DueItem, DueList, HiddenClient } from '../domain/due-list.ts';
import type { PromiseJudgement } from '../domain/promise.ts';
import type { Words } from '../script/words.ts';
import { gateText, reasonText } from '../terminal/due-words.ts';
import type { DueOrder } from './due-order.ts';
import { jsonHour, jsonMoney } from './json-values.ts';

interface At {
  readonly today: Day;
  readonly words: Words;
}

/**
 * `dun due --json`, in the order shown (product 3). `reason` is a code, `says` the same in words. `week` is the plan of
 * `--week`, `null` without it.
 */
export function dueDocument(
  list: DueList,
  { today, words, week = null }: At & { readonly week?: object | null },
  by: DueOrder | null,
): object {
  return {
    schema: 'dun.due/1',
    today,
    by,
    items: list.items.map((item) => itemDocument(item, words)),
    hidden: list.hidden.map((row) => hiddenDocument(row, words)),
    totals: list.totals.map(jsonMoney),
    next: comingDocument(list.next),
    week,
  };
}

/** One line of the list; also the head of `dun due --why --json`. */
export function itemDocument(item: DueItem, words: Words): object {
  const { client, first, terms, score, level, owed, alsoOwed, asked, promise, contact, phone } = item;
  return {
    client: client.name,
    handle: client.handle,
    tier: first.tier,
    score,
    terms,
    action: first.action,
    reason: first.reason.code,
    says: reasonText(first.reason, words),
    on: first.on,
    at: jsonHour(first.at),
    level,
    owed: jsonMoney(owed),
    alsoOwed: alsoOwed.map(jsonMoney),
    asked: jsonMoney(asked ?? owed),
    promise: promise === null ? null : promiseDocument(promise),
    contact: contact === null ? null : contactName(contact) || null,
    phone,
  };
}

function hiddenDocument({ client, gate, until, owed, alsoOwed, first }: HiddenClient, words: Words): object {
  return {
    client: client.name,
    handle: client.handle,
    gate,
    says: gateText(first, words),
    until,
    owed: jsonMoney(owed),
    alsoOwed: alsoOwed.map(jsonMoney),
  };
}

function promiseDocument({ promise, fate, amount, received, rows }: PromiseJudgement): object {
  const next = rows.find((row) => row.fate === 'open') ?? rows.at(-1);
  return {
    id: promise.id,
    fate,
    amount: jsonMoney(amount),
    received: jsonMoney(received),
    madeOn: promise.madeOn,
    promisedOn: next?.part.promisedOn ?? null,
    arrivalDeadline: next?.part.arrivalDeadline ?? null,
    recontactOn: next?.part.recontactOn ?? null,
  };
}

function comingDocument(next: Coming | null): object | null {
  if (next === null) return null;
  const { client, on, amount, gate } = next;
  const money = amount === null ? null : jsonMoney(amount);
  return { client: client.name, handle: client.handle, on, amount: money, gate };
}
