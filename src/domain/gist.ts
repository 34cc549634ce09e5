const greeting =
  /^(?:bonjour|bonsoir|salut|chère?|madame|monsieur|hello|hi|hey|dear|good (?:morning|afternoon))\b[^.;:?]{0,60}[,!.]?$/i;
const closing =
  /^(?:(?:bien |très )?cordialement|cdlt|cdt|bien à (?:vous|toi)|(?:sincères |meilleures )?salutations|(?:bonne|belle) (?:journée|soirée)|(?:best|kind|warm) regards|regards|best|cheers|(?:yours )?sincerely|yours)\b.{0,30}$/i;

/** What an answer says, for a line of a list: without the greeting before it and the name below it, when anything is left. */
export function gistOf(words: string): string {
  const lines = words.split('\n').map((line) => line.trim());
  const start = greeting.test(lines[0] ?? '') ? 1 : 0;
  const end = lines.findIndex((line, at) => at > start && closing.test(line));
  const gist = lines
    .slice(start, end < 0 ? undefined : end)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return gist === '' ? words.replace(/\s+/g, ' ').trim() : gist;
}
