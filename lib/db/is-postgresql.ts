/** Whether a database URL is one of PostgreSQL. Any other URL names a file of SQLite. */
export const isPostgresql = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);
