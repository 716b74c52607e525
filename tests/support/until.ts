type UntilOptions = { timeoutMs?: number; what?: string };

/** Resolves as soon as `check` is true, which is tried every 10 ms. Throws after `timeoutMs` (default 5,000). */
export async function until(check: () => boolean | Promise<boolean>, options: UntilOptions = {}): Promise<void> {
  const { timeoutMs = 5_000, what = "something happens" } = options;
  const deadline = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
