export type PresenceMember = { readonly id: string; readonly info: string };

/** The users of one presence channel. A user with several sockets is counted once. `info` is JSON text. */
export class PresenceMembers {
  private readonly byId = new Map<string, { info: string; sockets: number }>();

  get count(): number {
    return this.byId.size;
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  ids(): string[] {
    return [...this.byId.keys()];
  }

  /** Returns true when this is the user's first socket. */
  add(member: PresenceMember): boolean {
    const entry = this.byId.get(member.id);
    if (entry) {
      entry.sockets += 1;
      return false;
    }
    this.byId.set(member.id, { info: member.info, sockets: 1 });
    return true;
  }

  /** Returns true when this was the user's last socket. */
  remove(id: string): boolean {
    const entry = this.byId.get(id);
    if (!entry) return false;
    entry.sockets -= 1;
    return entry.sockets === 0 && this.byId.delete(id);
  }

  /**
   * Returns `{"presence":{"ids","hash","count"}}`. It is built as text, so that a user called `__proto__` is a key like
   * any other.
   */
  toJson(): string {
    const hash = [...this.byId].map(([id, { info }]) => `${JSON.stringify(id)}:${info}`);
    return `{"presence":{"ids":${JSON.stringify(this.ids())},"hash":{${hash.join()}},"count":${this.count}}}`;
  }
}
