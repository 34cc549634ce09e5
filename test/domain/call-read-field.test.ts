import { describe, expect, it } from 'vitest';
import { isFieldName } from '../../src/domain/call/field-table.ts';
import { dayAdvice, proposalFor, shortcutFor, showField } from '../../src/domain/call/proposals.ts';
import { optionsOf, readField } from '../../src/domain/call/read-field.ts';
import type { CallSetup, FieldName } from '../../src/domain/call/state.ts';
import { day } from '../../src/domain/day.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

/** The canonical text, or the name of the problem; `~` before one that is vague. Tuesday 2 June 2026, 840 EUR open. */
function read(field: FieldName, text: string, texts: readonly string[] = ways.listen): string {
  const reading = readField(field, text, { call: play(texts), language: 'fr' });
  if (reading.ok) return reading.value;
  return `${reading.isVague ? '~' : ''}${reading.problem.replace('call.problem.', '!')}`;
}

/** The name of a field from a row of a table. */
function fieldOf(name: string): FieldName {
  if (!isFieldName(name)) throw new RangeError(name);
  return name;
}

describe('a typed text', () => {
  it.each([
    ['amount', '840', '84000'], ['amount', '1 250,50', '!amount_above'], ['amount', '250', '25000'],
    ['amount', '250,50', '25050'], ['amount', '250 €', '25000'], ['amount', '50%', '42000'], ['amount', 'tout', '84000'],
    ['amount', 'all', '84000'], ['amount', 'moitié', '42000'], ['amount', '', '84000'], ['amount', '0', '!amount_zero'],
    ['amount', '840,01', '!amount_above'], ['amount', '101%', '!amount'], ['amount', 'beaucoup', '!amount'],
    ['amount', '-5', '!amount'], ['amount', '5 $', '!amount'],
    ['shortfall', '', ''], ['shortfall', '400', '40000'], ['shortfall', 'x', '!amount'],

    ['day', 'vendredi', '2026-06-05'], ['day', 'ven 12', '2026-06-12'], ['day', 'fri 12', '2026-06-12'],
    ['day', 'demain', '2026-06-03'], ['day', '15/6', '2026-06-15'], ['day', '+3', '2026-06-05'],
    ['day', 'today', '2026-06-02'], ['day', "aujourd'hui", '2026-06-02'], ['day', 'hier', '!past_day'],
    ['day', '31/11', '!no_such_day'], ['day', 'quand il veut', '!day'], ['day', '', '!day'],
    ['day', 'bientôt', '~!vague'], ['day', 'cette semaine', '~!vague_day'], ['day', 'fin du mois', '~!vague_day'],
    ['day', 'next week', '~!vague_day'],
    ['plan_day', 'fin du mois', '~!vague_day'], ['plan_day', '', '2026-06-03'],
    // A vague day for anything but money is asked again, not dug into.
    ['callback_day', 'fin du mois', '!day'], ['callback_day', 'jeudi', '2026-06-04'], ['callback_day', '', '!day'],
    ['settle_day', '', ''], ['settle_day', 'bientôt', '!day'], ['settle_day', '12/6', '2026-06-12'],
    ['change_day', '', ''], ['next_day', '1/6/2026', '!past_day'],

    ['claim_day', 'hier', '2026-06-01'], ['claim_day', 'vendredi', '2026-05-29'], ['claim_day', '28/5', '2026-05-28'],
    ['claim_day', 'today', '2026-06-02'], ['claim_day', 'demain', '!future_day'], ['claim_day', 'bientôt', '!past_day_wanted'],
    ['claim_day', '', '!past_day_wanted'], ['opened_day', '', ''], ['opened_day', '20/5', '2026-05-20'],

    ['callback_time', '14h', '840'], ['callback_time', '9h30', '570'], ['callback_time', '9:30', '570'],
    ['callback_time', '0h', '0'], ['callback_time', '25h', '!time'], ['callback_time', 'matin', '!time'],
    ['callback_time', '', '!time'], ['own_time', '', ''], ['own_time', '17h', '1020'],

    ['address', 'compta@roussel.example', 'compta@roussel.example'], ['address', 'compta', '!email'],
    ['address', 'a@b.example, c@d.example', '!email'], ['address', '', 'jules@roussel.example'],
    ['phone', '03 88 00 11 23', '03 88 00 11 23'], ['phone', '12', '!phone'], ['phone', '1234567890123456', '!phone'],
    ['phone', 'le même', '!phone'], ['phone', '', '03 88 00 11 22'],

    ['claim_account', '0189', '0189'], ['claim_account', 'FR76 3000 4000 0300 0000 1234 501', '4501'],
    ['claim_account', 'ab1c', 'AB1C'], ['claim_account', '189', '!account'], ['claim_account', '', ''],

    ['name', 'Ana Ruiz', 'Ana Ruiz'], ['name', '', '!empty'], ['name', '0189', '!nobody'], ['name', '山田', '山田'], ['approver', 'la compta', '!nobody'],
    ['approver', 'en interne', '!nobody'], ['approver', 'quelqu’un', '!nobody'], ['approver', 'Accounting', '!nobody'],
    ['approver', 'the boss', '!nobody'], ['approver', 'Mme Compta', 'Mme Compta'],

    ['own_text', 'envoyer le relevé', 'envoyer le relevé'], ['own_text', 'je vais voir', '!vague_own'],
    ['own_text', 'répondre dès que possible', '!vague_own'], ['own_text', 'look into it', '!vague_own'],
    ['own_text', '', '!empty'],

    ['dispute_type', '1', 'administrative'], ['dispute_type', '3', 'technical'], ['dispute_type', '4', '!option'],
    ['dispute_type', '0', '!option'], ['dispute_type', 'technical', 'technical'], ['dispute_type', '', '!option'],
    ['review_tone', '0', '0'], ['review_tone', '2', '2'], ['review_tone', '3', '!option'],
    ['ground', '2', 'no'], ['stage', '5', 'unknown'], ['insolvency_kind', '2', 'receivership'],
    ['dispute_owner', '2', 'client'],

    ['plan_terms', '3', 'count:3'], ['plan_terms', '3x', 'count:3'], ['plan_terms', '3 fois', 'count:3'],
    ['plan_terms', '3 payments', 'count:3'], ['plan_terms', '12 fois', 'count:12'], ['plan_terms', '7', 'each:700'],
    ['plan_terms', '200', 'each:20000'], ['plan_terms', '200 par mois', 'each:20000'],
    ['plan_terms', '200/mois', 'each:20000'], ['plan_terms', '10 a month', 'each:1000'], ['plan_terms', '1', 'each:100'],
    ['plan_terms', '1x', '!plan_terms'], ['plan_terms', '840', '!plan_terms'], ['plan_terms', '0', '!plan_terms'],
    ['plan_terms', '0,01', '!plan_terms'], ['plan_terms', '', '!plan_terms'], ['plan_terms', 'un peu', '!plan_terms'],

    ['note', ' la compta ', 'la compta'], ['note', '', '!empty'], ['cause_note', '', ''],
  ])('%s « %s » → %s', (field, text, expected) => {
    expect(read(fieldOf(field), text)).toBe(expected);
  }); // biome-ignore format: a field a block

  const planned = [...ways.plan];
  it.each([
    ['1 300', '0:amount:30000'],
    ['2=300', '1:amount:30000'],
    ['2 15/7', '1:day:2026-07-15'],
    ['3 15/9', '2:day:2026-09-15'],
    // The last row takes what is left: its amount cannot be chosen.
    ['3 300', '!plan_row'],
    ['4 300', '!plan_row'],
    ['0 300', '!plan_row'],
    ['2', '!plan_row'],
    ['2 hier', '!plan_row'],
    ['', '!plan_row'],
  ])('plan_row « %s » → %s', (text, expected) => {
    expect(read('plan_row', text, planned)).toBe(expected);
  });

  it('takes no more than what is still without a day', () => {
    const half = [...ways.ask, 'p', 'amount=42000', 'day=2026-06-05', 'p'];
    expect(read('amount', '', half)).toBe('42000');
    expect(read('amount', '420,01', half)).toBe('!amount_above');
    expect(read('amount', '50%', half)).toBe('21000');
  });

  it('asks back about the day that vague words point at', () => {
    const reading = readField('day', 'cette semaine', { call: play(ways.promise), language: 'fr' });
    expect(reading).toMatchObject({ ok: false, values: { suggestion: expect.stringContaining('5 juin') } });
  });
});

