import { randomNumbers } from "@/tests/support/random.ts";

const SYLLABLES = [
  "ka",
  "ri",
  "to",
  "men",
  "sol",
  "ver",
  "an",
  "dil",
  "ost",
  "pre",
  "qua",
  "bi",
  "lum",
  "er",
  "ha",
  "ig",
];
const SIGNS =
  "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天";

/** Words by how often they are written: the n-th as often as one in n, as in languages. */
export function textMaker(seed: number, rooms: number): (at: number) => string {
  const random = randomNumbers(seed);
  const word = (rank: number) => {
    let [left, text] = [rank + 7, ""];
    while (left > 0) {
      text += SYLLABLES[left % SYLLABLES.length];
      left = Math.floor(left / SYLLABLES.length);
    }
    return text;
  };
  const VOCABULARY = 30_000;
  const ranked = () => Math.floor(Math.exp((random(1_000_000) / 1_000_000) * Math.log(VOCABULARY)));
  return (at) => {
    if (at % 20 === 7) return Array.from({ length: 12 }, () => SIGNS[random(SIGNS.length)]).join("");
    const words = Array.from({ length: 5 + random(10) }, () => word(ranked()));
    // Messages go around the rooms: in each of them these words are as frequent as in all.
    const turn = at + Math.floor(at / rooms);
    words.push(turn % 2 === 0 ? "common" : "uneven");
    if (at % 9_973 === 5) words.push("zyzzyva");
    if (turn % 50 === 4) words.push("https://wiki.example/page/42");
    return words.join(" ");
  };
}
