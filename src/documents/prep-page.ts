export interface PrepSheet {
  readonly language: string;
}
export function prepPage(sheet: PrepSheet): string {
  return sheet.language;
}
