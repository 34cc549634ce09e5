import { describe, expect, it } from 'vitest';
import { commitmentsOf } from '../../src/domain/call/own.ts';
import { addressOf, contactPatchesOf, newContactsOf, personOf } from '../../src/domain/call/people.ts';
import type { CallSetup } from '../../src/domain/call/state.ts';
import { day } from '../../src/domain/day.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const unknown = aSetup({
  contact: { id: null, firstName: null, lastName: null, role: 'other', phone: '03 88 00 11 22', email: null },
});
const ana = 'name=Ana Ruiz';

describe('who the call is about', () => {
  it.each<[string, readonly string[], string, CallSetup?]>([
    ['the contact', ways.ask, 'Jules Roussel'],
    ['nobody known', ways.ask, '', unknown],
    ['who handles the invoices', [...ways.wrong_person, 'handles_invoices', ana], 'Ana Ruiz'],
    ['who was named', [...ways.wrong_person, 'gives_name', ana], 'Ana Ruiz'],
    ['who took the place of the contact', [...ways.gatekeeper, 'left_firm', ana], 'Ana Ruiz'],
    ['who the call was put through to', [...ways.approval, 'put_through', ana], 'Ana Ruiz'],
    [
      'a colleague to ask for later is not',
      [...ways.contacts, 'colleague', 'colleague=Paul Weber'],
      'Jules Roussel',
    ],
  ])('%s', (...row) => {
    const [, texts, expected, setup] = row;
    expect(personOf(play(texts, setup))).toBe(expected);
  });

  it.each<[string, readonly string[], string | null]>([
    ['on file', ways.ask, 'jules@roussel.example'],
    ['where the copy went', ways.duplicate, 'a@b.example'],
    ['where a copy was queued', [...ways.ask, 'e:c@d.example'], 'c@d.example'],
    [
      'given in the call, whatever went elsewhere',
      [...ways.duplicate, 'j:contacts', 'email', 'email=e@f.example'],
      'e@f.example',
    ],
    ['of somebody new: none', [...ways.wrong_person, 'handles_invoices', ana], null],
  ])('the address %s', (_, texts, expected) => {
    expect(addressOf(play(texts))).toBe(expected);
  });
});

describe('what the client file learns', () => {
  it.each<[string, readonly string[], object[]]>([
    ['nothing', ways.ask, []],
    ['a number that is none', ways.no_answer, []],
    ['a bad number', [' ', 'bad_number', ' '], [{ isPhoneInvalid: true }]],
    ['another number', [...ways.contacts, 'phone', 'phone=0388001123'], [{ phone: '0388001123', isPhoneInvalid: false, verifiedOn: '2026-06-02' }]],
    ['another address', [...ways.contacts, 'email', 'email=e@f.example'], [{ email: 'e@f.example', verifiedOn: '2026-06-02' }]],
    ['all still right', [...ways.contacts, 'still_right'], [{ verifiedOn: '2026-06-02' }]],
    ['they can release it', [...ways.contacts, 'can_release'], [{ canRelease: true }]],
    ['they cannot', [...ways.contacts, 'can_release', 'can_release'], [{ canRelease: false }]],
    ['extension and hours', [...ways.gatekeeper, 'extension', 'extension=42', 'hours', 'hours=9–12'], [{ extension: '42', reachableHours: '9–12' }]],
  ])('%s', (_, texts, expected) => {
    expect(contactPatchesOf(play(texts))).toEqual(expected.map((patch) => ({ id: 7, patch })));
  }); // biome-ignore format: one case a line

  it('writes of somebody new what was said of them, and leaves the old contact alone', () => {
    const call = play([
      ...ways.wrong_person,
      'handles_invoices',
      ana,
      'j:contacts',
      'phone',
      'phone=0388001123',
      'can_release',
    ]);
    expect(contactPatchesOf(call)).toEqual([]);
    expect(newContactsOf(call)).toMatchObject([
      {
        firstName: 'Ana',
        lastName: 'Ruiz',
        role: 'accounts',
        phone: '0388001123',
        canRelease: true,
        verifiedOn: '2026-06-02',
      },
    ]);
  });

  it('gives a name that was only heard no number and no check', () => {
    expect(newContactsOf(play([...ways.wrong_person, 'gives_name', ana, 'away']))).toMatchObject([
      { firstName: 'Ana', role: 'other', phone: null, verifiedOn: null },
    ]);
  });

  it('adds a colleague behind the speaker', () => {
    const texts = [
      ...ways.wrong_person,
      'handles_invoices',
      ana,
      'j:contacts',
      'colleague',
      'colleague=Paul Weber',
    ];
    expect(newContactsOf(play(texts)).map(({ firstName, role }) => `${firstName} ${role}`)).toEqual([
      'Ana accounts',
      'Paul other',
    ]);
    expect(newContactsOf(play(ways.ask))).toEqual([]);
  });
});

describe('what I promise', () => {
  const own = (...fields: string[]) => commitmentsOf(play([...ways.ask, 'w', ...fields]));

  it.each<[string, readonly string[], object]>([
    ['with day and hour', ['own_text=envoyer le relevé', 'own_day=2026-06-04', 'own_time=1020'], { dueOn: '2026-06-04', dueAt: 1020 }],
    ['with a day', ['own_text=envoyer le relevé', 'own_day=2026-06-04', 'own_time='], { dueOn: '2026-06-04', dueAt: null }],
    ['broken off before the day: the next working day', ['own_text=envoyer le relevé', 'leave'], { dueOn: '2026-06-03', dueAt: null }],
  ])('%s', (_, fields, expected) => {
    expect(own(...fields)).toEqual([{ clientId: 1, text: 'envoyer le relevé', ...expected }]);
  }); // biome-ignore format: one case a line

  it('comes back to a topic that was put aside in two working days', () => {
    const call = play([...ways.ask, 'r', 'topic=le site web'], aSetup({ today: day('2026-06-05') }));
    expect(commitmentsOf(call)).toEqual([
      { clientId: 1, text: 'le site web', dueOn: '2026-06-09', dueAt: null },
    ]);
  });

  it('changes only the commitment that is being typed', () => {
    const first = ['own_text=un', 'own_day=2026-06-04', 'own_time='];
    const both = own(...first, 'w', 'own_text=deux', 'own_day=2026-06-05', 'own_time=600');
    expect(both).toMatchObject([
      { text: 'un', dueOn: '2026-06-04', dueAt: null },
      { text: 'deux', dueOn: '2026-06-05', dueAt: 600 },
    ]);
  });
});
