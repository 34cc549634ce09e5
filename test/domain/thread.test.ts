import { describe, expect, it } from 'vitest';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Message } from '../../src/domain/outbox.ts';
import { type Subject, threadAfter, threadOf } from '../../src/domain/thread.ts';
import { aMessage } from '../mail/support/message.ts';
import { aDispute, anAttempt, anOutcome, aPart, aPromise, aStanding } from '../support/a-standing.ts';

const to = 'jules@roussel.example';
const standing = aStanding({
  attempts: [
    anAttempt('2026-06-02', { id: 1, outcomes: [anOutcome({ invoiceId: 101, outcome: 'no_date' })] }),
    anAttempt('2026-06-03', { id: 2, outcomes: [anOutcome({ invoiceId: 102, outcome: 'no_date' })] }),
    anAttempt('2026-06-04', { id: 3, outcomes: [anOutcome({ invoiceId: null, outcome: 'voicemail' })] }),
    anAttempt('2026-06-05', { id: 4 }),
    anAttempt('2026-06-06', { id: 5 }),
  ],
  promises: [
    aPromise('2026-06-05', '2026-06-12', { id: 9, callId: 4, parts: [aPart(101, '2026-06-12', 840)] }),
  ],
  disputes: [aDispute({ callId: 5, invoiceId: 102 })],
});

function sent(callId: number | null, change: Partial<Message> = {}): Message {
  return aMessage({
    id: callId ?? 99,
    callId,
    clientId: 1,
    messageId: `<${callId}@a.example>`,
    to: [to],
    state: 'sent',
    ...change,
  });
}

function replied(messages: readonly Message[], change: Partial<Subject> = {}): string | undefined {
  const subject = { standing, callId: 7, invoiceIds: [101], recipients: [to], ...change };
  return threadOf(messages, subject)?.inReplyTo;
}

describe('the thread of a memo', () => {
  it.each<[string, Message[], Partial<Subject>, string | undefined]>([
    ['nothing before', [], {}, undefined],
    ['an outcome on the same invoice', [sent(1)], {}, '<1@a.example>'],
    ['an outcome on another one', [sent(2)], {}, undefined],
    ['one of two invoices', [sent(2)], { invoiceIds: [101, 102] }, '<2@a.example>'],
    ['a call about all of them', [sent(3)], {}, '<3@a.example>'],
    ['a promise on it', [sent(4)], {}, '<4@a.example>'],
    ['a dispute on it', [sent(5)], { invoiceIds: [102] }, '<5@a.example>'],
    ['the newest', [sent(1), sent(4), sent(2)], {}, '<4@a.example>'],
    ['thanks, for all there was', [sent(1), sent(2)], { callId: null, invoiceIds: null }, '<2@a.example>'],
    ['a message of no call', [sent(null)], {}, '<null@a.example>'],
    [
      'thanks from before it was issued',
      [sent(null, { createdAt: momentOf(day('2026-04-19'), 600) })],
      {},
      undefined,
    ],
    [
      'thanks of the day it was issued',
      [sent(null, { createdAt: momentOf(day('2026-04-20'), 600) })],
      {},
      '<null@a.example>',
    ],
    ['the other memo of the same call', [sent(4)], { callId: 4 }, undefined],
    ['a message that was refused', [sent(1, { state: 'failed' })], {}, undefined],
    ['one that waits', [sent(1, { state: 'queued' })], {}, undefined],
    ['one behind which another waits', [sent(1), sent(4, { state: 'queued' })], {}, '<1@a.example>'],
    ['a draft', [sent(1, { state: 'draft' })], {}, '<1@a.example>'],
    ['one that perhaps arrived', [sent(1, { state: 'uncertain' })], {}, '<1@a.example>'],
    ['another client', [sent(1, { clientId: 2 })], {}, undefined],
    ['another reader', [sent(1, { to: ['rose@roussel.example'] })], {}, undefined],
    ['a reader of the copy', [sent(1, { to: ['rose@roussel.example', to] })], {}, '<1@a.example>'],
  ])('%s', (...[, messages, change, expected]) => {
    expect(replied(messages, change)).toBe(expected);
  });
});

describe('the references of a thread', () => {
  const after = (header: string): readonly string[] =>
    threadAfter({ messageId: '<3@a.example>', raw: new TextEncoder().encode(header) }).references;

  it.each([
    ['none', 'From: a\r\n\r\nReferences: <evil@a.example>\r\n', ['<3@a.example>']],
    [
      'folded ones',
      'From: a\r\nReferences: <1@a.example>\r\n <2@a.example>\r\nTo: b\r\n\r\nHello',
      ['<1@a.example>', '<2@a.example>', '<3@a.example>'],
    ],
    ['itself', 'references: <3@a.example>\r\n\r\n', ['<3@a.example>']],
    ['what is no id', 'References: <a> <b@c\r\n\r\n', ['<3@a.example>']],
    ['no bytes', '', ['<3@a.example>']],
  ])('%s', (_, header, expected) => {
    expect(after(header)).toEqual(expected);
  });

  it('keeps the first and the newest of many', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `<${index}@b.example>`);
    const kept = after(`References: ${ids.join('\r\n ')}\r\n\r\n`);
    expect(kept).toHaveLength(20);
    expect([kept[0], kept[1], kept.at(-2), kept.at(-1)]).toEqual([
      '<0@b.example>',
      '<22@b.example>',
      '<39@b.example>',
      '<3@a.example>',
    ]);
  });
});