describe('Enter alone', () => {
  it.each<[FieldName, readonly string[], string | null]>([
    ['amount', ways.listen, '84000'],
    ['callback_who', ways.listen, 'Jules Roussel'],
    ['callback_phone', ways.listen, '03 88 00 11 22'],
    ['callback_phone', [...ways.contacts, 'phone', 'phone=03 88 00 11 23'], '03 88 00 11 23'],
    ['callback_day', ways.listen, null],
    ['address', ways.listen, 'jules@roussel.example'],
    ['address', [...ways.approval, 'put_through', 'name=Ana Ruiz', 'yes'], null],
    ['followup_day', ways.duplicate, '2026-06-09'],
    ['claim_amount', ways.paid, '84000'],
    ['resolve_day', [...ways.dispute, 'all_disputed', 'dispute_type=administrative'], '2026-06-04'],
    ['resolve_day', [...ways.dispute, 'all_disputed', 'dispute_type=commercial'], '2026-06-09'],
    ['resolve_day', [...ways.dispute, 'all_disputed', 'dispute_type=technical'], '2026-06-16'],
    ['approver_day', ways.approval, '2026-06-02'],
    ['pause_day', ways.distress, '2026-06-16'],
    ['plan_day', ways.listen, '2026-06-03'],
    ['deadline_day', ways.consequences, '2026-06-10'],
    ['day', ways.promise, null],
    ['claim_day', ways.paid, null],
    ['approver', ways.approval, null],
  ])('proposes for %s after %j: %s', (field, texts, expected) => {
    expect(proposalFor(field, play(texts))).toBe(expected);
  });

  it.each<[string, Partial<CallSetup>, FieldName, string]>([
    ['a Saturday', { today: day('2026-05-30') }, 'approver_day', '2026-06-01'],
    ['before a holiday', { today: day('2026-07-13') }, 'plan_day', '2026-07-15'],
    ['a limit on a holiday', { today: day('2026-07-07') }, 'followup_day', '2026-07-13'],
    ['a Friday', { today: day('2026-06-05') }, 'plan_day', '2026-06-08'],
  ])('on %s proposes an open day', (...row) => {
    const [, change, field, expected] = row;
    expect(proposalFor(field, play(ways.listen, aSetup(change)))).toBe(expected);
  });
});

