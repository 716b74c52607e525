/** Whether this address is one of PostgreSQL; else it names a file. */
export const isPostgresql = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);
