/** The line above a quotation, as mail programs write it in the languages of the clients; on one line. */
export const quoteHeaders: readonly RegExp[] = [
  /^Le\s.{4,300}?\sa écrit\s?:?$/i,
  /^On\s.{4,300}?\swrote\s?:?$/i,
  /^Am\s.{4,300}?\sschrieb\b.{0,200}:$/i,
  /^Op\s.{4,300}?\s(?:schreef\b.{0,200}|heeft\s.{1,200}\sgeschreven\s?):$/i,
  /^El\s.{4,300}?\sescribió\s?:$/i,
  /^Il\s.{4,300}?\sha scritto\s?:$/i,
  /^Em\s.{4,300}?\sescreveu\s?:$/i,
  /^[^<>]{1,60}<[^<>\s]+@[^<>\s]+>\s(?:a écrit|wrote|schrieb|schreef|escribió|ha scritto)\b.{0,120}:$/i,
];

/** A line that parts what is new from a quotation without marks. */
export const separators: readonly RegExp[] = [
  /^-{2,}\s?(?:Message d['’]origine|Message original|Message initial|Message transféré|Mail original|Courriel original|E-?mail d['’]origine)\s?-{2,}$/i,
  /^-{2,}\s?(?:Original (?:Message|Appointment)|Forwarded message)\s?-{2,}$/i,
  /^-{2,}\s?(?:Ursprüngliche Nachricht|Weitergeleitete Nachricht|Original-?Nachricht)\s?-{2,}$/i,
  /^-{2,}\s?(?:Oorspronkelijk bericht|Doorgestuurd bericht|Messaggio originale|Mensaje original)\s?-{2,}$/i,
  /^(?:Début du message (?:réexpédié|transféré)|Begin forwarded message|Anfang der weitergeleiteten Nachricht)\s?:$/i,
];

const device = String.raw`(?:iPhone|iPad|Android|Samsung|Galaxy|Huawei|Xiaomi|BlackBerry|Outlook|Gmail|Yahoo|Proton|Thunderbird|Courrier|Mail|smartphone|t[ée]l[ée]phone|mobile|phone|tablet)`;

/** What a telephone or a program adds below: only lines that name one. */
export const footers: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:Envoyé|Sent|Gesendet|Von meinem|Verzonden|Verstuurd|Inviato|Enviado)\s.{0,60}?\b${device}\b.{0,40}$`,
    'iu',
  ),
  /^(?:Obtenir|Télécharger|Get|Download|Holen Sie sich|Download)\s.{0,20}\bOutlook\b.{0,60}$/i,
  /^Provenance\s?:\s?.{1,80}$/i,
  /^(?:Garanti sans virus|Sans virus|Virus-free)\b.{0,60}$/i,
];

/** How the small print below a mail begins; everything after it is small print. */
export const disclaimers: readonly RegExp[] = [
  /^(?:Ce message|Ce mail|Ce courriel|Cet e-?mail|Ce courrier)\b.{0,80}(?:confidentiel|destinataire|pièces? jointes?|virus)/i,
  /^(?:This (?:e-?mail|message|communication|transmission)|The (?:information|contents?) (?:contained )?in this)\b.{0,120}(?:confidential|intended|addressee|recipient|virus|privileged)/i,
  /^(?:CONFIDENTIALITY NOTICE|AVIS DE CONFIDENTIALITÉ|DISCLAIMER|AVERTISSEMENT|IMPORTANT NOTICE)\b/i,
  /^Diese (?:E-?Mail|Nachricht)\b.{0,80}vertraulich/i,
  /^Dit (?:bericht|e-?mailbericht)\b.{0,80}vertrouwelijk/i,
  /^(?:Pensez à l['’]environnement|Please consider the environment|Avant d['’]imprimer|N['’]imprimez)\b/i,
];
