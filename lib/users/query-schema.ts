import { digits } from "../text.ts";
import * as z from "../z.ts";

const PAGE_MAX = 100;

export const peopleQuerySchema = z.object({
  q: z._default(z.string().check(z.maxLength(100, "That search is too long.")), ""),
  limit: z._default(digits(1, PAGE_MAX), 50),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;
