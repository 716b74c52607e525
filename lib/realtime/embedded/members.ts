export type Member = { readonly id: string; readonly info: string };

/** The users of one presence channel, each counted once however many sockets they have. `info` is JSON text. */
export class Members {
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

  /** True when this is the user's first socket. */
  add(member: Member): boolean {
    const known = this.byId.get(member.id);
    if (known) {
      known.sockets += 1;
      return false;
    }
    this.byId.set(member.id, { info: member.info, sockets: 1 });
    return true;
  }

  /** True when this was the user's last socket. */
  remove(id: string): boolean {
    const known = this.byId.get(id);
    if (!known) return false;
    known.sockets -= 1;
    return known.sockets === 0 && this.byId.delete(id);
  }

  /** `{"presence":{"ids","hash","count"}}`. Built as text, so that a user called `__proto__` is a key like any other. */
  toJson(): string {
    const hash = [...this.byId].map(([id, { info }]) => `${JSON.stringify(id)}:${info}`);
    return `{"presence":{"ids":${JSON.stringify(this.ids())},"hash":{${hash.join()}},"count":${this.count}}}`;
  }
}
