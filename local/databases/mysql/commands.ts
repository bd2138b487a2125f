/** First bytes of what a client says after its login. */
export const QUIT = 0x01;
export const INIT_DB = 0x02;
export const QUERY = 0x03;
export const FIELD_LIST = 0x04;
export const STATISTICS = 0x09;
export const PING = 0x0e;
export const CHANGE_USER = 0x11;
export const PREPARE = 0x16;
export const RESET_CONNECTION = 0x1f;
/** Several commands in one, of MariaDB's own. */
export const SEVERAL = 0xfe;

/** A command that runs SQL. */
export function statement(sql: string): Buffer {
  return Buffer.concat([Buffer.from([QUERY]), Buffer.from(sql, "utf8")]);
}
