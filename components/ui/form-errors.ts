/** What is wrong, by field; what belongs to none of `fields` is said for the whole form. */
export type FormErrors<K extends string> = Partial<Record<K | "form", string>>;

export function formErrorsOf<K extends string>(fault: unknown, fields: readonly K[]): FormErrors<K> {
  const told = (fault as { fields?: Partial<Record<K, string>> } | null)?.fields;
  const known = fields.filter((field) => told?.[field]);
  if (told && known.length > 0) return Object.fromEntries(known.map((field) => [field, told[field]])) as FormErrors<K>;
  return { form: errorMessageOf(fault) } as FormErrors<K>;
}

/** A fault's own words when it has some that are fit to be shown. */
export function errorMessageOf(fault: unknown): string {
  return fault instanceof Error && fault.message ? fault.message : "That did not work. Try again.";
}
