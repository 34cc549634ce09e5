const month =
  '(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|' +
  'dec(?:embre)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|' +
  'october|november|december)';
const number = '(?:[12]?\\d|3[01])(?:er|st|nd|rd|th)?|premier|first';
const weekday =
  '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
/** Days as they are named in a note. A number alone is one only after its article, and not as an hour or an amount. */
const days = [
  '\\d{4}-\\d{2}-\\d{2}',
  '\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?(?![\\d/])',
  '\\d{1,2}([.-])\\d{1,2}\\1\\d{2,4}',
  `(?:${number}) (?:of |de )?${month}`,
  `${month} (?:the )?(?:${number})`,
  `(?:le|on the|by the) (?:${number})(?!\\s*(?:h\\b|%|€|euros?|[:.,]?\\d|jours?|days?|factures?))`,
  `${weekday}(?! dernier)`,
  "aujourd'? ?hui|ce soir|demain|today|tonight|tomorrow",
  '(?:dans|in|sous) \\d{1,3} (?:jours?|days?|h|heures?|hours?)',
].join('|');
const namedDay = new RegExp(`(?<![\\p{L}\\p{N}])(?:${days})(?![\\p{L}\\p{N}])`, 'gu');
/** What stands before the day of something over: "en cours depuis lundi", "la facture du 5 mai", "sent on 3 June". */
const past =
  /(?:^|[^\p{L}])(?:depuis|du|de|des|since|from|of|dated|due(?: on)?|(?:echue?s?|datee?s?|recue?s?|emise?s?|envoyee?s?)|(?:received|issued|sent)(?: on)?)(?: le| the| ce)? ?$|(?:^|[^\p{L}])last ?$/u;

/** Does a folded text name a day to come, be it without its year? The day of an invoice or of the past does not count. */
export function namesDay(text: string): boolean {
  for (const match of text.matchAll(namedDay)) {
    if (!past.test(text.slice(0, match.index))) return true;
  }
  return false;
}

/** Does a folded text name an amount: a number with a currency, one of three digits or more, a share, or the whole? */
export function namesAmount(text: string): boolean {
  return /(?<![\p{L}\p{N}/-])(?:\d[\d ]*(?:[.,]\d+)? ?(?:€|£|\$|eur|euros?|k€|pounds?|dollars?|%)|\d{3,}(?:[.,]\d+)?(?![\d/-])|moitie|half|la totalite|in full)/u.test(
    text,
  );
}
