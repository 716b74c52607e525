import "server-only";
import { type SqlPiece, sqlList, sqlPart } from "../db/sql.ts";

/** The ids of the members of the groups that have one of these folded names. */
export const membersOfGroups = (names: readonly string[]): SqlPiece =>
  sqlPart`SELECT gm."userId" FROM "UserGroup" g JOIN "UserGroupMember" gm ON gm."groupId" = g."id"
    WHERE g."handleKey" IN ${sqlList(names)}`;

/** The ids of the people who have one of these folded names, or are in a group that has. */
export const peopleNamed = (names: readonly string[]): SqlPiece =>
  sqlPart`SELECT u."id" FROM "User" u WHERE u."usernameKey" IN ${sqlList(names)} UNION ${membersOfGroups(names)}`;
