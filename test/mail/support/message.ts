import type { Message, OutboxStep } from '../../../src/domain/outbox.ts';
import type { OutboxDoor } from '../../../src/mail/send.ts';

const plain: Message = {
  id: 1,
  callId: 7,
  clientId: 3,
  kind: 'promise_confirmation',
  language: 'fr',
  messageId: '<0b9f8c1e@atelier.example>',
  from: 'nadia@atelier.example',
  to: ['jules@roussel.example'],
  subject: 'Votre virement',
  text: 'Bonjour',
  raw: new TextEncoder().encode(
    'From: nadia@atelier.example\r\nTo: jules@roussel.example\r\n\r\nBonjour\r\n.point\r\n',
  ),
  transport: 'smtp',
  repeats: null,
  state: 'queued',
  phase: null,
  pid: null,
  attempts: 0,
  nextAt: null,
  error: null,
  receipt: null,
  createdAt: Date.UTC(2026, 5, 2, 8, 22),
  sentAt: null,
};

export function aMessage(change: Partial<Message> = {}): Message {
  return { ...plain, ...change };
}

/** An outbox in memory that keeps the rules of the real one: one taker, steps written in order. */
export function anOutbox(...messages: Message[]): OutboxDoor & { steps: OutboxStep[] } {
  const rows = new Map(messages.map((message) => [message.id, message]));
  const steps: OutboxStep[] = [];
  const rowOf = (id: number): Message => {
    const row = rows.get(id);
    if (row === undefined) throw new RangeError(`no message ${id}`);
    return row;
  };
  return {
    steps,
    byId: (id) => rows.get(id),
    list: (state) => [...rows.values()].filter((row) => state === undefined || row.state === state),
    take(id, pid) {
      const row = rowOf(id);
      if (row.state !== 'queued') return undefined;
      const taken: Message = { ...row, state: 'sending', phase: 'connect', pid, attempts: row.attempts + 1 };
      rows.set(id, taken);
      return taken;
    },
    advance(id, step) {
      steps.push(step);
      rows.set(id, after(rowOf(id), step));
      return rowOf(id);
    },
  };
}

function after(row: Message, step: OutboxStep): Message {
  switch (step.to) {
    case 'body':
      return { ...row, phase: 'body' };
    case 'sent':
      return { ...row, state: 'sent', phase: null, receipt: step.receipt, sentAt: step.at, error: null };
    case 'draft':
      return { ...row, state: 'draft', phase: null, receipt: step.path, sentAt: step.at, error: null };
    case 'queued':
      return { ...row, state: 'queued', phase: null, error: step.error, nextAt: step.nextAt };
    case 'failed':
    case 'uncertain':
      return { ...row, state: step.to, phase: null, error: step.error };
  }
}
