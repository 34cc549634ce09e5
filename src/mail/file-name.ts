/**
 * A part of a file name from foreign words: `[a-z0-9-]`, at most 60 characters, never empty, so that no name can
 * be a path, an option or a reserved word (promises 4). `instead` is used when nothing is left.
 */
export function fileSlug(words: string, instead: string): string {
  const slug = words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? instead : slug;
}
