import { z } from "zod";
import { startsWith } from "./edited-as-json.ts";

/** Which public pages may be looked at, and how politely. */
export interface PageSettings {
  /** Names of hosts, with a port where it is not the usual one; no other host is ever asked. */
  readonly pageHosts: readonly string[];
  /** Where the owner of a site may write to; part of what we call ourselves. */
  readonly pageContact?: string | undefined;
  readonly pageEverySeconds: number;
  /** A title with one of these says that there is no such product, though the site answers as if there were. */
  readonly pageMissingWords: readonly string[];
}

const hostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:\d{2,5})?$/, "chỉ ghi tên máy chủ, như buudien.vn");

export const pageSettings = (hosts: readonly string[]) => ({
  pageHosts: startsWith(z.array(hostSchema).min(1).max(20), [...hosts]),
  pageContact: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{3,100}$/, "một địa chỉ thư hoặc trang web, không dấu, không cách")
    .optional(),
  pageEverySeconds: z.coerce.number().min(0).max(3_600).default(5),
  pageMissingWords: startsWith(z.array(z.string().trim().min(1)), ["không tìm thấy", "không tồn tại", "404"]),
});
