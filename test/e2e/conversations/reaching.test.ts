import { describe, expect, it } from 'vitest';
import { conversations, dial, moneyWords, typed } from './conversation.ts';
import { harbour, people, roussel } from './people.ts';
import { en, fr } from './steps.ts';

const hold = conversations(people);

describe('nobody answers', () => {
  it('leaves one neutral message, and writes the same day', async () => {
    const held = await hold(roussel, [
      dial.fr,
      ['Ça sonne', '3'],
      ['Un seul message', '1'],
      ...fr.saved,
      fr.sent,
    ]);
    expect(held.outcomes()).toEqual(['voicemail call 2026-06-04 14:00']);
    expect(held.shown.slice(1, 4).join('\n')).not.toMatch(moneyWords);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden cadence 2026-06-04',
      'call 3 retry 2026-06-04 14:00',
    ]);
    const memo = held.memo();
    expect(memo).toMatchObject({ kind: 'voicemail_followup', to: 'jules@roussel.example' });
    expect(`${memo.subject} ${memo.text}`).not.toMatch(moneyWords);
    expect(held.unsaid('la refonte du catalogue', 'mardi 2 juin 2026 à 10 h 15')).toEqual([]);
  });

  it('leaves no message', async () => {
    const held = await hold(harbour, [
      dial.en,
      ["It's ringing", '3'],
      ['One neutral message', '2'],
      ...en.saved,
    ]);
    expect(held.outcomes()).toEqual(['no_answer call 2026-06-03 14:00']);
  });

  it('rings again on the next working day, in the other half of it', async () => {
    const held = await hold(roussel, [dial.fr, ['Ça sonne', '4'], ['Rien de perdu', ' '], ...fr.saved]);
    expect(held.outcomes()).toEqual(['no_answer call 2026-06-03 14:00']);
    expect([held.due('2026-06-02'), held.due('2026-06-03')]).toEqual([
      'hidden cadence 2026-06-03',
      'call 3 retry 2026-06-03 14:00',
    ]);
    expect(held.file()).toMatchObject({ memos: [], promises: [], calls: [{ reach: 'no_answer' }] });
  });

  it('is busy', async () => {
    const held = await hold(harbour, [dial.en, ["It's ringing", '5'], ['Nothing lost', ' '], ...en.saved]);
    expect(held.outcomes()).toEqual(['busy call 2026-06-03 14:00']);
  });

  it('is a wrong number: to be found today', async () => {
    const held = await hold(roussel, [dial.fr, ['Ça sonne', '6'], ['Rien de perdu', ' '], ...fr.saved]);
    expect(held.outcomes()).toEqual(['bad_number email 2026-06-02']);
    expect(held.file().contacts).toMatchObject([{ isPhoneInvalid: true }]);
    expect(held.due('2026-06-02')).toBe('email 3 bad_number 2026-06-02');
  });
});

describe('a desk answers', () => {
  it('says they are away until Thursday', async () => {
    const held = await hold(harbour, [
      dial.en,
      ["It's ringing", '2'],
      ['A name, an extension', '7'],
      ['Extension ›', '214\r'],
      ['A name, an extension', '8'],
      ['In reach ›', typed('9 to 11')],
      ['A name, an extension', '2'],
      ['Call back, which day ›', 'thursday\r'],
      ['At what time ›', '9:30\r'],
      ['Thursday 4 June 2026', ' '],
      ['Who does what', '1'],
      ['hang up', ' '],
      ...en.saved,
      en.sent,
    ]);
    expect(held.outcomes()).toEqual(['callback call 2026-06-04 9:30']);
    expect(held.shown.slice(1, -2).join('\n')).not.toMatch(moneyWords);
    expect(held.file().contacts).toMatchObject([{ extension: '214', reachableHours: '9 to 11' }]);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden appointment 2026-06-04',
      'call 2 callback 2026-06-04 09:30',
    ]);
    const memo = held.memo();
    expect(memo).toMatchObject({ kind: 'callback_agreed', to: 'olivia@harbour.example' });
    expect(`${memo.subject} ${memo.text}`).not.toMatch(moneyWords);
    expect(held.unsaid('Thursday 4 June 2026 at 09:30')).toEqual([]);
  });

  it('refuses to put through', async () => {
    const held = await hold(roussel, [
      dial.fr,
      ['Ça sonne', '2'],
      ['Un nom, un poste', '3'],
      ['Rester joignable', '4'],
      ["Qui d'autre ›", typed('Anne Roussel')],
      ['Anne Roussel', ' '],
      ...fr.saved,
    ]);
    expect(held.outcomes()).toEqual(['no_answer call 2026-06-03 14:00']);
    expect(held.file()).toMatchObject({
      calls: [{ reach: 'desk' }],
      contacts: [{ lastName: 'Roussel' }, { firstName: 'Anne', lastName: 'Roussel', phone: null }],
      memos: [],
    });
    expect(held.shown.slice(1).join('\n')).not.toMatch(moneyWords);
  });

  it('takes a message', async () => {
    const held = await hold(harbour, [
      dial.en,
      ["It's ringing", '2'],
      ['A name, an extension', '6'],
      ...en.saved,
    ]);
    expect(held.outcomes()).toEqual(['message_left call 2026-06-03']);
    // What the desk is to write down stands on the screen, and is neutral.
    expect(held.shown[3]).toContain('Nadia Benali');
    expect(held.shown[3]).toMatch(/06\s12\s34\s56\s78/);
    expect(held.shown.slice(1).join('\n')).not.toMatch(moneyWords);
    expect(held.file()).toMatchObject({ calls: [{ reach: 'desk' }], memos: [] });
  });

  it('gives another name: the contact has left the firm', async () => {
    const held = await hold(roussel, [
      dial.fr,
      ['Ça sonne', '2'],
      ['Un nom, un poste', '5'],
      ['Son nom ›', typed('Claire Morin')],
      ['Claire Morin', '4'],
      ['Un seul message', '1'],
      ...fr.saved,
      fr.sent,
    ]);
    expect(held.outcomes()).toEqual(['voicemail call 2026-06-04 14:00']);
    expect(held.file().contacts).toMatchObject([
      { firstName: 'Jules' },
      { firstName: 'Claire', phone: null },
    ]);
    expect(held.memo().text).toContain('Bonjour Claire Morin');
    expect(held.memo().text).not.toMatch(moneyWords);
  });
});

