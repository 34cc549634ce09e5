import { type Contact, type ContactRole, splitName, unknownContact } from '../client.ts';
import { answerOf } from './record.ts';
import type { CallEffects } from './result.ts';
import type { Call, CallSetup, Gathered } from './state.ts';

/** Who this call is about now: the person met in it, else the one it was meant for; empty when nobody is known. */
export function personOf({ setup, heard }: Pick<Call, 'setup' | 'heard'>): string {
  return heard.speaker?.name ?? [setup.contact.firstName, setup.contact.lastName].filter(Boolean).join(' ');
}

/** Their address as it stands: given in this call, else on file. That of the known contact is nobody else's. */
export function addressOf({ setup, heard }: Pick<Call, 'setup' | 'heard'>): string | null {
  return heard.newEmail ?? copyAddress(heard) ?? (heard.speaker ? null : setup.contact.email);
}

/** Where a copy of the invoice goes, when one was asked for. */
export function copyAddress(heard: Gathered): string | null {
  return answerOf(heard, 'duplicate')?.address ?? heard.copyTo;
}

/** What the call taught about the contact it was meant for. */
export function contactPatchesOf(call: Call): CallEffects['contactPatches'] {
  const { setup, heard } = call;
  const { id } = setup.contact;
  if (id === null) return [];
  const patch = {
    ...(heard.speaker === null ? heardDetails(call) : {}),
    ...(heard.reach === 'bad_number' ? { isPhoneInvalid: true } : {}),
  };
  return Object.keys(patch).length > 0 ? [{ id, patch }] : [];
}

/** What was said about the person of this call: it goes to the contact, or to the new one that took their place. */
function heardDetails({ setup, heard }: Call): Partial<Omit<Contact, 'id' | 'recordedAt'>> {
  const email = heard.newEmail ?? otherAddress(copyAddress(heard), setup.contact.email);
  return {
    ...(heard.newPhone === null ? {} : { phone: heard.newPhone, isPhoneInvalid: false }),
    ...(email === null ? {} : { email }),
    ...(heard.extension === null ? {} : { extension: heard.extension }),
    ...(heard.hours === null ? {} : { reachableHours: heard.hours }),
    ...(heard.canRelease === null ? {} : { canRelease: heard.canRelease }),
    ...(heard.isContactVerified ? { verifiedOn: setup.today } : {}),
  };
}

/** The address a copy went to, when it is not the known one: the next message goes there too. */
function otherAddress(address: string | null, known: string | null): string | null {
  return address?.toLowerCase() === known?.toLowerCase() ? null : address;
}

/** People met or named; the one who took the contact's place comes first. */
export function newContactsOf(call: Call): CallEffects['newContacts'] {
  const { setup, heard } = call;
  const people: CallEffects['newContacts'][number][] = [];
  if (heard.speaker) {
    const { name, role } = heard.speaker;
    // Whoever was spoken to picked up at this number; a name that was only given has no number yet.
    const spoken = heard.hasSpoken ? { phone: setup.contact.phone, verifiedOn: setup.today } : {};
    people.push({ ...newContact(setup, name, role), ...spoken, ...heardDetails(call) });
  }
  if (heard.colleague) people.push(newContact(setup, heard.colleague, 'other'));
  return people;
}

function newContact(setup: CallSetup, name: string, role: ContactRole): CallEffects['newContacts'][number] {
  return { ...unknownContact, ...splitName(name), clientId: setup.clientId, role };
}