describe('help while typing', () => {
  it.each([
    ['t', '84000'],
    ['a', '84000'],
    ['m', '42000'],
    ['h', '42000'],
    ['x', null],
  ])('%s in an amount is %s', (key, expected) => {
    expect(shortcutFor('amount', key, play(ways.listen))).toBe(expected);
    expect(shortcutFor('day', key, play(ways.listen))).toBeNull();
  });

  it.each<[FieldName, string, string]>([
    ['amount', '84000', '840,00 €'],
    ['day', '2026-06-05', 'vendredi 5 juin 2026'],
    ['callback_time', '840', '14 h'],
    ['name', 'Ana Ruiz', 'Ana Ruiz'],
  ])('shows %s %s as %s', (field, value, expected) => {
    const shown = showField(field, value, { call: play(ways.listen), language: 'fr' });
    expect(shown.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(expected);
  });

  it('advises on a far or a closed day, and on no other', () => {
    const advice = (on: string) => dayAdvice(play(ways.promise), day(on))?.key ?? null;
    expect([advice('2026-06-05'), advice('2026-06-06'), advice('2026-06-17')]).toEqual([
      null,
      'call.advice.closed_day',
      'call.advice.far_day',
    ]);
  });

  it('knows the answers of a field that takes a digit', () => {
    expect(optionsOf('dispute_type')).toEqual(['administrative', 'commercial', 'technical']);
    expect(optionsOf('name')).toEqual([]);
  });
});