describe('the right person', () => {
  it('has no time, and did not say who they are: a call back without a word about money', async () => {
    const held = await hold(roussel, [
      dial.fr,
      ['Ça sonne', '1'],
      ['avant tout chiffre', '5'],
      ['Rappel, quel jour ›', 'demain\r'],
      ['À quelle heure ›', '16h30\r'],
      ['mercredi 3 juin', ' '],
      ['Qui fait quoi', '1'],
      ['raccrocher', ' '],
      ...fr.saved,
      fr.sent,
    ]);
    expect(held.outcomes()).toEqual(['callback call 2026-06-03 16:30']);
    expect(held.file().calls).toMatchObject([{ reach: 'desk', cause: null }]);
    expect(held.shown.slice(1, -2).join('\n')).not.toMatch(moneyWords);
    const memo = held.memo();
    expect(memo).toMatchObject({ kind: 'callback_agreed', to: 'jules@roussel.example' });
    expect(`${memo.subject} ${memo.text}`).not.toMatch(moneyWords);
    expect(held.unsaid('mercredi 3 juin 2026 à 16 h 30')).toEqual([]);
  });

  it('speaks another language than the screen, and is written to in it', async () => {
    const held = await hold({ client: 'harbour', screen: 'fr' }, [
      ...fr.spoken,
      [/sur le travail[^]*the website redesign/, 'l'],
      ['maintenant en français', 'l'],
      ['maintenant en anglais', '1'],
      ['puis se taire', '1'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'vendredi\r'],
      ['vendredi 5 juin 2026', ' '],
      [/Qui fait quoi[^]*“[^]*Friday 5 June[^»]*”/, '1'],
      ...fr.agreed.slice(1),
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 promise check_account 2026-06-09']);
    expect(held.unsaid('€1,200.00', 'Friday 5 June 2026', 'Thank you for our call')).toEqual([]);
  });
});

describe('the line', () => {
  it('is put through in the same call: who it is again, amounts masked again', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '6'],
      ['The step, a name', '2'],
      ['Their name ›', typed('Martin Shaw')],
      ['before any figure', '1'],
      ['then be silent', '1'],
      ['Amount ›', 'a'],
      ['Which day ›', 'friday\r'],
      ['Friday 5 June 2026', ' '],
      ...en.agreed.slice(0, 1),
      ['within reach of each other', '3'],
      ['Email ›', 'martin@harbour.example\r'],
      ['martin@harbour.example', ' '],
      ...en.agreed.slice(3),
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 promise check_account 2026-06-09']);
    expect(held.shown[8]).toContain('before any figure');
    expect(held.shown[8]).not.toMatch(moneyWords);
    expect(held.file().promises).toMatchObject([{ promiser: 'Martin Shaw' }]);
    // The approver answered for it: nobody is asked to approve any more.
    expect(held.rows('circuits')).toMatchObject([{ approver: 'Martin Shaw', is_superseded: 1 }]);
    expect(held.file().memos).toMatchObject([{ kind: 'promise_confirmation', to: 'martin@harbour.example' }]);
    expect(held.unsaid('Martin Shaw', '€1,200.00', 'Friday 5 June 2026')).toEqual([]);
  });

  it('is lost and dialled again: the same call, and who it is once more', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'n'],
      ['Note ›', typed('attend son comptable')],
      ['attend son comptable', 'h'],
      ["Comment l'appel finit-il", '4'],
      ['Ça sonne', '1'],
      ['avant tout chiffre', '1'],
      ['puis se taire', '1'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'ven 5\r'],
      ['vendredi 5 juin 2026', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-09']);
    // Stranger again until they say who they are: the note stays, no figure does.
    expect(held.shown[10]).toContain('attend son comptable');
    expect(held.shown[10]).not.toMatch(moneyWords);
    expect(held.file().calls).toMatchObject([{ note: 'attend son comptable', reach: 'person' }]);
    expect(held.rows('calls')).toMatchObject([{ hangup: 'normal' }]);
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'jules@roussel.example' });
    expect(held.unsaid('840,00 €', 'vendredi 5 juin 2026')).toEqual([]);
  });
});
