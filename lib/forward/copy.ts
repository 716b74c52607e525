/** What a message's row keeps of the one that it passes on. The ids are for the server alone: `loadForwarded` says who may know what. */
export type Copy = { body: string; authorId: string; sentAt: string; messageId: string };

export function readCopy({ forwarded }: { forwarded: string | null }): Copy | null {
  return forwarded === null ? null : (JSON.parse(forwarded) as Copy);
}

type Original = { id: string; body: string; forwarded: string | null; createdAt: Date; author: { id: string } };

/**
 * The copy that a message which forwards this one keeps. What is itself forwarded is passed on as it was first written, so that a
 * text has the name of whoever wrote it, however often it is forwarded; a comment on the way stays where it is.
 */
export function copyOf(original: Original): Copy {
  const { id, body, createdAt, author } = original;
  return readCopy(original) ?? { body, authorId: author.id, sentAt: createdAt.toISOString(), messageId: id };
}
