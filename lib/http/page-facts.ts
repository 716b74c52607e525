import { singleton } from "../singleton.ts";

/** What the server has to know of a page for strangers to send it again as it was drawn before. */
export type PageFacts = {
  /** Counts the request of this address, as `proxy.ts` would. Throws when it is over the limit. */
  admit(address: string): Promise<void>;
  /** Returns all that the page reads of the database, as one string; null where the page is no such page. */
  read(path: string, query: URLSearchParams): Promise<string | null>;
};

const shared = () => singleton("http.page-facts", () => ({ facts: null as PageFacts | null }));

/** The code inside Next, which alone reads the database, tells our server how. */
export function setPageFacts(facts: PageFacts): void {
  shared().facts = facts;
}

/** Returns what `setPageFacts` was given, or null before the start. */
export function getPageFacts(): PageFacts | null {
  return shared().facts;
}
