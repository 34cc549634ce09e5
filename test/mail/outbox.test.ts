import { describe, expect, it } from 'vitest';
import {
  isDue,
  type OutboxEvent,
  outboxStep,
  outboxTrouble,
  stepAfterDeath,
  unsent,
} from '../../src/domain/outbox.ts';
import { aMessage } from './support/message.ts';

const now = Date.UTC(2026, 5, 2, 10);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const connecting = aMessage({ state: 'sending', phase: 'connect', attempts: 1, createdAt: now });
const inBody = aMessage({ ...connecting, phase: 'body' });

describe('outboxStep', () => {
  it.each<[string, Parameters<typeof outboxStep>[0], OutboxEvent, object]>([
    ['354: the body may leave', connecting, { kind: 'body_starts' }, { to: 'body' }],
    [
      '250 after the dot',
      inBody,
      { kind: 'accepted', receipt: '250 ok' },
      { to: 'sent', receipt: '250 ok', at: now },
    ],
    [
      'draft written',
      connecting,
      { kind: 'written', path: '/d/a.eml' },
      { to: 'draft', path: '/d/a.eml', at: now },
    ],
    [
      '4xx on the envelope',
      connecting,
      { kind: 'deferred', error: '450' },
      { to: 'queued', error: '450', nextAt: now + 30 * minute },
    ],
    [
      '4xx on the message',
      inBody,
      { kind: 'deferred', error: '451' },
      { to: 'queued', error: '451', nextAt: now + 30 * minute },
    ],
    ['5xx', inBody, { kind: 'refused', error: '550' }, { to: 'failed', error: '550' }],
    [
      'wrong setting',
      connecting,
      { kind: 'set_up', error: '535' },
      { to: 'queued', error: '535', nextAt: now },
    ],
    [
      'lost before 354',
      connecting,
      { kind: 'lost', error: 'reset' },
      { to: 'queued', error: 'reset', nextAt: now + 30 * minute },
    ],
    ['lost with the body', inBody, { kind: 'lost', error: 'reset' }, { to: 'uncertain', error: 'reset' }],
    [
      'it arrived',
      aMessage({ state: 'uncertain' }),
      { kind: 'arrived' },
      { to: 'sent', receipt: '', at: now, isAnswer: true },
    ],
    [
      'send again',
      aMessage({ state: 'uncertain' }),
      { kind: 'send_again' },
      { to: 'queued', error: '', nextAt: now, isAnswer: true },
    ],
  ])('%s', (_, ...[message, event, step]) => {
    expect(outboxStep(message, event, now)).toEqual(step);
  });

  it.each([
    [0, 30 * minute],
    [1, 30 * minute],
    [2, 2 * hour],
    [3, day],
    [4, day],
    [40, day],
  ])('after %i attempts waits %i ms', (attempts, wait) => {
    const step = outboxStep({ ...connecting, attempts }, { kind: 'deferred', error: 'later' }, now);
    expect(step).toEqual({ to: 'queued', error: 'later', nextAt: now + wait });
  });

  it.each([
    [5 * day - 1, 'queued'],
    [5 * day, 'failed'],
    [6 * day, 'failed'],
  ])('%i ms after it was written a deferred message is %s', (age, state) => {
    const step = outboxStep(
      { ...connecting, createdAt: now - age },
      { kind: 'deferred', error: 'later' },
      now,
    );
    expect(step.to).toBe(state);
  });

  it('keeps a message for a wrong setting however old it is', () => {
    const step = outboxStep(
      { ...connecting, createdAt: now - 60 * day },
      { kind: 'set_up', error: '535' },
      now,
    );
    expect(step.to).toBe('queued');
  });

  it.each<[Parameters<typeof outboxStep>[0], OutboxEvent]>([
    [aMessage({ state: 'sent' }), { kind: 'send_again' }],
    [aMessage({ state: 'queued' }), { kind: 'accepted', receipt: '' }],
    [aMessage({ state: 'failed' }), { kind: 'arrived' }],
    [aMessage({ state: 'draft' }), { kind: 'body_starts' }],
    [aMessage({ state: 'uncertain' }), { kind: 'accepted', receipt: '' }],
    [connecting, { kind: 'arrived' }],
    [inBody, { kind: 'send_again' }],
  ])('refuses an event that cannot be', (message, event) => {
    expect(() => outboxStep(message, event, now)).toThrow(RangeError);
  });
});

describe('stepAfterDeath', () => {
  it('leaves a doubt only when the body was on its way', () => {
    expect(stepAfterDeath(connecting, now).to).toBe('queued');
    expect(stepAfterDeath(inBody, now).to).toBe('uncertain');
  });
});

describe('isDue', () => {
  it.each([
    [{ state: 'queued', nextAt: null }, true],
    [{ state: 'queued', nextAt: now }, true],
    [{ state: 'queued', nextAt: now + 1 }, false],
    [{ state: 'queued', nextAt: now + 24 * 60 * 60_000 }, false],
    // Written down by a clock that was ahead: no wait is longer than a day.
    [{ state: 'queued', nextAt: now + 24 * 60 * 60_000 + 1 }, true],
    [{ state: 'sent', nextAt: null }, false],
    [{ state: 'uncertain', nextAt: null }, false],
  ] as const)('%o: %s', (fields, due) => {
    expect(isDue(aMessage(fields), now)).toBe(due);
  });
});

describe('outboxTrouble', () => {
  it.each([
    ['sent', null],
    ['draft', null],
    ['failed', 69],
    ['uncertain', 76],
    ['queued', 75],
    ['sending', 75],
  ] as const)('%s: exit code %s', (state, code) => {
    expect(outboxTrouble(aMessage({ state }))?.exitCode ?? null).toBe(code);
  });
});

describe('a message that was refused for one and taken for the others', () => {
  const to = ['a@x.example', 'b@x.example', 'c@x.example'];
  it.each([
    ['250 ok', null],
    ['250 ok | gladly', null],
    ['250 ok | d@x.example: 550 no', null],
    ['250 ok | b@x.example: 550 no', { to: 'b@x.example', reason: '550 no' }],
    ['250 ok | b@x.example: 550 no | c@x.example', { to: 'b@x.example, c@x.example', reason: '550 no' }],
  ])('%s: %o', (receipt, values) => {
    const trouble = outboxTrouble(aMessage({ state: 'sent', to, receipt }));
    expect(trouble?.values ?? null).toEqual(values);
  });
});

describe('unsent', () => {
  it('puts one header above the same bytes', () => {
    const raw = new TextEncoder().encode('From: a\r\n\r\nb');
    expect(Buffer.from(unsent(raw)).toString()).toBe('X-Unsent: 1\r\nFrom: a\r\n\r\nb');
  });
});
