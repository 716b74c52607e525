/** The error texts by field. An error that belongs to none of the fields is under `form`. */
export type FormErrors<K extends string> = Partial<Record<K | "form", string>>;

/** The errors of a refused request, by the form's fields. */
export function formErrorsOf<K extends string>(fault: unknown, fields: readonly K[]): FormErrors<K> {
  const told = (fault as { fields?: Partial<Record<K, string>> } | null)?.fields;
  const known = fields.filter((field) => told?.[field]);
  if (told && known.length > 0) return Object.fromEntries(known.map((field) => [field, told[field]])) as FormErrors<K>;
  return { form: errorMessageOf(fault) } as FormErrors<K>;
}

/** The error's own message, or a general sentence where it has none. */
export function errorMessageOf(fault: unknown): string {
  return fault instanceof Error && fault.message ? fault.message : "That did not work. Try again.";
}
