/** The error texts by field. An error that belongs to none of the fields is under `form`. */
export type FormErrors<K extends string> = Partial<Record<K | "form", string>>;

/** The errors of a refused request, by the form's fields. Of several things in one field, such as `add.0`, the first is told. */
export function formErrorsOf<K extends string>(fault: unknown, fields: readonly K[]): FormErrors<K> {
  const told = (fault as { fields?: Record<string, string> } | null)?.fields ?? {};
  const known = Object.entries(told).map(([path, text]) => [path.split(".")[0], text]);
  const own = known.filter(([field]) => fields.includes(field as K)).reverse();
  return own.length > 0
    ? (Object.fromEntries(own) as FormErrors<K>)
    : ({ form: errorMessageOf(fault) } as FormErrors<K>);
}

/** The error's own message, or a general sentence where it has none. */
export function errorMessageOf(fault: unknown): string {
  return fault instanceof Error && fault.message ? fault.message : "That did not work. Try again.";
}
