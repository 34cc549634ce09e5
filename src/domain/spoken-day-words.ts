import type { Language } from './profile.ts';

/**
 * What each word or phrase of a spoken day means, French and English side by side, without accents; the longest phrase
 * wins. Tokens: `w1`–`w7` weekday, `m1`–`m12` month, `n5` number, `y2026` year, `@1` days from today, the rest as named.
 */
const meanings: Readonly<Record<string, string>> = {
  '': 'le, la, les, l, the, du, de, des, d, of, on, au, aux, ci, s, s time, time, calendaires, calendar, date du, date',
  w1: 'lundi, lun, monday, mon',
  w2: 'mardi, tuesday, tues, tue',
  w3: 'mercredi, mer, wednesday, weds, wed',
  w4: 'jeudi, jeu, thursday, thurs, thur, thu',
  w5: 'vendredi, ven, vend, friday, fri',
  w6: 'samedi, sam, saturday, sat',
  w7: 'dimanche, dim, sunday, sun',
  'w2|m3': 'mar',
  m1: 'janvier, janv, jan, january',
  m2: 'fevrier, fevr, fev, february, feb',
  m3: 'mars, march',
  m4: 'avril, avr, april, apr',
  m5: 'mai, may',
  m6: 'juin, june, jun',
  m7: 'juillet, juil, july, jul',
  m8: 'aout, august, aug',
  m9: 'septembre, september, sept, sep',
  m10: 'octobre, october, oct',
  m11: 'novembre, november, nov',
  m12: 'decembre, december, dec',
  n1: 'un, une, one, premier, first',
  n2: 'deux, two, second',
  n3: 'trois, three, third',
  n4: 'quatre, four, fourth',
  n5: 'cinq, five, fifth',
  n6: 'six, sixth',
  n7: 'le sept, seven, seventh',
  n8: 'huit, eight, eighth',
  n9: 'neuf, nine, ninth',
  n10: 'dix, ten, tenth',
  n11: 'onze, eleven, eleventh',
  n12: 'douze, twelve, twelfth',
  n13: 'treize, thirteen, thirteenth',
  n14: 'quatorze, fourteen, fourteenth',
  n15: 'quinze, fifteen, fifteenth',
  n16: 'seize, sixteen, sixteenth',
  n17: 'dix sept, seventeen, seventeenth',
  n18: 'dix huit, eighteen, eighteenth',
  n19: 'dix neuf, nineteen, nineteenth',
  n20: 'vingt, twenty, twentieth',
  n21: 'vingt et un, twenty one, twenty first',
  n22: 'vingt deux, twenty two, twenty second',
  n23: 'vingt trois, twenty three, twenty third',
  n24: 'vingt quatre, twenty four, twenty fourth',
  n25: 'vingt cinq, twenty five, twenty fifth',
  n26: 'vingt six, twenty six, twenty sixth',
  n27: 'vingt sept, twenty seven, twenty seventh',
  n28: 'vingt huit, twenty eight, twenty eighth',
  n29: 'vingt neuf, twenty nine, twenty ninth',
  n30: 'trente, thirty, thirtieth',
  n31: 'trente et un, thirty one, thirty first',
  n45: 'quarante cinq, forty five',
  n48: 'quarante huit, forty eight',
  n60: 'soixante, sixty',
  n72: 'soixante douze, seventy two',
  n90: 'quatre vingt dix, ninety',
  DAY: 'jour, jours, j, day, days',
  OPEN: 'ouvre, ouvres, ouvrable, ouvrables, working, business',
  WEEK: 'semaine, semaines, sem, week, weeks, wk, wks',
  MONTH: 'mois, month, months',
  QUARTER: 'trimestre, quarter',
  YEAR: 'annee, an, year',
  HOUR: 'heure, heures, h, hour, hours, hrs',
  FORTNIGHT: 'fortnight',
  'n7 DAY': 'sept jours',
  'n8 DAY': 'huitaine',
  'n15 DAY': 'quinzaine',
  'about n8 DAY': 'une huitaine, une huitaine de jours',
  'about n15 DAY': 'une quinzaine, une quinzaine de jours',
  'about n10 DAY': 'une dizaine de jours',
  'about n2': 'a couple of, a couple',
  a: 'a',
  '@0': 'aujourd hui, aujourdhui, auj, ce jour, today, maintenant, tout de suite, immediatement, ce matin, ce midi, cet apres midi, ce soir, now, right now, right away, straight away, immediately, this morning, this afternoon, this evening, tonight',
  '@1': 'demain, dem, tomorrow, tmrw, tmr',
  '@2': 'apres demain, surlendemain, day after tomorrow',
  '@-1': 'hier, hier soir, yesterday, last night',
  '@-2': 'avant hier, day before yesterday',
  cob: 'cob, eod, end of day, end of the day, end of play, close of business, close of play, fin de journee, en fin de journee, dans la journee',
  '~': 'matin, au matin, dans la matinee, apres midi, dans l apres midi, soir, au soir, midi, a midi, avant midi, morning, in the morning, first thing, first thing in the morning, afternoon, in the afternoon, evening, noon, at noon, by noon, a la premiere heure, premiere heure, sans faute, promis, dernier delai, au plus tard, max, maxi, maximum, at the latest, latest, at most, without fail',
  by: 'd ici a, d ici au, d ici, pour, jusqu a, jusqu au, by, until, till, no later than, not later than',
  dans: 'dans',
  in: 'sous, en, in, within',
  before: 'avant, before',
  after: 'apres, after',
  from: 'a partir de, a partir du, a partir d, a compter de, a compter du, a compter d, pas avant, not before, from, as of, starting',
  about:
    'vers, autour, aux alentours, environ, courant, dans le courant, around, about, roughly, sometime, some time',
  this: 'ce, cet, cette, this',
  next: 'prochain, prochaine, prochains, prochaines, suivant, suivante, qui vient, next, coming, following',
  last: 'dernier, derniere, passe, passee, last',
  ago: 'il y a, ago',
  or: 'ou, ou bien, or',
  start: 'debut, en debut, au debut, start, beginning, early',
  mid: 'mi, milieu, au milieu, mid, middle',
  end: 'fin, en fin, end, late',
  'end MONTH': 'eom, month end',
  'end WEEK': 'eow',
  'end QUARTER': 'eoq, quarter end',
  'end YEAR': 'eoy, year end',
  weekof: 'semaine du, week of, week commencing, week beginning, w c',
  weekend: 'week end, weekend',
  xmas: 'noel, fetes, fetes de fin d annee, christmas, xmas, holidays',
  newyear: 'nouvel an, jour de l an, new year, new year s, new year s day',
  hedge:
    'en principe, normalement, probablement, sans doute, peut etre, si tout va bien, a priori, je pense, je crois, j espere, ca devrait etre bon, ca devrait etre, ca devrait partir, theoriquement, in principle, normally, probably, hopefully, maybe, perhaps, possibly, i think, i hope, should be, it should be, should go, should be fine, all being well',
  lead: 'il paiera, elle paiera, on paiera, nous paierons, je paierai, ils paieront, elles paieront, il payera, elle payera, on payera, il paie, elle paie, on paie, je paie, ils paient, il paye, on paye, il va payer, elle va payer, on va payer, je vais payer, ils vont payer, il vire, on vire, je vire, il virera, on virera, il regle, on regle, je regle, il reglera, on reglera, paiement, le paiement, virement, le virement, virement part, le virement part, le virement partira, virement fait, reglement, le reglement, ca part, ca partira, paie, paiera, payera, il a dit, elle a dit, il promet, elle promet, prevu, promis pour, he will pay, she will pay, they will pay, we will pay, i will pay, he ll pay, she ll pay, they ll pay, we ll pay, i ll pay, will pay, he pays, she pays, they pay, we pay, i pay, pays, pay, paying, payment, transfer, the transfer leaves, transfer leaves, it leaves, leaves, leaving, it goes out, goes out, going out, promised for, scheduled for, due, he said, she said, they said, says',
  vague:
    'bientot, tres bientot, prochainement, sous peu, rapidement, tres rapidement, vite, tres vite, des que possible, au plus vite, le plus vite possible, dans les meilleurs delais, incessamment, incessamment sous peu, plus tard, un de ces jours, ces jours ci, ces prochains jours, dans les prochains jours, dans les jours qui viennent, dans quelques jours, quelques jours, quelques semaines, dans quelques semaines, un jour, a la rentree, apres les vacances, des qu on peut, quand on pourra, quand je pourrai, c est en cours, en cours, je m en occupe, on s en occupe, ca va partir, on va regarder, je vois avec la compta, je vous tiens au courant, on fait le necessaire, c est dans le circuit, c est valide ca suit, ne vous inquietez pas, je relance en interne, on attend une rentree, je reviens vers vous, ce sera fait, c est sur le bureau du patron, au prochain passage, asap, soon, very soon, shortly, as soon as possible, as soon as we can, as soon as i can, when i can, when we can, later, some day, one of these days, one day, in a few days, a few days, in the next few days, in the coming days, in a few weeks, in due course, in a while, it s in progress, in progress, i m on it, it s in the system, about to go out, we ll look into it, i ll check with accounts, i ll keep you posted, leave it with me, it s been passed on, don t worry, i ll chase it internally, waiting on funds, i ll get back to you, it will be done, it s on the boss s desk, in the next run, next run, next payment run, at the next payment run',
};

