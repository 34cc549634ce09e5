/** A mail of the user's mailbox as it was read: decoded, cut at a size, and nothing in it believed yet. */
export interface FoundMail {
  /** The Message-ID with its brackets; where a mail has none, one made from its bytes. */
  readonly id: string;
  /** The addresses of `From`, in small letters. */
  readonly from: readonly string[];
  readonly fromName: string;
  readonly subject: string;
  /** The moment of `Date`, and the one at which the server took the mail; `null` where unknown. */
  readonly sentAt: number | null;
  readonly receivedAt: number | null;
  /** Message-IDs of `In-Reply-To` and of `References`, in their order. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Header fields by their name in small letters, each unfolded. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
  /** A file came with it, or it is too long to know. */
  readonly hasEnclosure: boolean;
  /** The `message/delivery-status` part. */
  readonly deliveryStatus: string | null;
  /** The returned message, or its header: the part of it that was read. */
  readonly returned: string | null;
  /** The subject of the returned message; empty when none came back. */
  readonly returnedSubject: string;
}

/** The fields of a mail by a name, in the order in which they stand. */
export function fieldsOf({ headers }: Pick<FoundMail, 'headers'>, name: string): readonly string[] {
  return headers.get(name) ?? [];
}

/** The first field of that name; empty when there is none. */
export function fieldOf(mail: Pick<FoundMail, 'headers'>, name: string): string {
  return fieldsOf(mail, name)[0] ?? '';
}

/** All Message-IDs in a text, each with its brackets. */
export function idsIn(text: string): string[] {
  return text.match(/<[^\s<>@]{1,250}@[^\s<>@]{1,250}>/g) ?? [];
}
