/** Resolves as `work` does. Rejects with `words` when it takes longer than `ms`. */
export function within<T>(ms: number, work: Promise<T>, words = `no answer within ${ms} ms`): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(words)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
