import { describe, expect, it } from 'vitest';
import { ownWords } from '../../src/domain/reply-words.ts';

const memo = 'Bonjour Monsieur Roussel,\nmerci pour notre échange.\nConfirmez par retour de courriel.';
const marked = memo.replace(/^/gm, '> ');

describe('the words of an answer without what they quote', () => {
  it.each([
    [
      'French, marked',
      `D'accord.\n\nLe mar. 9 juin 2026 à 10:22, Nadia Benali <nadia@atelier.example> a écrit :\n${marked}`,
      "D'accord.",
    ],
    [
      'French, header over two lines',
      `Entendu\n\nLe mar. 9 juin 2026 à 10:22, Nadia Benali <nadia@atelier.example>\na écrit :\n\n${marked}`,
      'Entendu',
    ],
    [
      'French, header over three lines',
      `Oui\n\nLe 09/06/2026 à 10:22, Nadia\nBenali <nadia@atelier.example>\na écrit :\n${marked}`,
      'Oui',
    ],
    [
      'French, unmarked',
      `D'accord.\n\nLe 9 juin 2026 à 10:22, Nadia Benali a écrit :\n\n${memo}`,
      "D'accord.",
    ],
    [
      'with spaces that do not break',
      `Oui.\n\nLe 9 juin 2026 à 10:22, Nadia a écrit\u00a0:\n${marked}`,
      'Oui.',
    ],
    [
      'English',
      `Agreed.\n\nOn Tue, Jun 9, 2026 at 10:22 AM Nadia Benali <nadia@atelier.example>\nwrote:\n\n${marked}`,
      'Agreed.',
    ],
    [
      'English, Apple',
      `Agreed\n\n> On 9 Jun 2026, at 10:22, Nadia Benali <nadia@atelier.example> wrote:\n> \n${marked}`,
      'Agreed',
    ],
    ['German', `Einverstanden\n\nAm 09.06.2026 um 10:22 schrieb Nadia Benali:\n${marked}`, 'Einverstanden'],
    [
      'Dutch',
      `Akkoord\n\nOp di 9 jun. 2026 om 10:22 schreef Nadia Benali <nadia@atelier.example>:\n${marked}`,
      'Akkoord',
    ],
    [
      'Spanish',
      `De acuerdo\n\nEl mar, 9 jun 2026 a las 10:22, Nadia Benali (<nadia@atelier.example>) escribió:\n${marked}`,
      'De acuerdo',
    ],
    [
      'Italian',
      `Va bene\n\nIl giorno mar 9 giu 2026 alle ore 10:22 Nadia Benali ha scritto:\n${marked}`,
      'Va bene',
    ],
    [
      'Outlook, French',
      `D'accord.\n\nDe : Nadia Benali <nadia@atelier.example>\nEnvoyé : mardi 9 juin 2026 10:22\nÀ : Jules Roussel\nObjet : F-2026-044\n\n${memo}`,
      "D'accord.",
    ],
    [
      'Outlook, English',
      `Agreed.\n\nFrom: Nadia Benali\nSent: Tuesday, June 9, 2026 10:22 AM\nTo: Jules\nSubject: F-2026-044\n\n${memo}`,
      'Agreed.',
    ],
    [
      'Outlook, bold',
      `Agreed.\n\n*From:* Nadia Benali\n*Date:* Tuesday, June 9, 2026\n*To:* Jules\n\n${memo}`,
      'Agreed.',
    ],
    [
      'Outlook, German',
      `Ja.\n\nVon: Nadia Benali\nGesendet: Dienstag, 9. Juni 2026 10:22\nAn: Jules\nBetreff: F\n\n${memo}`,
      'Ja.',
    ],
    [
      'Outlook, Dutch',
      `Ja.\n\nVan: Nadia Benali\nVerzonden: dinsdag 9 juni 2026 10:22\nAan: Jules\n\n${memo}`,
      'Ja.',
    ],
    ['Outlook, line of strokes', `Ok\n\n________________________________\nDe : Nadia\n${memo}`, 'Ok'],
    ["message d'origine", `Ok\n\n-----Message d'origine-----\n${memo}`, 'Ok'],
    ['original message', `Ok\n\n-----Original Message-----\n${memo}`, 'Ok'],
    [
      'Zimbra, as Free and La Poste have it',
      `Ok\n\n----- Mail original -----\nDe: "Nadia"\nÀ: Jules\n${memo}`,
      'Ok',
    ],
    ['a scanner of viruses', `Ok\n\nGaranti sans virus. www.avast.com`, 'Ok'],
    ['a scanner of viruses, English', `Ok\n\nVirus-free. www.avast.com`, 'Ok'],
    ['message original', `Ok\n\n-------- Message original --------\nDe : Nadia\n${memo}`, 'Ok'],
    ['written below', `Le 9 juin 2026 à 10:22, Nadia a écrit :\n${marked}\n\nD'accord.`, "D'accord."],
    ['signature', `D'accord.\n-- \nJules Roussel\n03 88 00 11 22`, "D'accord."],
    ['telephone', `D'accord\n\nEnvoyé de mon iPhone`, "D'accord"],
    ['telephone, English', `Agreed\n\nSent from my Galaxy`, 'Agreed'],
    ['Outlook on a telephone', `Ok\nTélécharger Outlook pour Android<https://aka.example/x>`, 'Ok'],
    ['orange', `Ok\nenvoyé depuis l'application Mail Orange`, 'Ok'],
    [
      'small print',
      `D'accord.\n\nCe message et ses pièces jointes sont confidentiels. Si vous n'êtes pas le destinataire, ne`,
      "D'accord.",
    ],
    [
      'small print, English',
      `Agreed.\n\nThis email and any attachments are confidential and intended solely for the addressee.`,
      'Agreed.',
    ],
    ['nothing quoted', 'Le virement part demain.\nMerci', 'Le virement part demain.\nMerci'],
    [
      'a sentence that begins like a header',
      'Le comptable a écrit ce matin à la banque.',
      'Le comptable a écrit ce matin à la banque.',
    ],
    ['a transfer sent', 'ok\nSent via bank transfer yesterday', 'ok\nSent via bank transfer yesterday'],
    ['nothing of their own', marked, ''],
    ['a line of strokes and small print', `Ok\n______________\n\nCe message est confidentiel.`, 'Ok'],
    [
      'Outlook on the web, from its page',
      `Ok\n\n-------------\nDe : Nadia\nEnvoyé : mardi\nÀ : Jules\n${memo}`,
      'Ok',
    ],
    ['a line of strokes and more', `Ok\n__________\nmais le 20`, 'Ok\nmais le 20'],
    [
      'words set like a header',
      'ok\nDe : la moitié\nDate : le 20 juin',
      'ok\nDe : la moitié\nDate : le 20 juin',
    ],
  ])('%s', (_, text, words) => {
    expect(ownWords(text).text).toBe(words);
    expect(ownWords(text.replaceAll('\n', '\r\n')).text).toBe(words);
  });

  it('knows words between quoted lines from words about the whole', () => {
    expect(ownWords(`> 1 200 € le 12 juin\nd'accord pour cela\n> virement\nnon, chèque`).isBetween).toBe(
      true,
    );
    expect(ownWords(`${marked}\nD'accord`).isBetween).toBe(false);
  });

  it('gives what stands below the sign of a signature apart, as far as it is their own', () => {
    const below = (text: string): string => ownWords(text).below;
    expect(below("D'accord.")).toBe('');
    expect(below(`D'accord.\n-- \nJules Roussel\n03 88 00 11 22\n\n${marked}`)).toBe(
      'Jules Roussel\n03 88 00 11 22',
    );
    expect(below(`D'accord.\n--\nmais le 20\n\n-----Message d'origine-----\n${memo}`)).toBe('mais le 20');
    expect(below(`D'accord.\n-- \nJules\nLe 9 juin 2026 à 10:22, Nadia a écrit :\n${memo}`)).toBe('Jules');
  });

  it('keeps a length that a person reads', () => {
    const { text } = ownWords('é'.repeat(100_000));
    expect(text).toHaveLength(2000);
    expect(text.endsWith('…')).toBe(true);
  });

  it.each([
    ['On '.repeat(20_000)],
    ['Le a écrit '.repeat(20_000)],
    [`${'> '.repeat(500)}\n`.repeat(300)],
    [`On ${'x'.repeat(390)}\n`.repeat(2000)],
  ])('takes no time for a text made to take it', (text) => {
    const before = performance.now();
    ownWords(text);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});
