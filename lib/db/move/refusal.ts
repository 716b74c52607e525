/** A move that cannot begin. The message is a sentence for the operator; neither database has been changed. */
export class MoveRefusal extends Error {
  override name = "MoveRefusal";
}
