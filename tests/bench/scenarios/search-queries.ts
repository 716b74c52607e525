/** What is asked: a query for each way in which one could be slow. */
export const QUERIES: Record<string, string> = {
  "a rare word": "zyzzyva ",
  "the most common word": "common ",
  "a prefix of one letter": "k",
  "… of two letters": "ka",
  "… of three letters": "kar",
  "two Chinese signs": "中国",
  "a part of a word": "yzzyv",
  "a phrase": '"common https"',
  "two common words": "common wiki",
  operators: "from:bench000000000000004 has:link common",
  "dates only": "during:last-month",
  "a negation": "-uneven wiki",
  "no hit": "nothingofthekind",
  "two common words, never together": "common uneven",
  "a phrase, its words only the other way round": '"https common"',
};
/** Those that find nothing. */
export const WITHOUT_HITS: readonly string[] = [
  "no hit",
  "two common words, never together",
  "a phrase, its words only the other way round",
];
