const MARK = Buffer.from("bench#");
const SEQ = Buffer.from('\\"seq\\":');
const HASH = 35;
const ZERO = 48;
const TEXT_LENGTH = 80;

/**
 * Knows what was sent and checks what each reader receives: every message once, the messages of one sender in their
 * order, and the room's seq without a gap where the server assigns one.
 */
export class Audit {
  /** The times from the call of `send` to the last reader's receipt, in ms, one for each message. */
  readonly everyone: number[] = [];
  deliveries = 0;
  doubled = 0;
  disordered = 0;
  /** How many came after a later message of their sender, where they may. */
  late = 0;
  /** The last frame that was received. */
  frame: Buffer | null = null;
  private readonly sentAt: number[][];
  private readonly missing: number[][];
  /** For each reader and sender, the number of the message that must come next. */
  private readonly next: Int32Array;
  private readonly lastSeq: Int32Array;
  /** For each reader and sender, the numbers that came. */
  private readonly seen: (Set<number> | undefined)[] = [];

  constructor(
    private readonly readers: number,
    private readonly senders: number,
    /** The order in which messages have to come: that of the room's places, of each sender, or none. */
    private readonly order: "of places" | "of senders" | "any",
  ) {
    this.sentAt = Array.from({ length: senders }, () => []);
    this.missing = Array.from({ length: senders }, () => []);
    this.next = new Int32Array(readers * senders);
    this.lastSeq = new Int32Array(readers);
  }

  /** The text of a sender's next message, which is recorded as sent at the time `at`. */
  write(sender: number, at: number): string {
    const number = this.sentAt[sender]?.length ?? 0;
    this.sentAt[sender]?.push(at);
    this.missing[sender]?.push(this.readers);
    return `bench#${sender}#${number}#`.padEnd(TEXT_LENGTH, "x");
  }

  receive(reader: number, frame: Buffer): void {
    const at = frame.indexOf(MARK);
    if (at === -1) return;
    const now = performance.now();
    const [sender, end] = readNumber(frame, at + MARK.length);
    const [number] = readNumber(frame, end + 1);
    this.deliveries += 1;
    this.frame = frame;
    if (this.order === "any") this.checkOnce(reader, sender, number);
    else this.checkOrder(reader, sender, number);
    if (this.order === "of places") this.checkPlace(reader, frame);
    const missing = this.missing[sender] as number[];
    const left = (missing[number] as number) - 1;
    missing[number] = left;
    if (left === 0) this.everyone.push(now - ((this.sentAt[sender] as number[])[number] as number));
  }

  get sends(): number {
    return this.sentAt.reduce((sum, { length }) => sum + length, 0);
  }

  get expected(): number {
    return this.sends * this.readers;
  }

  get lost(): number {
    return this.missing.flat().reduce((sum, left) => sum + Math.max(0, left), 0);
  }

  private checkOnce(reader: number, sender: number, number: number): void {
    const slot = reader * this.senders + sender;
    const seen = this.seen[slot] ?? new Set<number>();
    this.seen[slot] = seen;
    if (seen.has(number)) this.doubled += 1;
    seen.add(number);
    if (number < (this.next[slot] as number)) this.late += 1;
    this.next[slot] = Math.max(this.next[slot] as number, number + 1);
  }

  private checkOrder(reader: number, sender: number, number: number): void {
    const slot = reader * this.senders + sender;
    const wanted = this.next[slot] as number;
    if (number < wanted) this.doubled += 1;
    else if (number > wanted) this.disordered += 1;
    this.next[slot] = Math.max(wanted, number + 1);
  }

  private checkPlace(reader: number, frame: Buffer): void {
    const at = frame.indexOf(SEQ);
    if (at === -1) throw new Error("A message came without its place.");
    const [seq] = readNumber(frame, at + SEQ.length);
    const last = this.lastSeq[reader] as number;
    if (last !== 0 && seq !== last + 1) this.disordered += 1;
    this.lastSeq[reader] = seq;
  }
}

/** Parses the number that begins at `at`, and returns where it ends. */
function readNumber(frame: Buffer, at: number): [value: number, end: number] {
  let value = 0;
  let end = at;
  for (let byte = frame[end]; byte !== undefined && byte !== HASH; byte = frame[++end]) {
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return [value, end];
}
