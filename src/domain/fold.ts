const ligatures: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  '’': "'",
};

/**
 * The form in which texts are searched and compared: accents and case removed, ligatures spelled out, runs of
 * space made one. `Café  Cœur` becomes `cafe coeur`. SQLite folds ASCII only (promises 4), so the store keeps it.
 */
export function fold(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare
    .replace(/[œæßøđł’]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}
