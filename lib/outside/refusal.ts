/** Thrown for an address to which no request goes. The message is a sentence that begins with "Its". */
export class OutsideRefusal extends Error {
  override name = "OutsideRefusal";
}