const longestPhrase = 7;
let dictionary: ReadonlyMap<string, string> | undefined;

/** What was said as tokens with one space between them, or `undefined` when a word is not in the grammar. */
export function tokensOf(text: string, language: Language): string | undefined {
  dictionary ??= readMeanings();
  const words = normalise(text).split(' ');
  const tokens: string[] = [];
  for (let at = 0; at < words.length; ) {
    const { token, length } = longestMatch(words.slice(at, at + longestPhrase), dictionary);
    if (token === undefined) return undefined;
    if (token !== '') tokens.push(token);
    at += length;
  }
  return settleMar(tokens, language).join(' ');
}

function longestMatch(
  words: readonly string[],
  known: ReadonlyMap<string, string>,
): { token: string | undefined; length: number } {
  for (let length = words.length; length > 0; length -= 1) {
    const token = known.get(words.slice(0, length).join(' '));
    if (token !== undefined) return { token, length };
  }
  return { token: tokenOfDigits(words[0] ?? ''), length: 1 };
}

/** Numbers (`15`, `1er`, `15th`), years, `48h`, and dates in digits, which stay as they are. */
function tokenOfDigits(word: string): string | undefined {
  if (/^[+-]\d{1,3}$/.test(word)) return word;
  if (/^\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?$/.test(word)) return word;
  const match = /^(\d{1,4})(er|e|eme|st|nd|rd|th|h|j|d|w)?$/.exec(word);
  if (!match?.[1]) return undefined;
  const units: Readonly<Record<string, string>> = { h: ' HOUR', j: ' DAY', d: ' DAY', w: ' WEEK' };
  return `${match[1].length === 4 ? 'y' : 'n'}${Number(match[1])}${units[match[2] ?? ''] ?? ''}`;
}

/** `mar` is mardi or March: a month after a number or in English, unless the month is named besides. */
function settleMar(tokens: readonly string[], language: Language): string[] {
  const hasMonth = tokens.some((token) => /^m\d/.test(token));
  return tokens.map((token, at) => {
    if (token !== 'w2|m3') return token;
    const isMonth = !hasMonth && (language === 'en' || /^n\d/.test(tokens[at - 1] ?? ''));
    return isMonth ? 'm3' : 'w2';
  });
}

function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘ʼ,;!?]/g, ' ')
    .replace(/[‐-―−]/g, '-')
    .replace(/(?<=\p{L})[-./]|-(?=\p{L})/gu, ' ')
    .replace(/^\s*[jd]?\s*\+\s*(?=\d)/, '+')
    .replace(/(?<=\d)\s*([/])\s*(?=\d)/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/[. ]+$/, '')
    .trim();
}

function readMeanings(): Map<string, string> {
  const known = new Map<string, string>();
  for (const [token, phrases] of Object.entries(meanings)) {
    for (const phrase of phrases.split(', ')) known.set(phrase, token);
  }
  return known;
}
